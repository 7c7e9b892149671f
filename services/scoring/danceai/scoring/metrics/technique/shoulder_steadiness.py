"""Unrest of the shoulder lines (JS 2.1, TQ 2 'dance holds')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, root_mean, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.body_lines import tilt_of_shoulders
from danceai.scoring.movement.series import average


def measure(dancing: Dancing) -> Measurement:
    """Tilt of the shoulder lines minus its own one-second median, degrees (RMS), mean of both dancers.

    Source: JS 2.1 TQ 2 'dance holds'.
    """
    tilts = [tilt_of_shoulders(person) for person in dancing.couple.people]
    squares = [np.square(tilt - dancing.couple.calm(tilt, 1)) for tilt in tilts]
    return summarise(average(*squares), dancing, root_mean)


METRIC = Metric(
    name="shoulder_steadiness",
    component="TQ",
    deficit="frame",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((1.0, 9.5), (2.5, 8), (5, 6), (9, 3.5), (16, 1)), weight=0.5),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Unrest of the shoulder lines",
            "Frame: the shoulder lines shake by {value} degrees. Turn from the standing foot through the body; the "
            "shoulders only come along.",
        ),
        Language.DE: Words(
            "Unruhe der Schulterlinien",
            "Rahmen: Die Schulterlinien zittern um {value} Grad. Dreht aus dem Standfuß durch den Körper; die "
            "Schultern gehen nur mit.",
        ),
        Language.RU: Words(
            "Неустойчивость линии плеч",
            "Рамка: линии плеч дрожат на {value}°. Поворачивайтесь от опорной стопы через корпус; плечи только "
            "следуют.",
        ),
        Language.ZH: Words("肩线不稳", "框架：肩线抖动 {value} 度。从支撑脚通过身体转动，肩只是跟随。"),
    },
)
