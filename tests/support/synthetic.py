"""The synthetic couple as services see it."""

from typing import Any

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
from danceai.pose.tracking.joint_fusion import smooth
from danceai.scoring.movement.tracks import CoupleTracks


def couple_tracks(performance: Any, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> CoupleTracks:
    """A synthetic performance as the scoring service sees it after noise, tracking gaps and smoothing."""
    knobs = performance.knobs
    seen = KeyPoints.of(performance.noisy(pixels, dropouts, seed)).joints(BODY_JOINTS)
    unknown = KeyPoints.unknown(len(performance.times), 2, JOINT_COUNT)
    poses = unknown.with_joints(BODY_JOINTS, smooth(seen, knobs.fps))
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)
