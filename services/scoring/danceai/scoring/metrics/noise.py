"""What jitter does to a metric, and the metric without it: measured by adding as much again. Pure.

Simulation and extrapolation (Cook & Stefanski 1994, doi 10.1080/01621459.1994.10476871): the track is shaken by jitter
of its own size, and everything is measured again. What this changes is what the jitter that is there has done already.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from danceai.scoring.criteria.reasons import NOISE
from danceai.scoring.metrics.measurement import Measurement, refuse
from danceai.scoring.metrics.metric import Adds, Metric
from danceai.scoring.movement.series import Floats

UNSURE = 0.35
"""Share by which the size of the jitter may be wrong, standard deviation: on rendered couples, where truth is known"""
NINETY = 1.645
"""Standard deviations to the 5th and the 95th percentile"""
MOST_POINTS = 4.5
"""Half of the scale: what may be nothing but jitter, and is unsure by more, says nothing"""


@dataclass(frozen=True)
class Scale:
    """On which what jitter adds is a sum."""

    onto: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]


SCALES = {
    # Of independent parts squares add up: (signal + jitter)^2 = signal^2 + jitter^2.
    Adds.SQUARE: Scale(np.square, lambda added: np.sqrt(np.maximum(added, 0))),
    # Jitter divides a correlation by signal + jitter over signal (Spearman 1904), so its inverse grows evenly.
    Adds.DIVISOR: Scale(
        lambda values: 1 / np.maximum(values, 1e-3), lambda added: np.clip(1 / np.maximum(added, 1e-3), 0, 1)
    ),
    Adds.NOTHING: Scale(lambda values: values, lambda added: added),
}


def without_jitter(metric: Metric, measured: Measurement, shaken: list[Measurement]) -> Measurement:
    """The measurement as it would be without jitter, with the ends of what that is sure to; or refused.

    shaken: the same metric of the same dancing with twice the jitter, some times over.
    """
    again = [one for one in shaken if one.value is not None]
    if measured.value is None or not again:
        return measured
    scale = SCALES[metric.adds]
    value = scale.onto(np.array(measured.value))
    values = scale.onto(np.array([one.value for one in again], float))
    if metric.adds is Adds.NOTHING:
        deviation = float(np.sqrt(np.mean(np.square(values - value))))
        low, high = measured.value - NINETY * deviation, measured.value + NINETY * deviation
        return replace(measured, low=low, high=high)
    added = float(values.mean() - value)
    # A shaken track differs by one more piece of jitter: so much the piece that is there may have added more or less.
    deviation = float(np.hypot(values.std(), 2 * UNSURE * added))
    left = np.array([value - added, value - added - NINETY * deviation, value - added + NINETY * deviation])
    cleared = scale.back(left)
    found, low, high = float(cleared[0]), float(cleared.min()), float(cleared.max())
    unsure = np.ptp(metric.curve.score(np.linspace(low, high, 16)))
    if low <= 0 and unsure > MOST_POINTS:
        return refuse(NOISE, measured.coverage, measured.frames)
    return replace(measured, value=found, per_bar=_clear_bars(measured, again, scale), low=low, high=high)


def _clear_bars(measured: Measurement, again: list[Measurement], scale: Scale) -> Floats:
    """Values of the bars without what jitter adds to one of them."""
    own = scale.onto(measured.per_bar)
    others = [scale.onto(one.per_bar) - own for one in again if one.per_bar.shape == own.shape]
    if not others:
        return measured.per_bar
    added = np.nanmean(np.stack(others), axis=0)
    return scale.back(own - np.where(np.isfinite(added), added, 0.0))
