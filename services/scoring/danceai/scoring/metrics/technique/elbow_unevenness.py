"""Unevenness of the elbows (JS 2.1, TQ 2 'dance holds')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.body_lines import drop_of_elbows
from danceai.scoring.movement.series import average


def measure(dancing: Dancing) -> Measurement:
    """Difference in height of a dancer's two elbows, trunk heights: mean of both dancers, median over frames.

    Source: JS 2.1 TQ 2 'dance holds'.
    """
    apart = [np.abs(left - right) for left, right in (drop_of_elbows(person) for person in dancing.couple.people)]
    return summarise(average(*apart), dancing)


METRIC = Metric(
    name="elbow_unevenness",
    component="TQ",
    deficit="frame",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.05, 9.5), (0.15, 8), (0.3, 6), (0.5, 3.5), (0.8, 1)), weight=0.5),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Unevenness of the elbows",
            "Frame: one elbow is {value} of a trunk height higher than the other. Set both before you begin and let "
            "the back keep them level.",
        ),
        Language.DE: Words(
            "Ungleiche Ellbogen",
            "Rahmen: Ein Ellbogen ist um {value} einer Rumpflänge höher als der andere. Setzt beide vor dem Beginn "
            "und haltet sie aus dem Rücken auf gleicher Höhe.",
        ),
        Language.RU: Words(
            "Разная высота локтей",
            "Рамка: один локоть выше другого на {value} длины корпуса. Поставьте оба до начала и держите их на одном "
            "уровне спиной.",
        ),
        Language.ZH: Words(
            "双肘高低不一", "框架：一侧肘部比另一侧高出躯干长的 {value} 倍。开始前摆好双肘，用背部保持同高。"
        ),
    },
)
