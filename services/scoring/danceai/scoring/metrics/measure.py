"""What metrics are taken of and what they return: value, unit, coverage, the value of each bar, and evidence."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from danceai.scoring.movement.steps import Step, steps_of
from danceai.scoring.movement.tracks import CoupleTracks, Floats
from danceai.scoring.music.beats import Music

LEAST_COVERAGE = 0.4
"""Below this a metric is not assessable (domain rule: never a number the video cannot support)."""
MOMENTS = 3
APART = 1.5
"""Seconds between two moments of evidence"""
PHRASE = 2.0
"""Seconds that stand for a bar where no music is heard"""
NOT_SEEN = "The dancers could not be seen well enough."
NO_BEAT = "Without audible music there are no bars to measure in."


@dataclass(frozen=True)
class Dancing:
    """One camera's couple and the music they dance to, in that camera's time."""

    couple: CoupleTracks
    music: Music | None

    @cached_property
    def bars(self) -> list[NDArray[np.intp]]:
        """Frame indices of every whole bar that counts; without music, of every two seconds."""
        couple = self.couple
        starts = self.music.downbeats() if self.music else np.arange(0, couple.frames / couple.fps + 0.01, PHRASE)
        edges = np.searchsorted(couple.times, starts)
        spans = [np.arange(a, b) for a, b in itertools.pairwise(edges)]
        return [span for span in spans if len(span) > 1 and couple.counted[span].mean() > 0.5]

    @cached_property
    def steps(self) -> tuple[list[Step], list[Step]]:
        """The steps of lead and follow, in order of time."""
        return steps_of(self.couple.lead), steps_of(self.couple.follow)


@dataclass(frozen=True)
class Metric:
    """`value` is None when not assessable; then `reason` says why."""

    name: str
    value: float | None
    unit: str
    coverage: float
    frames: int
    per_bar: Floats = field(default_factory=lambda: np.empty(0))
    """The same of each bar, NaN where it was not seen: how sure the value is"""
    worst: tuple[float, ...] = ()
    """Seconds into the video of the moments that show it worst, worst first"""
    best: tuple[float, ...] = ()
    reason: str = ""


def not_assessable(name: str, unit: str, reason: str, coverage: float = 0.0, frames: int = 0) -> Metric:
    """A metric the video cannot support, and why."""
    return Metric(name, None, unit, coverage, frames, reason=reason)


def moments(badness: Floats, fps: float) -> tuple[float, ...]:
    """Seconds at which `badness` (frames,) peaks, worst first and apart from each other."""
    remaining = np.where(np.isfinite(badness), badness, -np.inf)
    found: list[float] = []
    while len(found) < MOMENTS and len(remaining) and remaining.max() > -np.inf:
        peak = int(remaining.argmax())
        found.append(round(peak / fps, 2))
        low, high = int(max(0, peak - APART * fps)), int(peak + APART * fps)
        remaining[low:high] = -np.inf
    return tuple(found)


Statistic = Callable[[Floats], float]


def median(values: Floats) -> float:
    """The middle value."""
    return float(np.median(values))


def root_mean(squares: Floats) -> float:
    """Root of the mean of squares."""
    return float(np.sqrt(np.mean(squares)))


def percentile(share: float) -> Statistic:
    """The value that `share` percent stay below."""
    return lambda values: float(np.percentile(values, share))


def summarised(
    name: str, unit: str, series: Floats, dancing: Dancing, statistic: Statistic = median, badness: Floats | None = None
) -> Metric:
    """A metric of a series (frames,): its statistic over all frames and in each bar.

    badness (frames,) says where it looks worst; by default where the series is largest.
    """
    known = np.isfinite(series) & dancing.couple.counted
    frames = int(known.sum())
    coverage = frames / max(int(dancing.couple.counted.sum()), 1)
    if coverage < LEAST_COVERAGE:
        return not_assessable(name, unit, NOT_SEEN, coverage, frames)
    per_bar = np.array(
        [statistic(series[bar][known[bar]]) if known[bar].mean() >= LEAST_COVERAGE else np.nan for bar in dancing.bars]
    )
    ill = np.where(known, series if badness is None else badness, np.nan)
    fps = dancing.couple.fps
    return Metric(
        name, statistic(series[known]), unit, coverage, frames, per_bar, moments(ill, fps), moments(-ill, fps)
    )


def of_bars(name: str, unit: str, per_bar: Floats, series: Floats, dancing: Dancing, badness: Floats) -> Metric:
    """A metric that exists per bar only: its median over bars. `series` says which frames were seen."""
    known = np.isfinite(series) & dancing.couple.counted
    coverage = float(known.sum() / max(int(dancing.couple.counted.sum()), 1))
    if coverage < LEAST_COVERAGE or not np.isfinite(per_bar).any():
        return not_assessable(name, unit, NOT_SEEN, coverage, int(known.sum()))
    fps = dancing.couple.fps
    return Metric(
        name,
        float(np.nanmedian(per_bar)),
        unit,
        coverage,
        int(known.sum()),
        per_bar,
        moments(badness, fps),
        moments(-badness, fps),
    )


def mean_of(*parts: Floats, least: int = 1) -> Floats:
    """Mean (frames,) of the parts that are known, where at least `least` of them are."""
    stacked = np.stack(parts)
    known = np.isfinite(stacked)
    count = known.sum(0)
    total = np.where(known, stacked, 0).sum(0)
    return np.asarray(np.where(count >= max(least, 1), total / np.maximum(count, 1), np.nan))
