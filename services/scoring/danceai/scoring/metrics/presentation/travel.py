"""Travel per bar (JS 2.1, TQ 7 and CP)."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import NO_BARS
from danceai.scoring.criteria.units import TRUNKS_PER_BAR
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average

SMOOTHED = 0.8
"""Seconds: most of one, so that rise, sway and noise do not count as travel"""


def _mean(values: Floats) -> float:
    return float(np.mean(values))


def measure(dancing: Dancing) -> Measurement:
    """Path of the couple over the floor per bar, trunk heights: across by the hips, up and down by the feet.

    Mean over frames. Source: Prosen 2013, flight of better couples is longer; JS 2.1 TQ 7.
    """
    couple, metre = dancing.couple, dancing.metre
    if metre is None:
        return refuse(NO_BARS)
    across, away = couple.middle[:, 0], average(*(person.ground for person in couple.people))
    path = couple.calm(np.stack([across, away], 1), SMOOTHED)
    pace = np.hypot(*np.gradient(path, axis=0).T) / couple.scale * couple.fps * metre.bar
    return summarise(np.where(np.isfinite(across), pace, np.nan), dancing, _mean, -pace)


METRIC = Metric(
    name="travel",
    component="CP",
    deficit="travel",
    unit=TRUNKS_PER_BAR,
    measure=measure,
    curve=Curve(((0.1, 2.5), (0.4, 5), (0.8, 7), (1.4, 8.5), (2.5, 9.5))),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Travel per bar",
            "Travel: {value} trunk heights per bar. Push from the standing foot and let the moving leg swing from the "
            "hip.",
        ),
        Language.DE: Words(
            "Weg pro Takt",
            "Raumgröße: {value} Rumpflängen pro Takt. Drückt vom Standfuß ab und lasst das Spielbein aus der Hüfte "
            "schwingen.",
        ),
        Language.RU: Words(
            "Путь за такт",
            "Объём: {value} длины корпуса за такт. Отталкивайтесь опорной стопой и пускайте свободную ногу от бедра.",
        ),
        Language.ZH: Words("每小节行进", "行进：每小节 {value} 个躯干长。用支撑脚推地，让动作腿从髋部摆动。"),
    },
)
