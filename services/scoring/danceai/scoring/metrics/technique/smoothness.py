"""Roughness of the movement: bodies that are jerked, not carried (JS 2.1, TQ 3 and 4)."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import HIPS
from danceai.scoring.criteria.units import TRUNKS_PER_SECOND_SQUARED
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, root_mean, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack

SMOOTHED = 0.12
"""Seconds over which places are averaged: less is a network's noise"""


def _acceleration(person: PersonTrack) -> Floats:
    """(frames,) of the mid-hips, trunk heights per second squared."""
    hip = person.midpoint(HIPS) / person.scale
    window = max(3, round(SMOOTHED * person.fps) | 1)
    kernel = np.ones(window) / window
    smooth = np.stack([np.convolve(hip[:, axis], kernel, "same") for axis in range(2)], 1)
    smooth[:window], smooth[-window:] = np.nan, np.nan
    return np.asarray(np.hypot(*np.gradient(np.gradient(smooth, axis=0), axis=0).T) * person.fps**2)


def measure(dancing: Dancing) -> Measurement:
    """RMS acceleration of the mid-hips after 0.12 s smoothing, trunk heights/s^2, mean of both dancers.

    Source: own definition.
    """
    squares = np.square(average(*(_acceleration(person) for person in dancing.couple.people)))
    return summarise(squares, dancing, root_mean)


METRIC = Metric(
    name="smoothness",
    component="TQ",
    deficit="balance",
    unit=TRUNKS_PER_SECOND_SQUARED,
    measure=measure,
    curve=Curve(((2, 9.5), (5, 8), (9, 6), (16, 3.5), (30, 1)), weight=0.5),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Roughness of the movement",
            "Balance: the movement is rough ({value}). Let the standing leg slow the body down before the next step "
            "begins.",
        ),
        Language.DE: Words(
            "Rauheit der Bewegung",
            "Balance: Die Bewegung ist rau ({value}). Lasst das Standbein den Körper bremsen, bevor der nächste "
            "Schritt beginnt.",
        ),
        Language.RU: Words(
            "Резкость движения",
            "Баланс: движение резкое ({value}). Пусть опорная нога замедлит корпус, прежде чем начнётся следующий шаг.",
        ),
        Language.ZH: Words("动作生硬度", "平衡：动作生硬（{value}）。让支撑腿先减缓身体，再开始下一步。"),
    },
)
