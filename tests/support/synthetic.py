"""The synthetic couple as services see it."""

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
from danceai.pose.tracking.joint_fusion import smooth
from danceai.scoring.movement.tracks import CoupleTracks
from synthetic_couple.performance import Performance


def couple_poses(performance: Performance, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> KeyPoints:
    """Poses (frames, 2, 133) of a synthetic performance after noise, tracking gaps and smoothing."""
    seen = KeyPoints.of(performance.noisy(pixels, dropouts, seed)).joints(BODY_JOINTS)
    unknown = KeyPoints.unknown(len(performance.times), 2, JOINT_COUNT)
    return unknown.with_joints(BODY_JOINTS, smooth(seen, performance.knobs.fps))


def couple_tracks(performance: Performance, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> CoupleTracks:
    """The same performance as the scoring service sees it."""
    knobs = performance.knobs
    poses = couple_poses(performance, pixels, dropouts, seed)
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)
