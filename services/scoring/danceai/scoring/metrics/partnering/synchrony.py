"""Moving together (JS 2.1, PS 'non-physical connection')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import NOISE, SELDOM_TOGETHER
from danceai.scoring.criteria.units import SHARE
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.metrics.partnering.moving_together import correlate, list_lags, measure_speeds, tell_travel

WINDOW, STEP = 2.0, 0.25
"""Seconds of a window, and from one to the next"""


def measure(dancing: Dancing) -> Measurement:
    """Agreement of the two bodies' travel, 0..1: best lagged correlation in 2 s windows, median.

    Source: windowed time-lagged cross-correlation (Boker et al. 2002).
    """
    couple = dancing.couple
    if not tell_travel(dancing):
        return refuse(NOISE)
    lead, follow = measure_speeds(couple)
    size, step, lags = round(WINDOW * couple.fps), max(1, round(STEP * couple.fps)), list_lags(couple)
    if couple.frames < size + 2 * max(lags):
        return refuse(SELDOM_TOGETHER)
    best = np.fmax.reduce(correlate(lead, follow, lags, size, step), axis=1)
    at = np.arange(len(best)) * step + max(lags) + size / 2
    known = np.isfinite(best)
    if not known.any():
        return refuse(SELDOM_TOGETHER)
    both = np.isfinite(lead) & np.isfinite(follow)
    series = np.where(both, np.interp(np.arange(couple.frames), at[known], best[known]), np.nan)
    return summarise(series, dancing, badness=-series)


METRIC = Metric(
    name="synchrony",
    component="PS",
    deficit="synchrony",
    unit=SHARE,
    measure=measure,
    curve=Curve(((0.0, 2), (0.3, 4.5), (0.55, 6.5), (0.8, 8), (0.97, 9.5))),
    adds=Adds.DIVISOR,
    words={
        Language.EN: Words(
            "Moving together",
            "Synchrony: your bodies agree only to {value}. Start every movement from the standing leg together; dance "
            "a bar without arms.",
        ),
        Language.DE: Words(
            "Gemeinsame Bewegung",
            "Gleichklang: Eure Körper stimmen nur zu {value} überein. Beginnt jede Bewegung gemeinsam aus dem "
            "Standbein; tanzt einen Takt ohne Arme.",
        ),
        Language.RU: Words(
            "Согласованность",
            "Согласованность: корпуса совпадают лишь на {value}. Начинайте каждое движение вместе от опорной ноги; "
            "протанцуйте такт без рук.",
        ),
        Language.ZH: Words("同步", "同步：身体一致性仅 {value}。每个动作一起从支撑腿开始；不用手臂跳一小节。"),
    },
)
