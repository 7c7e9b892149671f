"""Distance of the joined hands (JS 2.1, PS 'physical connection')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import LEFT, RIGHT, WRISTS
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, percentile, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words


def measure(dancing: Dancing) -> Measurement:
    """His left to her right wrist, trunk heights, 90th percentile.

    Source: pairwise distances of Duolando (Siyao et al. 2024); JS 2.1 PS 'physical connection'.
    """
    couple = dancing.couple
    apart = couple.lead.joint(WRISTS[LEFT]) - couple.follow.joint(WRISTS[RIGHT])
    return summarise(np.hypot(*apart.T) / couple.scale, dancing, percentile(90))


METRIC = Metric(
    name="hold_distance",
    component="PS",
    deficit="hold",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.25, 9.5), (0.5, 8), (0.8, 6), (1.2, 3.5), (2.0, 1)), weight=0.7),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Distance of the joined hands",
            "Hold: the joined hands drift {value} trunk heights apart. Give the hands one place in the air that both "
            "of you own.",
        ),
        Language.DE: Words(
            "Abstand der gefassten Hände",
            "Fassung: Die gefassten Hände entfernen sich bis auf {value} Rumpflängen. Gebt den Händen einen festen "
            "Ort im Raum, der euch beiden gehört.",
        ),
        Language.RU: Words(
            "Расстояние между кистями",
            "Позиция рук: соединённые кисти расходятся на {value} длины корпуса. Дайте кистям одно место в воздухе, "
            "общее для обоих.",
        ),
        Language.ZH: Words("握手处距离", "握持：相握的手分开达到躯干长的 {value} 倍。给双手一个共同拥有的固定位置。"),
    },
)
