"""Heads: carried over the spine, and quiet (JS 2.1, TQ 1)."""

import numpy as np

from danceai.common.skeleton import EARS, NOSE, SHOULDERS
from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, root_mean, summarised
from danceai.scoring.movement.tracks import Floats, PersonTrack, rolling_median, towards


def _head(person: PersonTrack) -> Floats:
    """(frames, 2) middle of the ears; one ear, or the nose, where that is all the view shows."""
    ears = np.stack([person.joint(ear) for ear in EARS])
    middle = np.stack([mean_of(*ears[..., axis]) for axis in range(2)], 1)
    return np.where(np.isfinite(middle), middle, person.joint(NOSE))


def head_lean(dancing: Dancing) -> Metric:
    """How far the necks bend towards the partner beyond the trunk's own line, degrees; a dropped head is positive.

    Angle of mid-shoulder -> head minus that of the trunk, signed by the partner's side, mean of both.
    Source: JS 2.1 PAS 'posture' (head, shoulder, rib cage in one line).
    """
    couple = dancing.couple
    bends = []
    for own, other in (couple.people, couple.people[::-1]):
        neck = _head(own) - own.midpoint(SHOULDERS)
        bends.append((np.degrees(np.arctan2(neck[:, 0], -neck[:, 1])) - own.inclination) * towards(own, other))
    return summarised("head_lean", "deg", mean_of(*bends), dancing)


def head_unrest(dancing: Dancing) -> Metric:
    """Unrest of the heads over the shoulders: distance from their own one-second median, trunk heights (RMS).

    Source: JS 2.1 PAS 'posture'.
    """
    squares = []
    for person in dancing.couple.people:
        place = (_head(person) - person.midpoint(SHOULDERS)) / person.scale_at[:, None]
        calm = np.stack([rolling_median(place[:, axis], round(person.fps)) for axis in range(2)], 1)
        squares.append(np.square(place - calm).sum(1))
    return summarised("head_unrest", "trunk", mean_of(*squares), dancing, root_mean)
