"""What measuring gives: a value with its coverage, the same of every bar, and evidence; or the reason why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from danceai.scoring.criteria.reasons import NOT_SEEN, Reason
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.movement.series import Floats

LEAST_COVERAGE = 0.4
"""Below this a metric is not assessable: never a number the video cannot support."""
LEAST_RELIABLE = 0.5
"""Share of a series that must be the dancers' own, where jitter cannot be taken off what becomes of it"""
MOMENTS = 3
APART = 1.5
"""Seconds between two moments of evidence"""
Statistic = Callable[[Floats], float]


@dataclass(frozen=True)
class Measurement:
    """`value`, in the metric's unit, is None when it is not assessable; then `reason` says why."""

    value: float | None
    coverage: float
    """Share of the counted frames (for steps: of the expected steps) that were seen, 0..1"""
    frames: int
    """Frames, or steps, the value rests on"""
    per_bar: Floats = field(default_factory=lambda: np.empty(0))
    """The same of each bar, NaN where it was not seen: how sure the value is"""
    worst: tuple[float, ...] = ()
    """Seconds into the video of the moments that show it worst, worst first"""
    best: tuple[float, ...] = ()
    reason: Reason | None = None
    low: float | None = None
    high: float | None = None
    """5th and 95th percentile of the value by what the joints' jitter leaves open; None where that was not asked"""


def refuse(reason: Reason, coverage: float = 0.0, frames: int = 0) -> Measurement:
    """A measurement the video cannot support, and why."""
    return Measurement(None, coverage, frames, reason=reason)


def find_moments(badness: Floats, fps: float) -> tuple[float, ...]:
    """Seconds at which `badness` (frames,) peaks, worst first and apart from each other."""
    remaining = np.where(np.isfinite(badness), badness, -np.inf)
    found: list[float] = []
    while len(found) < MOMENTS and len(remaining) and remaining.max() > -np.inf:
        peak = int(remaining.argmax())
        found.append(round(peak / fps, 2))
        low, high = int(max(0, peak - APART * fps)), int(peak + APART * fps)
        remaining[low:high] = -np.inf
    return tuple(found)


def median(values: Floats) -> float:
    """The middle value."""
    return float(np.median(values))


def root_mean(squares: Floats) -> float:
    """Root of the mean of squares."""
    return float(np.sqrt(np.mean(squares)))


def percentile(share: float) -> Statistic:
    """The statistic that `share` percent of the values stay below."""
    return lambda values: float(np.percentile(values, share))


def measure_reliability(series: Floats, shaken: Sequence[Floats]) -> float:
    """Share of the variance of a series (frames,) that is not jitter, 0..1; 1 where that was not asked.

    shaken: the same series of the same dancing with twice the jitter, some times over.
    """
    if not shaken or not np.isfinite(series).any():
        return 1.0
    added = float(np.mean([np.nanvar(again - series) for again in shaken]))
    return float(np.clip(1 - added / max(float(np.nanvar(series)), 1e-12), 0, 1))


def summarise(
    series: Floats, dancing: Dancing, statistic: Statistic = median, badness: Floats | None = None
) -> Measurement:
    """A series (frames,) as its statistic over all counted frames and in each bar.

    badness (frames,) says where it looks worst; by default where the series is largest.
    """
    known = np.isfinite(series) & dancing.couple.counted
    frames = int(known.sum())
    coverage = frames / max(int(dancing.couple.counted.sum()), 1)
    if coverage < LEAST_COVERAGE:
        return refuse(NOT_SEEN, coverage, frames)
    per_bar = np.array(
        [statistic(series[bar][known[bar]]) if known[bar].mean() >= LEAST_COVERAGE else np.nan for bar in dancing.bars]
    )
    ill = np.where(known, series if badness is None else badness, np.nan)
    fps = dancing.couple.fps
    return Measurement(
        statistic(series[known]), coverage, frames, per_bar, find_moments(ill, fps), find_moments(-ill, fps)
    )


def summarise_bars(per_bar: Floats, series: Floats, dancing: Dancing, badness: Floats) -> Measurement:
    """What exists per bar only, as its median over bars. `series` (frames,) says which frames were seen."""
    known = np.isfinite(series) & dancing.couple.counted
    coverage = float(known.sum() / max(int(dancing.couple.counted.sum()), 1))
    if coverage < LEAST_COVERAGE or not np.isfinite(per_bar).any():
        return refuse(NOT_SEEN, coverage, int(known.sum()))
    fps = dancing.couple.fps
    return Measurement(
        float(np.nanmedian(per_bar)),
        coverage,
        int(known.sum()),
        per_bar,
        find_moments(badness, fps),
        find_moments(-badness, fps),
    )
