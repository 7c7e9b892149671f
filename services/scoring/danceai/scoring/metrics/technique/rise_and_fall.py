"""Rise and fall over the bar (JS 2.1, TQ 9)."""

import numpy as np

from danceai.common.contracts.base import Dance, Language
from danceai.scoring.criteria.reasons import NO_BARS
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise_bars
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.sway_and_rise import rise_signal


def measure(dancing: Dancing) -> Measurement:
    """Amplitude of a sine of one bar through the hips' height in the couple's own phase, trunk heights, median of bars.

    h(t) = H + D t + a sin(2 pi t / bar) + b cos(2 pi t / bar), least squares in each bar, t from its start; (a, b) of
    a bar counts as far as it goes the way of the median over bars, so that jitter, which goes any way, adds nothing.
    D t is the couple coming nearer. Source: Shioya 2018 (doi 10.3390/proceedings2060224).
    """
    if dancing.metre is None:
        return refuse(NO_BARS)
    signal, times = rise_signal(dancing.couple), dancing.couple.times
    known = np.isfinite(signal)
    waves = np.full((len(dancing.bars), 2), np.nan)
    for number, bar in enumerate(dancing.bars):
        seen = bar[known[bar]]
        if len(seen) > 0.6 * len(bar) and len(seen) > 6:
            angle = 2 * np.pi * (times[seen] - times[bar[0]]) / dancing.metre.bar
            fitted = np.stack([np.ones_like(angle), angle, np.sin(angle), np.cos(angle)], 1)
            waves[number] = np.linalg.lstsq(fitted, signal[seen], rcond=None)[0][2:]
    usual = np.nanmedian(waves, axis=0)
    amplitudes = waves @ usual / max(float(np.hypot(*usual)), 1e-9)
    return summarise_bars(amplitudes, signal, dancing, -np.abs(signal))


METRIC = Metric(
    name="rise_and_fall",
    component="TQ",
    deficit="rise_and_fall",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0, 2), (0.02, 4), (0.04, 6), (0.07, 8), (0.12, 9.5), (0.25, 7))),
    dances=frozenset({Dance.WALTZ, Dance.SLOW_FOXTROT, Dance.QUICKSTEP}),
    words={
        Language.EN: Words(
            "Rise and fall",
            "Rise and fall: the height changes by {value} of a trunk. Lower fully through knee and ankle at the end "
            "of three, and rise through the feet from the end of one.",
        ),
        Language.DE: Words(
            "Heben und Senken",
            "Heben und Senken: Die Höhe ändert sich um {value} einer Rumpflänge. Senkt am Ende der Drei ganz durch "
            "Knie und Knöchel und hebt ab dem Ende der Eins durch die Füße.",
        ),
        Language.RU: Words(
            "Подъём и снижение",
            "Подъём и снижение: высота меняется на {value} длины корпуса. В конце счёта «три» снижайтесь полностью "
            "через колено и голеностоп, поднимайтесь через стопы с конца счёта «раз».",
        ),
        Language.ZH: Words(
            "升降", "升降：高度变化为躯干长的 {value} 倍。在三拍末通过膝和踝充分下降，从一拍末通过脚上升。"
        ),
    },
)
