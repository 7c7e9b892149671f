"""All metrics of one camera, in the order of the report."""

import warnings

from danceai.scoring.beats import Music
from danceai.scoring.metrics import floor, movement, partnering, posture, timing
from danceai.scoring.metrics.measure import Metric
from danceai.scoring.tracks import CoupleTracks


def measure_all(couple: CoupleTracks, music: Music | None) -> list[Metric]:
    """Every metric, assessable or not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means over frames in which nobody was seen are unknown
        return _measured(couple, music)


def _measured(couple: CoupleTracks, music: Music | None) -> list[Metric]:
    return [
        posture.trunk_lean(couple),
        posture.elbow_drop(couple),
        posture.shoulder_steadiness(couple),
        movement.sway(couple, music),
        movement.rise_and_fall(couple, music),
        movement.smoothness(couple),
        timing.timing_offset(couple, music),
        timing.timing_spread(couple, music),
        partnering.hold_distance(couple),
        partnering.spacing(couple),
        partnering.synchrony(couple),
        partnering.follow_lag(couple),
        floor.travel(couple, music),
        floor.floor_use(couple),
    ]
