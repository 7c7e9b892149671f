"""Unrest of the heads (JS 2.1, TQ 1 'posture')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import SHOULDERS
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, root_mean, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.body_lines import find_head
from danceai.scoring.movement.series import average


def measure(dancing: Dancing) -> Measurement:
    """Place of the heads over the shoulders against its own one-second median, trunk heights (RMS).

    Mean of both dancers. Source: JS 2.1 PAS 'posture'.
    """
    squares = []
    for person in dancing.couple.people:
        place = (find_head(person) - person.midpoint(SHOULDERS)) / person.scale_at[:, None]
        squares.append(np.square(place - person.calm(place, 1)).sum(1))
    return summarise(average(*squares), dancing, root_mean)


METRIC = Metric(
    name="head_unrest",
    component="TQ",
    deficit="head_position",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.01, 9.5), (0.03, 8), (0.06, 6), (0.12, 3.5), (0.25, 1)), weight=0.5),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Unrest of the heads",
            "Heads: they wander by {value} of a trunk height. The head arrives with the body, it does not look for "
            "the way.",
        ),
        Language.DE: Words(
            "Unruhe der Köpfe",
            "Köpfe: Sie wandern um {value} einer Rumpflänge. Der Kopf kommt mit dem Körper an, er sucht nicht den Weg.",
        ),
        Language.RU: Words(
            "Неустойчивость голов",
            "Головы: они смещаются на {value} длины корпуса. Голова приходит вместе с корпусом и не ищет дорогу.",
        ),
        Language.ZH: Words("头部不稳", "头部：移动了躯干长的 {value} 倍。头随身体一起到位，不要自己去找方向。"),
    },
)
