"""What every metric returns: value, unit, coverage, frames used and the moments that show it worst."""

from dataclasses import dataclass, field

import numpy as np

from danceai.scoring.tracks import Floats

LEAST_COVERAGE = 0.4
"""Below this a metric is not assessable (domain rule: never a number the video cannot support)."""
MOMENTS = 3


@dataclass(frozen=True)
class Metric:
    """`value` is None when not assessable; then `reason` says why."""

    name: str
    value: float | None
    unit: str
    coverage: float
    frames: int
    moments: tuple[float, ...] = field(default=())
    reason: str = ""


def not_assessable(name: str, unit: str, reason: str, coverage: float = 0.0, frames: int = 0) -> Metric:
    """A metric the video cannot support, and why."""
    return Metric(name, None, unit, coverage, frames, (), reason)


def worst_moments(badness: Floats, fps: float, apart: float = 1.5) -> tuple[float, ...]:
    """Seconds at which `badness` (frames,) peaks, worst first, at least `apart` seconds from each other."""
    remaining = np.where(np.isfinite(badness), badness, -np.inf).copy()
    moments: list[float] = []
    while len(moments) < MOMENTS and np.isfinite(remaining).any() and remaining.max() > -np.inf:
        peak = int(remaining.argmax())
        moments.append(round(peak / fps, 2))
        low, high = int(max(0, peak - apart * fps)), int(peak + apart * fps)
        remaining[low:high] = -np.inf
    return tuple(moments)


def from_series(
    name: str, value: float, unit: str, series: Floats, badness: Floats, fps: float, *, least: float = LEAST_COVERAGE
) -> Metric:
    """A metric of a per-frame series; not assessable when too few frames are known."""
    known = np.isfinite(series)
    coverage, frames = float(known.mean()) if len(known) else 0.0, int(known.sum())
    if coverage < least or not np.isfinite(value):
        return not_assessable(name, unit, "The dancers could not be seen well enough.", coverage, frames)
    return Metric(name, float(value), unit, coverage, frames, worst_moments(badness, fps))


def bars_of(times: Floats, starts: Floats) -> list[np.ndarray]:
    """Frame indices of every complete bar."""
    return [
        np.flatnonzero((times >= a) & (times < b)) for a, b in zip(starts[:-1], starts[1:], strict=True)
    ]
