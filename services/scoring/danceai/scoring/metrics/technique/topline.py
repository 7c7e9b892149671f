"""Angle between the shoulder lines: both top lines as one (JS 2.1, TQ 2 'dance holds')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.body_lines import tilt_of_shoulders


def measure(dancing: Dancing) -> Measurement:
    """Angle between the two dancers' shoulder lines, degrees: in hold both tilt as one. Median over frames.

    Source: JS 2.1 TQ 2 'dance holds'; own definition.
    """
    lead, follow = (tilt_of_shoulders(person) for person in dancing.couple.people)
    return summarise(np.abs(lead - follow), dancing)


METRIC = Metric(
    name="topline",
    component="TQ",
    deficit="topline",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((1.5, 9.5), (5, 8), (10, 6), (18, 3.5), (30, 1)), weight=0.5),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Angle between the shoulder lines",
            "Top line: your shoulder lines stand {value} degrees apart. Stretch the same side at the same time, so "
            "that both lines tilt as one.",
        ),
        Language.DE: Words(
            "Winkel zwischen den Schulterlinien",
            "Topline: Eure Schulterlinien stehen {value} Grad auseinander. Streckt zur selben Zeit dieselbe Seite, "
            "damit beide Linien sich gemeinsam neigen.",
        ),
        Language.RU: Words(
            "Угол между линиями плеч",
            "Верхняя линия: линии плеч расходятся на {value}°. Вытягивайте одну и ту же сторону одновременно, чтобы "
            "обе линии наклонялись вместе.",
        ),
        Language.ZH: Words("肩线夹角", "上身线条：两人的肩线相差 {value} 度。同时伸展同一侧，让两条线一起倾斜。"),
    },
)
