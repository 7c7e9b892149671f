"""Off whole slows and quicks (JS 2.1, MM 'rhythm')."""

import numpy as np

from danceai.common.contracts.base import Dance, Language
from danceai.scoring.criteria.reasons import FEW_STEPS, Reason
from danceai.scoring.criteria.units import PERCENT
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.metrics.music.step_errors import find_clear_errors

LENGTHS = {
    Dance.WALTZ: (1, 2, 3),
    Dance.VIENNESE_WALTZ: (1, 2, 3),
    Dance.TANGO: (1, 2),
    Dance.SLOW_FOXTROT: (1, 2),
    Dance.QUICKSTEP: (1, 2),
}
"""Beats a step may last: quick, slow, and in waltzes a step held over the bar"""


def measure(dancing: Dancing) -> Measurement:
    """How far the time between clear steps is from whole slows and quicks, percent: median |log(length / nearest)|.

    Lengths allowed per dance: one, two (waltzes: three) beats. Between two steps with an excluded span between them
    lies no length. Source: inter-step intervals against the pattern, JS 2.1 MM 'rhythm'; own robust form.
    """
    found = find_clear_errors(dancing)
    if isinstance(found, Reason):
        return refuse(found)
    later = np.flatnonzero(dancing.timed.count_excluded(found.steps[:-1], found.steps[1:]) == 0) + 1
    if not len(later):
        return refuse(FEW_STEPS)
    lengths = (found.steps[later] - found.steps[later - 1]) / found.music.period
    allowed = np.array(LENGTHS[dancing.dance], float)
    error = 100 * np.abs(np.log(lengths[:, None] / allowed[None])).min(1)
    return found.choose(later).summarise(float(np.median(error)), error, dancing)


METRIC = Metric(
    name="rhythm",
    component="MM",
    deficit="rhythm",
    unit=PERCENT,
    measure=measure,
    curve=Curve(((4, 9.5), (9, 8), (16, 6), (30, 3.5), (60, 1)), weight=0.5),
    place=1,
    words={
        Language.EN: Words(
            "Rhythm",
            "Rhythm: the steps are {value} percent off whole slows and quicks. Say slow and quick aloud and hold "
            "every slow for both of its beats.",
        ),
        Language.DE: Words(
            "Rhythmus",
            "Rhythmus: Die Schritte weichen {value} Prozent von ganzen Slow und Quick ab. Sprecht Slow und Quick laut "
            "mit und haltet jedes Slow über beide Schläge.",
        ),
        Language.RU: Words(
            "Ровность ритма",
            "Ровность: шаги на {value} процента отличаются от целых slow и quick. Проговаривайте счёт вслух и "
            "держите каждый slow обе доли.",
        ),
        Language.ZH: Words("节奏", "节奏：步伐与完整的慢步和快步相差 {value}%。大声数慢和快，每个慢步占满两拍。"),
    },
)
