"""Spread of the fingers (JS 2.1, TQ 2 'dance holds'). Needs a network that sees hands."""

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.base import Language
from danceai.common.skeleton import HANDS
from danceai.scoring.criteria.reasons import NO_HANDS
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack

FINGERS = ((5, 8), (9, 12), (13, 16), (17, 20))
"""Knuckle and tip of index, middle, ring and little finger, counted from the hand's wrist"""


def _spread(person: PersonTrack, hand: range) -> Floats:
    """(frames,) degrees between the outermost fingers of one hand."""
    joints: NDArray[np.float64] = person.xy[:, hand]
    ways = np.stack([joints[:, tip] - joints[:, knuckle] for knuckle, tip in FINGERS], 1)
    angle = np.unwrap(np.arctan2(ways[..., 1], ways[..., 0]), axis=1)
    return np.asarray(np.degrees(angle.max(1) - angle.min(1)))


def measure(dancing: Dancing) -> Measurement:
    """Angle between a hand's outermost fingers, degrees: in hold fingers are closed. Median over all hands seen.

    Source: own definition; JS 2.1 TQ 2 'dance holds'.
    """
    series = average(*(_spread(person, hand) for person in dancing.couple.people for hand in HANDS))
    if not np.isfinite(series).any():
        return refuse(NO_HANDS)
    return summarise(series, dancing)


METRIC = Metric(
    name="hand_spread",
    component="TQ",
    deficit="hands",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((8, 9.5), (20, 8), (40, 6), (70, 3.5), (110, 1)), weight=0.3, optional=True),
    words={
        Language.EN: Words(
            "Spread of the fingers",
            "Hands: the fingers stand {value} degrees apart. Close them quietly around the partner's hand.",
        ),
        Language.DE: Words(
            "Spreizung der Finger",
            "Hände: Die Finger stehen {value} Grad auseinander. Schließt sie ruhig um die Hand des Partners.",
        ),
        Language.RU: Words(
            "Разведение пальцев", "Кисти: пальцы разведены на {value}°. Спокойно сомкните их на руке партнёра."
        ),
        Language.ZH: Words("手指张开", "手部：手指张开 {value} 度。安静地并拢，握住舞伴的手。"),
    },
)
