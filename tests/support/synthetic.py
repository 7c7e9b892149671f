"""The synthetic couple as services see it."""

from typing import Any

import numpy as np

from danceai.pose.tracking.joint_fusion import smoothed
from danceai.scoring.movement.tracks import CoupleTracks


def couple_tracks(performance: Any, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> CoupleTracks:
    """A synthetic performance as the scoring service sees it after noise, tracking gaps and smoothing."""
    knobs = performance.knobs
    poses = np.full((len(performance.times), 2, 133, 3), np.nan, np.float32)
    poses[:, :, :17] = smoothed(performance.noisy(pixels, dropouts, seed)[:, :, :17], knobs.fps)
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)
