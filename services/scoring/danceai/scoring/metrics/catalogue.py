"""All metrics of one camera, in the order of the report."""

import warnings

from danceai.common.contracts.base import Dance
from danceai.scoring.metrics import (
    balance,
    fine,
    floor,
    footwork,
    frame,
    head,
    partnering,
    posture,
    rise,
    rotation,
    sway,
    timing,
)
from danceai.scoring.metrics.measure import Dancing, Metric


def measure_all(dancing: Dancing, dance: Dance, latency: float = 0.0) -> list[Metric]:
    """Every metric, assessable or not. latency: see `timing.timing_offset`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means over frames in which nobody was seen are unknown
        return [
            posture.trunk_lean(dancing),
            posture.trunk_unrest(dancing),
            head.head_lean(dancing),
            head.head_unrest(dancing),
            frame.elbow_drop(dancing),
            frame.elbow_unevenness(dancing),
            frame.shoulder_steadiness(dancing),
            frame.topline(dancing),
            sway.sway(dancing),
            rise.rise_and_fall(dancing),
            rotation.body_rotation(dancing),
            balance.balance(dancing),
            balance.smoothness(dancing),
            footwork.heel_leads(dancing),
            fine.hand_spread(dancing),
            timing.timing_offset(dancing, latency),
            timing.timing_spread(dancing),
            timing.tempo_drift(dancing),
            timing.rhythm(dancing, dance),
            partnering.hold_distance(dancing),
            partnering.frame_shape(dancing),
            partnering.spacing(dancing),
            partnering.synchrony(dancing),
            partnering.follow_lag(dancing),
            floor.travel(dancing),
            floor.step_length(dancing),
            floor.floor_use(dancing),
            fine.expression(dancing),
        ]
