"""Every body of a shot as padded arrays, frame by candidate, limited to what can be the couple. Pure."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import BodyTable, Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.places import find_middles, find_soles, measure_heights
from danceai.pose.tracking.couple_choice import Reference
from danceai.pose.tracking.hints import Hints
from danceai.pose.tracking.reflections import find_reflections, keep_lasting
from danceai.pose.tracking.shots import Shot

NEAR = 1.1
"""Bodies farther from the couple's middle than this (in body heights) are other people."""
SIZES = (0.45, 1.9)
"""Heights, relative to the couple's, that a dancer can have."""
IN_HOLD = 0.3
"""Distance from the couple's middle (in body heights) that dancers in hold have"""
LIKE_SIZE = 0.12
"""Logarithm of height, relative to the couple's, that dancing makes"""
FLOATING, ON_FLOOR = 5.0, 0.1
"""Cost of feet above or below the couple's, in body heights, and what perspective and hidden feet make"""
MOST = 6
IMAGE = 2.0
"""Strangeness of a mirror image"""


@dataclass(frozen=True)
class Candidates:
    """Who could be one of the two, best first; empty places hold NaN and row -1."""

    rows: NDArray[np.int64]
    """(frames, k) rows of the table of bodies"""
    keypoints: KeyPoints
    """(frames, k, 17)"""
    support: Floats
    """(frames, k), 0 where empty"""
    strangeness: Floats
    """(frames, k): how unlike the couple in place and size"""
    colours: Floats
    """(frames, k, 6)"""
    height: float
    """Median height of the couple, pixels"""


def interpolate_places(seen: Floats, frames: int) -> Floats:
    """The couple's middle and floor (frames, 3), interpolated where it was not seen; `seen` as in Reference."""
    numbers, where = np.unique(seen[:, 0], return_inverse=True)
    count = np.bincount(where)
    every = np.arange(frames)
    return np.stack(
        [np.interp(every, numbers, np.bincount(where, weights=seen[:, axis]) / count) for axis in (1, 2, 3)], 1
    )


def gather_candidates(bodies: BodyTable, shot: Shot, fps: float, couple: Reference, hints: Hints) -> Candidates:
    """Candidates of every frame of a shot; bodies too far, too small or too large are somebody else."""
    begin, end = np.searchsorted(bodies.frame, shot)
    joints, frames = bodies.keypoints[begin:end].joints(BODY_JOINTS), shot[1] - shot[0]
    score, number = bodies.score[begin:end], bodies.frame[begin:end] - shot[0]
    own = find_middles(joints)
    x, y, floor = interpolate_places(couple.seen - [shot[0], 0, 0, 0], frames)[number].T
    away = np.hypot(own[:, 0] - x, own[:, 1] - y) / couple.height
    above = (floor - find_soles(joints)) / couple.height
    relative = measure_heights(joints) / couple.height
    possible = (away < NEAR) & (relative > SIZES[0]) & (relative < SIZES[1])
    possible &= hints.inside(bodies.frame[begin:end], own)
    order = np.lexsort((-score, number))
    order = order[possible[order]]
    frame = number[order]
    place = np.arange(len(order)) - np.searchsorted(frame, frame)
    order, frame, place = order[place < MOST], frame[place < MOST], place[place < MOST]
    k = int(place.max(initial=0)) + 1

    def spread(values: NDArray[Any], empty: float) -> NDArray[Any]:
        padded = np.full((frames, k, *values.shape[1:]), empty, values.dtype)
        padded[frame, place] = values[order]
        return padded

    near = KeyPoints(spread(joints.xy, np.nan), spread(joints.confidence, np.nan))
    odd = np.maximum(away - IN_HOLD, 0) + 1.4 * np.maximum(np.abs(np.log(relative)) - LIKE_SIZE, 0)
    odd += FLOATING * np.maximum(np.abs(above) - ON_FLOOR - couple.uneven, 0)
    strange = spread(odd.astype(np.float32), 0)
    return Candidates(
        rows=spread(np.arange(begin, end), -1).astype(np.int64),
        keypoints=near,
        support=spread(score, 0),
        strangeness=strange + IMAGE * keep_lasting(find_reflections(near), near, fps),
        colours=spread(bodies.colour[begin:end], np.nan),
        height=couple.height,
    )
