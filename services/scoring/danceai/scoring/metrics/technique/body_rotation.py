"""Turning speed of the shoulders (JS 2.1, TQ 6 and 7): a weak proxy from one camera, shown and never scored."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import SHOULDERS
from danceai.scoring.criteria.units import DEGREES_PER_SECOND
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, percentile, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack


def _speed(person: PersonTrack) -> Floats:
    """(frames,) degrees per second the shoulders turn about the vertical, from how wide they look."""
    width = np.abs((person.joint(SHOULDERS[0]) - person.joint(SHOULDERS[1]))[:, 0]) / person.scale_at
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
    return summarise(average(*(_speed(person) for person in dancing.couple.people)), dancing, percentile(90))


METRIC = Metric(
    name="body_rotation",
    component="TQ",
    deficit="swing_and_rotation",
    unit=DEGREES_PER_SECOND,
    measure=measure,
    curve=Curve(((0, 1), (200, 10)), weight=0),
    words={
        Language.EN: Words("Turning speed of the shoulders"),
        Language.DE: Words("Drehgeschwindigkeit der Schultern"),
        Language.RU: Words("Скорость поворота плеч"),
        Language.ZH: Words("肩部转动速度"),
    },
)
