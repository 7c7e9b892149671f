"""Not every frame of a fast video is looked at: the couple is followed from look to look, and between two on a curve.

The joints' paths hold nothing faster than 10 Hz (see `joint_fusion`), which 25 looks a second show; a cubic spline
through them says where a joint was at the moments between. Pure.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import BodyTable, Floats, KeyPoints
from danceai.pose.tracking.follow import CoupleTrack, follow_couple
from danceai.pose.tracking.hints import Hints

MOST_LOOKS = 40.0
"""Frames a second up to which all are looked at"""
FEWEST_FOR_A_CURVE = 4


def count_between(fps: float, options: PoseOptions) -> int:
    """Frames from one look to the next."""
    return 2 if fps > MOST_LOOKS and not options.every_frame else 1


def follow_looks(bodies: BodyTable, frames: int, fps: float, every: int, hints: Hints | None = None) -> CoupleTrack:
    """The couple in every frame of a video of which every `every`th one was looked at. Raises NoCouple."""
    hints = hints or Hints()
    if every == 1:
        return follow_couple(bodies, frames, fps, hints)
    looked = np.flatnonzero(bodies.frame % every == 0)
    table = bodies.chosen(looked)
    table = replace(table, frame=(table.frame // every).astype(np.int32))
    track = follow_couple(table, -(-frames // every), fps / every, hints.thinned(every))
    rows = np.full((frames, 2), -1)
    rows[::every] = np.where(track.rows >= 0, looked[np.maximum(track.rows, 0)], -1) if len(looked) else -1
    wanted = np.ones((frames, 1, 1), bool)
    for first, last in hints.excluded:
        wanted[first:last] = False
    poses, states = fill_between(track.poses, frames, every), track.states
    before, after = _neighbours(frames, every, len(states))
    return replace(
        track,
        poses=poses.where(wanted),
        rows=np.where(wanted[..., 0], rows, -1),
        states=np.minimum(states[before], states[after]),
        every=every,
    )


def fill_between(poses: KeyPoints, frames: int, every: int) -> KeyPoints:
    """Poses (frames, ...) from those of the looks (looks, ...).

    A joint between two looks is as sure as in the less sure one, and unknown where it is unknown in one of them.
    """
    before, after = _neighbours(frames, every, len(poses))
    confidence = np.minimum(poses.confidence[before], poses.confidence[after])
    moments = np.minimum(np.arange(frames) / every, len(poses) - 1)
    places = poses.xy.reshape(len(poses), -1)
    known = np.isfinite(places)
    filled = np.full((frames, places.shape[1]), np.nan, np.float32)
    there = np.flatnonzero(known.sum(0) >= FEWEST_FOR_A_CURVE)
    bridged = np.stack([_bridge(places[:, i], known[:, i]) for i in there], 1) if len(there) else places[:, there]
    if len(there):
        filled[:, there] = CubicSpline(np.arange(len(poses)), bridged)(moments)
    filled[::every] = places
    xy = filled.reshape(frames, *poses.xy.shape[1:])
    return KeyPoints(xy, confidence.astype(np.float32)).where(np.isfinite(confidence))


def _bridge(path: Floats, known: NDArray[np.bool_]) -> Floats:
    every = np.arange(len(path))
    return np.interp(every, every[known], path[known])


def _neighbours(frames: int, every: int, looks: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The look before (or at) each frame, and the one after (or at) it; the last one twice."""
    number = np.arange(frames)
    return number // every, np.minimum(-(-number // every), looks - 1)
