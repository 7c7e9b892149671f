"""Unevenness of the steps (JS 2.1, MM 'rhythm')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import Reason
from danceai.scoring.criteria.units import MILLISECONDS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.metrics.music.step_errors import find_clear_errors


def measure(dancing: Dancing) -> Measurement:
    """How unevenly clear steps meet the beat, milliseconds: 1.48 x median absolute deviation of their errors.

    Robust against the odd step a network invents. Source: consistency of heel strikes against beats
    (doi 10.1371/journal.pone.0284387), with a robust spread instead of the circular one.
    """
    found = find_clear_errors(dancing)
    if isinstance(found, Reason):
        return refuse(found)
    apart = np.abs(found.errors - np.median(found.errors)) * 1482.6
    return found.summarise(float(np.median(apart)), apart, dancing)


METRIC = Metric(
    name="timing_spread",
    component="MM",
    deficit="rhythm",
    unit=MILLISECONDS,
    measure=measure,
    curve=Curve(((15, 9.5), (40, 8), (75, 6), (130, 3.5), (220, 1))),
    words={
        Language.EN: Words(
            "Unevenness of the steps",
            "Rhythm: the steps vary by {value} ms. Walk the bar to a metronome until every step lasts its full beat.",
        ),
        Language.DE: Words(
            "Ungleichmäßigkeit der Schritte",
            "Rhythmus: Die Schritte schwanken um {value} ms. Geht den Takt zum Metronom, bis jeder Schritt seine "
            "ganze Zeit dauert.",
        ),
        Language.RU: Words(
            "Неравномерность шагов",
            "Ровность: шаги колеблются на {value} мс. Пройдите такт под метроном, пока каждый шаг не займёт всю долю.",
        ),
        Language.ZH: Words("步伐不均匀", "节奏：步伐波动 {value} 毫秒。跟着节拍器走完小节，直到每步占满整拍。"),
    },
)
