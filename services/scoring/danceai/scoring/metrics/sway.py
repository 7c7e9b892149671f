"""Sway: both bodies incline to the same side, from bar to bar to the other one (JS 2.1, TQ 6)."""

import itertools

import numpy as np

from danceai.scoring.metrics.measure import NO_BEAT, Dancing, Metric, not_assessable, of_bars
from danceai.scoring.movement.tracks import CoupleTracks, Floats, rolling_median

DRIFT = 6.0
"""Seconds over which a lean is posture or the camera, not sway"""


def sway_signal(couple: CoupleTracks) -> Floats:
    """(frames,) degrees both trunks incline to the same side of the picture, slow lean removed."""
    both = (couple.lead.inclination + couple.follow.inclination) / 2
    return both - rolling_median(both, round(DRIFT * couple.fps))


def _range(values: Floats) -> float:
    known = values[np.isfinite(values)]
    if len(known) < 0.6 * max(len(values), 1) or len(known) < 5:
        return float("nan")
    return float(np.percentile(known, 95) - np.percentile(known, 5))


def sway(dancing: Dancing) -> Metric:
    """Peak-to-peak side inclination over each bar and the next, degrees, median (sides alternate from bar to bar).

    Source: two-element sway model, Shioya 2018 (doi 10.3390/proceedings2060223).
    """
    if dancing.music is None:
        return not_assessable("sway", "deg", NO_BEAT)
    signal, bars = sway_signal(dancing.couple), dancing.bars
    pairs = [np.concatenate(pair) for pair in itertools.pairwise(bars)] or bars
    ranges = np.array([_range(signal[pair]) for pair in pairs])
    return of_bars("sway", "deg", ranges, signal, dancing, -np.abs(signal))
