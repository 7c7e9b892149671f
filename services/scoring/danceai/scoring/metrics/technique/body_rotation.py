"""Turning speed of the shoulders (JS 2.1, TQ 6 and 7): a weak proxy from one camera, shown and never scored."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import SHOULDERS
from danceai.scoring.criteria.reasons import NOISE
from danceai.scoring.criteria.units import DEGREES_PER_SECOND
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import (
    LEAST_RELIABLE,
    Measurement,
    measure_reliability,
    percentile,
    refuse,
    summarise,
)
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack


def _measure_width(person: PersonTrack) -> Floats:
    """(frames,) trunk heights of the shoulders across the picture."""
    return np.asarray(np.abs((person.joint(SHOULDERS[0]) - person.joint(SHOULDERS[1]))[:, 0]) / person.scale_at)


def _speed(person: PersonTrack) -> Floats:
    """(frames,) degrees per second the shoulders turn about the vertical, from how wide they look."""
    width = _measure_width(person)
    known = width[np.isfinite(width)]
    if not len(known):
        return width
    widest = max(float(np.percentile(known, 97)), 1e-6)
    yaw = np.degrees(np.arccos(np.clip(person.calm(width, 0.3) / widest, 0, 1)))
    return np.where(np.isfinite(width), np.abs(np.gradient(yaw)) * person.fps, np.nan)


def measure(dancing: Dancing) -> Measurement:
    """How fast the shoulders turn at their fastest, degrees per second: 90th percentile, mean of both dancers.

    Yaw = arccos(width / widest width): the direction is unknown, and turns beyond a quarter fold back.
    Source: Kulis 2024, pelvic rotation velocity and judges' TQ.
    """
    shaken = [[_measure_width(person) for person in one.couple.people] for one in dancing.shaken]
    reliable = [
        measure_reliability(_measure_width(person), [widths[slot] for widths in shaken])
        for slot, person in enumerate(dancing.couple.people)
    ]
    if min(reliable) < LEAST_RELIABLE:
        return refuse(NOISE)
    return summarise(average(*(_speed(person) for person in dancing.couple.people)), dancing, percentile(90))


METRIC = Metric(
    name="body_rotation",
    component="TQ",
    deficit="swing_and_rotation",
    unit=DEGREES_PER_SECOND,
    measure=measure,
    curve=Curve(((0, 1), (200, 10)), weight=0),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words("Turning speed of the shoulders"),
        Language.DE: Words("Drehgeschwindigkeit der Schultern"),
        Language.RU: Words("Скорость поворота плеч"),
        Language.ZH: Words("肩部转动速度"),
    },
)
