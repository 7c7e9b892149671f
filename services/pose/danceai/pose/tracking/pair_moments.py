"""Moments of a video with every pair of bodies that may be a couple, and the best path through them. Pure.

A pair earns for size, for nearness, for feet on one level, for being sure, and for moving; it pays when one of the two
jumps. The best path over all moments is a couple, through merged and missed detections. From one shot of a video to
the next anybody may go anywhere.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import BodyTable, Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.best_path import find_best_through
from danceai.pose.body.oks import measure_areas, measure_oks
from danceai.pose.body.places import find_middles, find_soles, measure_heights
from danceai.pose.tracking.reflections import find_reflections
from danceai.pose.tracking.shots import Shot

MOMENTS_PER_SECOND = 10
MOST = 12
"""Bodies of a moment that are looked at, surest first"""
SIZE, APART, UNEVEN, UNLEVEL, ONE_BODY = 1.6, 0.5, 1.5, 0.6, 6.0
"""Weights of size, of distance, of unlike heights, of feet on two levels, and of two poses on one body"""
LARGER = 0.1
"""Logarithm of height above what is usual here that counts as size: those in front are larger, which is no merit"""
ALONE = 1.2
"""Cost of one body standing for both dancers"""
IMAGE = 1.5
"""Cost of a body that is a mirror image of another"""
MOVING = 0.6
"""Gain of a pair that dances over one that stands."""
BRISK = 0.25
"""Speed, in body heights a second, from which a pair counts as dancing."""
JUMP, LARGEST_JUMP = 2.5, 8.0
SHAKY = 0.25
"""Way and growth that come from one body being missed or merged, not from another couple"""
NOBODY, ABSENT = 0.2, 0.5
"""What a moment without any pair earns on one path, and what it costs where couples are compared"""
OFTEN_MERGED, SINGLE = 0.5, 2.0
"""Share of moments in which a couple may be one body, and what each further one costs where couples are compared"""


@dataclass(frozen=True)
class Moment:
    """One frame and the pairs of bodies in it; a body with itself may be both dancers in one silhouette."""

    frame: int
    shot: int
    pairs: NDArray[np.intp]
    """(n, 2) rows of the table of bodies"""
    gains: Floats
    """(n,) how much it looks like a couple"""
    places: Floats
    """(n, 2, 2) where each of the two is, pixels"""
    heights: Floats
    """(n,) mean of the two, pixels"""

    @property
    def middles(self) -> Floats:
        """(n, 2) between the two."""
        return np.asarray(self.places.mean(1))

    @property
    def alone(self) -> NDArray[np.bool_]:
        """(n,) one body that may be both dancers."""
        return np.asarray(self.pairs[:, 0] == self.pairs[:, 1])


@dataclass(frozen=True)
class CouplePath:
    """One couple through the video."""

    states: NDArray[np.int64]
    """(moments,) which pair, -1 = nobody"""
    clear: Floats
    """(moments,) by how much it beats pairs of other bodies"""
    gain: float
    """How well it explains the video"""


def gather_moments(bodies: BodyTable, usable: NDArray[np.bool_], shots: list[Shot], fps: float) -> list[Moment]:
    """Some ten moments a second of the usable bodies (rows,); none where nobody is seen."""
    joints = bodies.keypoints.joints(BODY_JOINTS)
    height, middle = measure_heights(joints) + 1e-6, find_middles(joints)
    moments = []
    for number, shot in enumerate(shots):
        first, last = np.searchsorted(bodies.frame, shot)
        inside = np.arange(first, last)[usable[first:last]]
        if not len(inside):
            continue
        typical = float(np.percentile(height[inside], 75))
        for frame in _take_fullest(bodies.frame[inside] - shot[0], max(1, round(fps / MOMENTS_PER_SECOND))) + shot[0]:
            rows = np.arange(*np.searchsorted(bodies.frame, [frame, frame + 1]))
            rows = rows[usable[rows]]
            rows = rows[np.argsort(-bodies.score[rows])][:MOST]
            moments.append(_pair_up(int(frame), number, rows, joints, height, middle, bodies.score, typical))
    return moments


def _take_fullest(frame: NDArray[np.int32], length: int) -> NDArray[np.int32]:
    """Of every `length` frames the one in which most bodies are: nobody vanishes because one frame misses him."""
    frames, seen = np.unique(frame, return_counts=True)
    order = np.lexsort((-seen, frames // length))
    return np.asarray(frames[order][np.unique(frames[order] // length, return_index=True)[1]])


def _pair_up(
    frame: int,
    shot: int,
    rows: NDArray[np.intp],
    joints: KeyPoints,
    height: Floats,
    middle: Floats,
    score: Floats,
    typical: float,
) -> Moment:
    first, second = np.triu_indices(len(rows))
    a, b = rows[first], rows[second]
    image = find_reflections(joints[rows])
    tall = np.maximum(height[a], height[b])
    soles = find_soles(joints[rows])
    gap = np.abs(middle[a, 0] - middle[b, 0]) / tall
    likeness = measure_oks(joints.xy[a], joints.xy[b], measure_areas(joints.xy[b]))
    gains = (
        1.0
        + SIZE * np.clip(np.log(np.sqrt(height[a] * height[b]) / typical), -1.5, LARGER)
        - APART * np.minimum(gap, 2.0)
        - UNEVEN * np.abs(np.log(height[a] / height[b]))
        - UNLEVEL * np.abs(soles[first] - soles[second]) / tall
        + 0.5 * (score[a] + score[b])
        - np.where(a == b, ALONE, ONE_BODY * np.maximum(likeness - 0.45, 0))
        - IMAGE * (image[first] | image[second])
    )
    return Moment(
        frame, shot, np.stack([a, b], 1), gains, np.stack([middle[a], middle[b]], 1), (height[a] + height[b]) / 2
    )


def _weigh_change(before: Moment, after: Moment, fps: float) -> Floats:
    """(n + 1, m + 1) gain or cost of being the one pair now and the other next; the last is nobody."""
    if before.shot != after.shot:
        return np.zeros((len(before.gains) + 1, len(after.gains) + 1))
    seconds = max((after.frame - before.frame) / fps, 1e-3)
    size = (before.heights[:, None] + after.heights) / 2
    common = np.linalg.norm(before.middles[:, None] - after.middles, axis=2) / size
    moving = MOVING * np.minimum(common / seconds / BRISK, 1)
    # Neither of two may become somebody else; one who may be both is where the couple is.
    apart = np.linalg.norm(before.places[:, None, :, None] - after.places[:, None], axis=4) / size[..., None, None]
    each = np.minimum(np.maximum(apart[..., 0, 0], apart[..., 1, 1]), np.maximum(apart[..., 0, 1], apart[..., 1, 0]))
    way = np.where(before.alone[:, None] | after.alone, common, each)
    growth = np.abs(np.log(before.heights[:, None] / after.heights))
    excess = np.maximum(way - 2.0 * min(seconds, 0.5), 0)
    jump = JUMP * (2 * way * (way > SHAKY) + 3 * excess + np.maximum(growth - SHAKY, 0))
    earned = np.full((len(before.gains) + 1, len(after.gains) + 1), -LARGEST_JUMP / 2)
    earned[:-1, :-1], earned[-1, -1] = moving - np.minimum(jump, LARGEST_JUMP), 0
    return earned


def find_couple_path(moments: list[Moment], fps: float) -> CouplePath:
    """The best state of every moment."""
    gains = [np.append(moment.gains, NOBODY) for moment in moments]
    totals = find_best_through(gains, [_weigh_change(a, b, fps) for a, b in itertools.pairwise(moments)])
    path, clear = np.full(len(moments), -1), np.zeros(len(moments))
    for number, (moment, total) in enumerate(zip(moments, totals, strict=True)):
        state = int(total.argmax())
        if state < len(moment.gains):
            path[number] = state
            others = ~np.isin(moment.pairs, moment.pairs[state]).any(1)
            rest = total[:-1][others].max(initial=-np.inf)
            clear[number] = min(1.0, (total[state] - rest) / max(moment.gains[state], 0.5))
    absent = int((path < 0).sum())
    single = sum(bool(moment.alone[state]) for moment, state in zip(moments, path, strict=True) if state >= 0)
    gain = float(totals[-1].max()) - ABSENT * absent - SINGLE * max(0.0, single - OFTEN_MERGED * len(moments))
    return CouplePath(path, clear, gain)
