"""Change of the space between the two (JS 2.1, PS 'positioning')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import HIPS
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, root_mean, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words

CALM = 3.0
"""Seconds over which the couple's own distance is taken"""


def measure(dancing: Dancing) -> Measurement:
    """Distance of both mid-hips against its own three-second median, trunk heights (RMS).

    Source: JS 2.1 PS 'positioning'.
    """
    couple = dancing.couple
    gap = np.hypot(*(couple.lead.midpoint(HIPS) - couple.follow.midpoint(HIPS)).T) / couple.scale
    return summarise(np.square(gap - couple.calm(gap, CALM)), dancing, root_mean)


METRIC = Metric(
    name="spacing",
    component="PS",
    deficit="spacing",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.02, 9.5), (0.06, 8), (0.12, 6), (0.25, 3.5), (0.5, 1))),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Change of the space between you",
            "Spacing: the space between you changes by {value} of a trunk height. Keep the contact at the rib cage as "
            "the fixed point of the couple.",
        ),
        Language.DE: Words(
            "Änderung eures Abstands",
            "Abstand: Der Raum zwischen euch ändert sich um {value} Rumpflängen. Der Kontakt am Rippenbogen ist der "
            "feste Punkt des Paares.",
        ),
        Language.RU: Words(
            "Изменение дистанции",
            "Дистанция: расстояние между вами меняется на {value} длины корпуса. Контакт у рёбер — неподвижная точка "
            "пары.",
        ),
        Language.ZH: Words("间距变化", "间距：两人的间距变化为躯干长的 {value} 倍。以肋部接触作为固定点。"),
    },
)
