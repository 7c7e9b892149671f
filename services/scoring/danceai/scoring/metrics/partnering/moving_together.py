"""How alike two bodies travel, and how much later one does: lagged correlation. Shared by synchrony and follow_lag."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from danceai.common.skeleton import HIPS, SHOULDERS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import LEAST_RELIABLE, measure_reliability
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import CoupleTracks

LONGEST_LAG = 0.4
"""Seconds"""
SMOOTHED = 0.2
LEAST_KNOWN = 0.6
"""Share of a window"""


def measure_speeds(couple: CoupleTracks) -> tuple[Floats, Floats]:
    """(frames,) each dancer's sideways speed of the shoulders and hips, smoothed, trunk heights per second."""
    window = max(3, round(SMOOTHED * couple.fps) | 1)
    kernel = np.ones(window) / window
    speeds = []
    for person in couple.people:
        x = average(*(person.xy[:, joint, 0] for joint in (*SHOULDERS, *HIPS)), least=2) / person.scale
        speeds.append(np.convolve(np.gradient(x) * couple.fps, kernel, "same"))
    return speeds[0], speeds[1]


def tell_travel(dancing: Dancing) -> bool:
    """Whether both bodies' speed is their own more than jitter: bodies that hardly travel agree by chance."""
    shaken = [measure_speeds(one.couple) for one in dancing.shaken]
    return all(
        measure_reliability(speed, [speeds[slot] for speeds in shaken]) >= LEAST_RELIABLE
        for slot, speed in enumerate(measure_speeds(dancing.couple))
    )


def list_lags(couple: CoupleTracks) -> list[int]:
    """All lags that are tried, frames; the follow after the lead is positive."""
    reach = round(LONGEST_LAG * couple.fps)
    return list(range(-reach, reach + 1))


def correlate(
    lead: Floats, follow: Floats, lags: list[int], size: int, step: int, least: float = LEAST_KNOWN
) -> Floats:
    """Correlation (windows, lags) of lead at t with follow at t + lag, NaN where less than `least` is known.

    size, step: frames of a window and from one to the next.
    """
    reach = max(lags)
    ours = sliding_window_view(lead, size)[reach : len(lead) - size - reach + 1 : step]
    found = []
    for lag in lags:
        theirs = sliding_window_view(follow, size)[reach + lag : len(lead) - size - reach + 1 + lag : step]
        known = np.isfinite(ours) & np.isfinite(theirs)
        count = np.maximum(known.sum(1, keepdims=True), 1)
        a = np.where(known, ours - np.where(known, ours, 0).sum(1, keepdims=True) / count, 0)
        b = np.where(known, theirs - np.where(known, theirs, 0).sum(1, keepdims=True) / count, 0)
        size_of = np.sqrt((a * a).sum(1) * (b * b).sum(1))
        enough = (known.mean(1) > least) & (size_of > 1e-9)
        found.append(np.where(enough, (a * b).sum(1) / np.maximum(size_of, 1e-12), np.nan))
    return np.stack(found, 1)
