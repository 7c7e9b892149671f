"""Rotation of the bodies (JS 2.1, TQ 6 and 7): a weak proxy from one camera, shown and never scored."""

import numpy as np

from danceai.common.skeleton import SHOULDERS
from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, percentile, summarised
from danceai.scoring.movement.tracks import Floats, PersonTrack, rolling_median


def _speed(person: PersonTrack) -> Floats:
    """(frames,) degrees per second the shoulders turn about the vertical, from how wide they look."""
    width = np.abs((person.joint(SHOULDERS[0]) - person.joint(SHOULDERS[1]))[:, 0]) / person.scale_at
    known = width[np.isfinite(width)]
    if not len(known):
        return width
    widest = max(float(np.percentile(known, 97)), 1e-6)
    yaw = np.degrees(np.arccos(np.clip(rolling_median(width, round(0.3 * person.fps)) / widest, 0, 1)))
    return np.where(np.isfinite(width), np.abs(np.gradient(yaw)) * person.fps, np.nan)


def body_rotation(dancing: Dancing) -> Metric:
    """How fast the shoulders turn at their fastest, degrees per second: 90th percentile, mean of both dancers.

    Yaw = arccos(width / widest width). Source: Kulis 2024, pelvic rotation velocity and judges' TQ; from one
    camera the direction is unknown and turns beyond a quarter fold back.
    """
    return summarised(
        "body_rotation",
        "deg/s",
        mean_of(*(_speed(person) for person in dancing.couple.people)),
        dancing,
        percentile(90),
    )
