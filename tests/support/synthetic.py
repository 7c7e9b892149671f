"""The synthetic couple as services see it."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
from danceai.pose.tracking.joint_fusion import smooth
from danceai.scoring.movement.tracks import CoupleTracks
from synthetic_couple.performance import Performance

TRUNK = 105.0
"""Pixels, of the synthetic couple as it is filmed by default"""
LEADS_OFF = (*[0.006] * 5, *[0.014] * 2, *[0.035] * 2, *[0.025] * 2, *[0.017] * 2, *[0.06] * 2, *[0.033] * 2)
FOLLOWS_OFF = (*[0.016] * 5, *[0.026] * 2, *[0.044] * 2, *[0.025] * 2, *[0.022] * 2, *[0.06] * 2, *[0.15] * 2)
"""Trunk heights, standard deviation of each joint's error against its two-second mean: the default network on the
rendered sample, where it is sure of the joint (confidence .5)"""
LASTING = 1.0
"""Hz above which those errors become smaller with the square of the frequency"""
HIDDEN = slice(13, 17)
"""Her knees and ankles, below the gown: the network is sure of them by .2 (median)"""


def _err_as_a_network(frames: int, fps: float, seed: int) -> NDArray[np.float64]:
    """(frames, 2, 17, 2) errors in trunk heights, of the size and the spectrum that were measured."""
    kept = np.exp(-2 * np.pi * LASTING / fps)
    rng = np.random.default_rng(seed)
    ahead = round(fps)
    new = rng.normal(0, np.sqrt(1 - kept**2), (frames + ahead, 2, 17, 2))
    return np.asarray(lfilter([1], [1, -kept], new, axis=0)[ahead:] * np.array([LEADS_OFF, FOLLOWS_OFF])[..., None])


def couple_poses(performance: Performance, jitter: float = 1.0, dropouts: float = 0.05, seed: int = 1) -> KeyPoints:
    """Poses (frames, 2, 133) of a synthetic performance with so many times the jitter of the default network."""
    seen = performance.noisy(0.0, dropouts, seed)[:, :, BODY_JOINTS]
    off = _err_as_a_network(len(seen), performance.knobs.fps, seed)
    seen[..., :2] += jitter * TRUNK * performance.knobs.height / 720 * off
    seen[:, 1, HIDDEN, 2] *= 0.35
    return _smooth(performance, KeyPoints.of(seen))


def couple_tracks(performance: Performance, jitter: float = 1.0, dropouts: float = 0.05, seed: int = 1) -> CoupleTracks:
    """The same performance as the scoring service sees it."""
    return _track(performance, couple_poses(performance, jitter, dropouts, seed))


def white_poses(performance: Performance, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> KeyPoints:
    """Poses of a performance whose joints jump in each frame by so many pixels: no network's kind of jitter."""
    return _smooth(performance, KeyPoints.of(performance.noisy(pixels, dropouts, seed)).joints(BODY_JOINTS))


def white_tracks(performance: Performance, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> CoupleTracks:
    """The same as the scoring service sees it."""
    return _track(performance, white_poses(performance, pixels, dropouts, seed))


def _smooth(performance: Performance, seen: KeyPoints) -> KeyPoints:
    unknown = KeyPoints.unknown(len(performance.times), 2, JOINT_COUNT)
    return unknown.with_joints(BODY_JOINTS, smooth(seen, performance.knobs.fps))


def _track(performance: Performance, poses: KeyPoints) -> CoupleTracks:
    knobs = performance.knobs
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)
