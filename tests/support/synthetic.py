"""The synthetic couple as services see it."""

import numpy as np
from numpy.typing import NDArray

from danceai.pose.tracking.joint_fusion import smoothed
from danceai.scoring.movement.tracks import CoupleTracks
from synthetic_couple.performance import Performance


def couple_poses(
    performance: Performance, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1
) -> NDArray[np.float32]:
    """Poses (frames, 2, 133, 3) of a synthetic performance after noise, tracking gaps and smoothing."""
    poses = np.full((len(performance.times), 2, 133, 3), np.nan, np.float32)
    poses[:, :, :17] = smoothed(performance.noisy(pixels, dropouts, seed)[:, :, :17], performance.knobs.fps)
    return poses


def couple_tracks(performance: Performance, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> CoupleTracks:
    """The same performance as the scoring service sees it."""
    knobs = performance.knobs
    poses = couple_poses(performance, pixels, dropouts, seed)
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)
