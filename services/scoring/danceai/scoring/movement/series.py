"""What is done with values over time, where some of them are unknown. Pure."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

Floats = NDArray[np.float64]


def average(*parts: Floats, least: int = 1) -> Floats:
    """Mean (frames,) of the parts (frames,) that are known, NaN where fewer than `least` of them are."""
    stacked = np.stack(parts)
    known = np.isfinite(stacked)
    count = known.sum(0)
    total = np.where(known, stacked, 0).sum(0)
    return np.asarray(np.where(count >= max(least, 1), total / np.maximum(count, 1), np.nan))


def rolling_mean(values: Floats, window: int) -> Floats:
    """Mean (frames, ...) in a centred window of frames, NaN ignored; NaN where nothing in it is known."""
    known = np.isfinite(values)
    total, count = (
        uniform_filter1d(part, 2 * max(1, window // 2) + 1, axis=0, mode="constant")
        for part in (np.where(known, values, 0.0), known.astype(float))
    )
    return np.asarray(np.where(count > 1e-9, total / np.maximum(count, 1e-9), np.nan))


def rolling_quantile(values: Floats, window: int, share: float) -> Floats:
    """Quantile (frames, ...) in a centred window of frames, NaN ignored; NaN everywhere where nothing is known.

    Taken at every eighth of the window and joined by straight lines: a quantile hardly moves within that.
    """
    half = max(1, window // 2)
    step = max(1, half // 4)
    frames, columns = len(values), values.reshape(len(values), -1)
    at = np.arange(0, frames, step)
    padded = np.pad(columns, ((half, half), (0, 0)), constant_values=np.nan)
    # All windows at once: sorting puts NaN behind, so what lies below a share of the known is found by counting.
    ordered = np.sort(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1, axis=0)[::step], axis=-1)
    count = np.isfinite(ordered).sum(-1)
    place = share * np.maximum(count - 1, 0)
    low, high = np.floor(place).astype(int), np.ceil(place).astype(int)
    below, above = (np.take_along_axis(ordered, where[..., None], -1)[..., 0] for where in (low, high))
    found = below + (place - low) * (above - below)
    rolled = np.full(columns.shape, np.nan)
    for column in range(columns.shape[1]):
        known = count[:, column] > 0
        if known.any():
            rolled[:, column] = np.interp(np.arange(frames), at[known], found[known, column])
    return rolled.reshape(values.shape)


def rolling_median(values: Floats, window: int) -> Floats:
    """Median (frames, ...) in a centred window of frames; see `rolling_quantile`."""
    return rolling_quantile(values, window, 0.5)
