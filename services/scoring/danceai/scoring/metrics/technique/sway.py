"""Sway: both bodies incline to the same side, from bar to bar to the other one (JS 2.1, TQ 6)."""

import itertools

import numpy as np

from danceai.common.contracts.base import Dance, Language
from danceai.scoring.criteria.reasons import NO_BARS
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise_bars
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.sway_and_rise import sway_signal

SMOOTHED = 0.6
"""Seconds: a side lasts a bar, and a network's unrest is faster"""


def _range(values: Floats) -> float:
    """5th to 95th percentile, NaN where too little is known."""
    known = values[np.isfinite(values)]
    if len(known) < 0.6 * max(len(values), 1) or len(known) < 5:
        return float("nan")
    return float(np.percentile(known, 95) - np.percentile(known, 5))


def measure(dancing: Dancing) -> Measurement:
    """Range of the common inclination over each bar and the next, degrees, median: sides alternate from bar to bar.

    Of the inclination's median over 0.6 s.
    Source: two-element sway model, Shioya 2018 (doi 10.3390/proceedings2060223).
    """
    if dancing.metre is None:
        return refuse(NO_BARS)
    common, bars = sway_signal(dancing.couple), dancing.bars
    signal = np.where(np.isfinite(common), dancing.couple.calm(common, SMOOTHED), np.nan)
    pairs = [np.concatenate(pair) for pair in itertools.pairwise(bars) if pair[0][-1] + 1 == pair[1][0]] or bars
    ranges = np.array([_range(signal[pair]) for pair in pairs])
    return summarise_bars(ranges, signal, dancing, -np.abs(signal))


METRIC = Metric(
    name="sway",
    component="TQ",
    deficit="sway",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((0, 2.5), (2, 4.5), (4, 6), (7, 8), (12, 9.5), (20, 8), (30, 5))),
    adds=Adds.SQUARE,
    dances=frozenset({Dance.WALTZ, Dance.SLOW_FOXTROT, Dance.QUICKSTEP, Dance.VIENNESE_WALTZ}),
    words={
        Language.EN: Words(
            "Sway over two bars",
            "Sway: only {value} degrees over two bars. Let the side stretch from the foot to the top as the body "
            "swings into the turn.",
            "Sway: as much as {value} degrees over two bars. Sway comes from the swing; do not bend the waist.",
        ),
        Language.DE: Words(
            "Neigung über zwei Takte",
            "Neigung: nur {value} Grad über zwei Takte. Lasst die Seite vom Fuß bis zum Kopf wachsen, wenn der Körper "
            "in die Drehung schwingt.",
            "Neigung: ganze {value} Grad über zwei Takte. Neigung kommt aus dem Schwung; knickt nicht in der Hüfte ab.",
        ),
        Language.RU: Words(
            "Наклон за два такта",
            "Наклон: всего {value}° за два такта. Дайте боку вытянуться от стопы до головы, когда корпус входит в "
            "поворот.",
            "Наклон: целых {value}° за два такта. Наклон рождается из свинга; не ломайте линию в талии.",
        ),
        Language.ZH: Words(
            "两小节倾斜",
            "倾斜：两小节仅 {value} 度。身体摆入转动时，让体侧从脚到头伸展。",
            "倾斜：两小节多达 {value} 度。倾斜来自摆荡，不要折腰。",
        ),
    },
)
