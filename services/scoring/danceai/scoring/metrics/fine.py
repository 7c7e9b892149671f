"""Face and hands, where a whole-body network tracks them (product: additional tracking)."""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import FACE_MOUTH_CORNERS, FACE_OUTER_EYES, HANDS
from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, not_assessable, summarised
from danceai.scoring.movement.tracks import Floats, PersonTrack

FINGERS = ((5, 8), (9, 12), (13, 16), (17, 20))
"""Knuckle and tip of index, middle, ring and little finger, counted from the hand's wrist"""


def _smile(person: PersonTrack) -> Floats:
    left, right = (person.joint(corner) for corner in FACE_MOUTH_CORNERS)
    eye, other = (person.joint(corner) for corner in FACE_OUTER_EYES)
    across = np.hypot(*(eye - other).T)
    return np.asarray(np.hypot(*(left - right).T) / np.where(across > 4, across, np.nan))


def expression(dancing: Dancing) -> Metric:
    """Width of the mouth over the distance of the eyes' outer corners: about .5 at rest, above .6 in a smile.

    Mean of the dancers whose face is seen, median over frames. Source: own definition after the lip-corner puller
    of the Facial Action Coding System (action unit 12).
    """
    series = mean_of(*(_smile(person) for person in dancing.couple.people))
    if not np.isfinite(series).any():
        return not_assessable("expression", "", "Faces are not tracked.")
    return summarised("expression", "", series, dancing, badness=-series)


def _spread(person: PersonTrack, hand: range) -> Floats:
    joints: NDArray[np.float64] = person.xy[:, hand]
    ways = np.stack([joints[:, tip] - joints[:, knuckle] for knuckle, tip in FINGERS], 1)
    angle = np.unwrap(np.arctan2(ways[..., 1], ways[..., 0]), axis=1)
    return np.asarray(np.degrees(angle.max(1) - angle.min(1)))


def hand_spread(dancing: Dancing) -> Metric:
    """Angle between a hand's outermost fingers, degrees: in hold fingers are closed. Median over all hands seen.

    Source: own definition; JS 2.1 TQ 2 'dance holds'.
    """
    series = mean_of(*(_spread(person, hand) for person in dancing.couple.people for hand in HANDS))
    if not np.isfinite(series).any():
        return not_assessable("hand_spread", "deg", "Hands are not tracked.")
    return summarised("hand_spread", "deg", series, dancing)
