"""Length of the steps (JS 2.1, CP)."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import FEW_STEPS
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words

LEAST_STEPS = 5


def measure(dancing: Dancing) -> Measurement:
    """Way of the lead's feet from rest to rest across the picture, trunk heights: median over travelling steps.

    Source: Yoshida 2022 (doi 10.3389/fspor.2022.941042): the champion's normalised stride is longer.
    """
    couple, steps = dancing.couple, dancing.steps[0]
    if len(steps) < LEAST_STEPS:
        return refuse(FEW_STEPS, frames=len(steps))
    lengths = np.interp(couple.times, [step.second for step in steps], [step.length for step in steps])
    return summarise(np.where(couple.counted, lengths, np.nan), dancing, badness=-lengths)


METRIC = Metric(
    name="step_length",
    component="CP",
    deficit="travel",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.1, 2.5), (0.25, 5), (0.5, 7), (0.8, 8.5), (1.2, 9.5)), weight=0.5),
    place=1,
    words={
        Language.EN: Words(
            "Length of the steps",
            "Travel: the steps are {value} trunk heights long. Send the body first; the foot lands where the body "
            "will be.",
        ),
        Language.DE: Words(
            "Länge der Schritte",
            "Raumgröße: Die Schritte sind {value} Rumpflängen lang. Schickt zuerst den Körper; der Fuß landet, wo der "
            "Körper sein wird.",
        ),
        Language.RU: Words(
            "Длина шагов",
            "Объём: длина шагов {value} длины корпуса. Сначала посылайте корпус; стопа приходит туда, где он будет.",
        ),
        Language.ZH: Words("步长", "行进：步长为躯干长的 {value} 倍。先送出身体，脚落在身体将要到达之处。"),
    },
)
