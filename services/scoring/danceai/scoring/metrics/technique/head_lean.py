"""Heads bent to the partner (JS 2.1, TQ 1 'posture')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import SHOULDERS
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.body_lines import find_head
from danceai.scoring.movement.series import average
from danceai.scoring.movement.tracks import towards


def measure(dancing: Dancing) -> Measurement:
    """Neck against the trunk's own line, degrees, signed towards the partner; a dropped head is positive.

    Angle of mid-shoulder -> head minus that of the trunk, mean of both dancers, median over frames.
    Source: JS 2.1 PAS 'posture' (head, shoulder, rib cage in one line).
    """
    couple = dancing.couple
    bends = []
    for own, other in (couple.people, couple.people[::-1]):
        neck = find_head(own) - own.midpoint(SHOULDERS)
        bends.append((np.degrees(np.arctan2(neck[:, 0], -neck[:, 1])) - own.inclination) * towards(own, other))
    return summarise(average(*bends), dancing)


METRIC = Metric(
    name="head_lean",
    component="TQ",
    deficit="head_position",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((0, 9.5), (6, 8), (14, 6), (28, 3.5), (50, 1)), weight=0.5),
    words={
        Language.EN: Words(
            "Heads bent to the partner",
            "Heads: the necks bend {value} degrees towards each other. Lift the back of the head away from your own "
            "shoulder and keep looking out over the partner's right shoulder.",
        ),
        Language.DE: Words(
            "Köpfe zum Partner geneigt",
            "Köpfe: Die Hälse neigen sich um {value} Grad zueinander. Hebt den Hinterkopf von der eigenen Schulter "
            "weg und schaut über die rechte Schulter des Partners hinaus.",
        ),
        Language.RU: Words(
            "Наклон голов к партнёру",
            "Головы: шеи наклонены друг к другу на {value}°. Поднимите затылок от своего плеча и смотрите поверх "
            "правого плеча партнёра.",
        ),
        Language.ZH: Words(
            "头部向舞伴倾斜", "头部：颈部相互倾斜 {value} 度。后脑向上离开自己的肩，视线越过舞伴的右肩。"
        ),
    },
)
