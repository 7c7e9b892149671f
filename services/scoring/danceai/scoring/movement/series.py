"""What is done with values over time, where some of them are unknown. Pure."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def average(*parts: Floats, least: int = 1) -> Floats:
    """Mean (frames,) of the parts (frames,) that are known, NaN where fewer than `least` of them are."""
    stacked = np.stack(parts)
    known = np.isfinite(stacked)
    count = known.sum(0)
    total = np.where(known, stacked, 0).sum(0)
    return np.asarray(np.where(count >= max(least, 1), total / np.maximum(count, 1), np.nan))


def rolling_median(values: Floats, window: int) -> Floats:
    """Median (frames,) in a centred window of frames, NaN ignored; NaN everywhere when nothing is known.

    Taken at every eighth of the window and joined by straight lines: a median hardly moves within that.
    """
    half = max(1, window // 2)
    step = max(1, half // 4)
    at = np.arange(0, len(values), step)
    padded = np.pad(values, half, constant_values=np.nan)
    # All windows at once: sorting puts NaN behind, so the middle of what is known is found by counting.
    ordered = np.sort(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)[::step], axis=1)
    count = np.isfinite(ordered).sum(1)
    known, rows = count > 0, np.arange(len(ordered))
    if not known.any():
        return np.full(len(values), np.nan)
    medians = (ordered[rows, (count - 1) // 2] + ordered[rows, count // 2]) / 2
    return np.asarray(np.interp(np.arange(len(values)), at[known], medians[known]))
