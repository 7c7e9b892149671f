"""Which two of all bodies are the couple: the pair of bodies that belongs together best over the whole video. Pure.

At some ten moments a second every two bodies are a possible couple. A pair earns for size, for nearness, for feet on
one level, for being sure, and for moving; it pays for jumping. The best path over all moments (Viterbi) is the
couple, through merged and missed detections; so neither a taller bystander nor somebody who crosses the picture is
taken for it. A mirror image is smaller than what it mirrors. Should the best couple only stand there while another
one dances, the dancing one is taken, however large those in front are; a seed box decides the rest (see `hints`).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Bodies
from danceai.common.skeleton import ANKLES, KNEES
from danceai.pose.appearance import strangeness
from danceai.pose.hints import Hints
from danceai.pose.reflections import reflections
from danceai.pose.similarity import areas, oks

Floats = NDArray[np.floating]
MOMENTS_PER_SECOND = 10
SURE = 0.3
"""Support below which a body is no evidence for a couple."""
MOST = 12
SIZE, APART, UNEVEN, UNLEVEL, ONE_BODY = 1.6, 0.5, 1.5, 0.6, 6.0
"""Weights of size, of distance, of unlike heights, of feet on two levels, and of two poses on one body"""
STRANGER = 1.0
"""Largest cost of a body in colours that neither dancer has"""
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
STANDING, DANCING = 0.02, 0.035
"""Way of knees and ankles in half a second, in body heights, of people who stand (measured: .007) and who dance (a
bachata on the spot .043, a waltz .085)"""
COUPLES = 3
"""That are compared: each by how well it explains the whole video with its own looks"""
ELSEWHERE = 0.3
"""Distance (in body heights) from the standing couple from which a body is somebody else"""
OFTEN = 0.4
"""Share of the moments in which another couple than the first must be there"""


@dataclass(frozen=True)
class Reference:
    """What the chosen couple looks like: everything later is measured against it."""

    seen: Floats
    """(moments, 3): frame, and x and y of the couple's middle, pixels"""
    height: float
    """Median height of the two, pixels"""
    colours: Floats
    """(2, 6) typical colours of each, see `appearance`"""
    clear: Floats
    """(moments,) by how much the couple beats the next best pair of other bodies, as a share of what it earns there"""


@dataclass(frozen=True)
class _Moment:
    frame: int
    pairs: NDArray[np.intp]
    """(n, 2) rows of the table of bodies"""
    gains: Floats
    places: Floats
    """(n, 2, 2) where each of the two is"""
    heights: Floats

    @property
    def middles(self) -> Floats:
        """(n, 2) between the two."""
        return np.asarray(self.places.mean(1))

    @property
    def alone(self) -> NDArray[np.bool_]:
        """(n,) one body that may be both dancers."""
        return np.asarray(self.pairs[:, 0] == self.pairs[:, 1])


@dataclass(frozen=True)
class _Path:
    """One couple through the video."""

    states: NDArray[np.int64]
    """(moments,) which pair, -1 = nobody"""
    clear: Floats
    """(moments,) by how much it beats pairs of other bodies"""
    gain: float
    """How well it explains the video"""


def choose_couple(bodies: Bodies, fps: float, hints: Hints | None = None) -> Reference | None:
    """The couple among everybody; None when no two people are ever seen together."""
    joints = bodies.keypoints[:, :17]
    height = np.nanmax(joints[..., 1], axis=1) - np.nanmin(joints[..., 1], axis=1) + 1e-6
    middle = np.nanmean(joints[:, 5:13, :2], axis=1)
    usable = (bodies.score >= SURE) & np.isfinite(middle).all(1)
    if hints is not None:
        usable &= hints.inside(bodies.frame, middle)
    frames = np.unique(bodies.frame[usable])
    frames = frames[np.unique(frames // max(1, round(fps / MOMENTS_PER_SECOND)), return_index=True)[1]]
    if not len(frames):
        return None
    typical = float(np.percentile(height[usable], 75))
    moments = []
    for frame in frames:
        rows = np.arange(*np.searchsorted(bodies.frame, [frame, frame + 1]))
        rows = rows[usable[rows]]
        moment = _moment(int(frame), rows[np.argsort(-bodies.score[rows])][:MOST], joints, height, middle, bodies.score, typical)
        if moment is not None:
            moments.append(moment)
    if not moments:
        return None
    path = _couple(moments, bodies, middle, fps)
    chosen = [(moment, state) for moment, state in zip(moments, path.states, strict=True) if state >= 0]
    pairs = np.array([moment.pairs[state] for moment, state in chosen]).reshape(-1, 2)
    two = pairs[:, 0] != pairs[:, 1]
    if not two.any():
        return None
    return Reference(
        seen=np.array([[m.frame, *m.middles[s]] for m, s in chosen], np.float32),
        height=float(np.median(height[pairs])),
        colours=_two_looks(bodies.colour[pairs[two]]),
        clear=path.clear[path.states >= 0],
    )


def _moment(
    frame: int, rows: NDArray[np.intp], joints: Floats, height: Floats, middle: Floats, score: Floats, typical: float
) -> _Moment | None:
    if not len(rows):
        return None
    # The diagonal: one body alone, which may be both dancers in one silhouette.
    first, second = np.triu_indices(len(rows))
    a, b = rows[first], rows[second]
    image = reflections(joints[rows])
    tall = np.maximum(height[a], height[b])
    low_a, low_b = np.nanmax(joints[a][..., 1], axis=1), np.nanmax(joints[b][..., 1], axis=1)
    gap = np.abs(middle[a, 0] - middle[b, 0]) / tall
    gains = (
        1.0 + SIZE * np.clip(np.log(np.sqrt(height[a] * height[b]) / typical), -1.5, LARGER)
        - APART * np.minimum(gap, 2.0) - UNEVEN * np.abs(np.log(height[a] / height[b]))
        - UNLEVEL * np.abs(low_a - low_b) / tall + 0.5 * (score[a] + score[b])
        - np.where(a == b, ALONE, ONE_BODY * np.maximum(oks(joints[a], joints[b], areas(joints[b])) - 0.45, 0))
        - IMAGE * (image[first] | image[second])
    )  # fmt: skip
    return _Moment(frame, np.stack([a, b], 1), gains, np.stack([middle[a], middle[b]], 1), (height[a] + height[b]) / 2)


def _familiar(moments: list[_Moment], path: _Path, colours: Floats) -> list[_Moment]:
    """The moments with pairs paying for bodies whose colours neither of the two on the path has most of the time."""
    pairs = np.array([m.pairs[s] for m, s in zip(moments, path.states, strict=True) if s >= 0]).reshape(-1, 2)
    looks = _two_looks(colours[pairs[pairs[:, 0] != pairs[:, 1]]])
    strange = np.nan_to_num(strangeness(colours, looks))
    return [replace(m, gains=m.gains - STRANGER * strange[m.pairs].sum(1)) for m in moments]


def _passing(before: _Moment, after: _Moment, fps: float) -> Floats:
    """(n, m) gain or cost of being the one pair now and the other next."""
    seconds = max((after.frame - before.frame) / fps, 1e-3)
    size = (before.heights[:, None] + after.heights) / 2
    common = np.linalg.norm(before.middles[:, None] - after.middles, axis=2) / size
    moving = MOVING * np.minimum(common / seconds / BRISK, 1)
    # Neither of two may become somebody else; one who may be both is where the couple is.
    apart = np.linalg.norm(before.places[:, None, :, None] - after.places[:, None], axis=4) / size[..., None, None]
    each = np.minimum(
        np.maximum(apart[..., 0, 0], apart[..., 1, 1]), np.maximum(apart[..., 0, 1], apart[..., 1, 0])
    )  # fmt: skip
    way = np.where(before.alone[:, None] | after.alone, common, each)
    growth = np.abs(np.log(before.heights[:, None] / after.heights))
    excess = np.maximum(way - 2.0 * min(seconds, 0.5), 0)
    return np.asarray(moving - np.minimum(JUMP * (2 * way * (way > SHAKY) + 3 * excess + np.maximum(growth - SHAKY, 0)), LARGEST_JUMP))


def _best(moments: list[_Moment], fps: float) -> _Path:
    """The best state of every moment."""
    passing = [_passing(a, b, fps) for a, b in zip(moments, moments[1:], strict=False)]
    forward: list[Floats] = [np.append(moments[0].gains, NOBODY)]
    for moment, cost in zip(moments[1:], passing, strict=True):
        padded = np.full((cost.shape[0] + 1, cost.shape[1] + 1), -LARGEST_JUMP / 2)
        padded[:-1, :-1], padded[-1, -1] = cost, 0
        forward.append((forward[-1][:, None] + padded).max(0) + np.append(moment.gains, NOBODY))
    backward: list[Floats] = [np.zeros(len(moments[-1].gains) + 1)]
    for moment, cost in zip(reversed(moments[1:]), reversed(passing), strict=True):
        padded = np.full((cost.shape[0] + 1, cost.shape[1] + 1), -LARGEST_JUMP / 2)
        padded[:-1, :-1], padded[-1, -1] = cost, 0
        backward.append((padded + backward[-1] + np.append(moment.gains, NOBODY)).max(1))
    path, clear = np.full(len(moments), -1), np.zeros(len(moments))
    for number, (moment, ahead, behind) in enumerate(zip(moments, forward, reversed(backward), strict=True)):
        total = ahead + behind
        state = int(total.argmax())
        if state < len(moment.gains):
            path[number] = state
            others = ~np.isin(moment.pairs, moment.pairs[state]).any(1)
            rest = total[:-1][others].max(initial=-np.inf)
            clear[number] = min(1.0, (total[state] - rest) / max(moment.gains[state], 0.5))
    return _Path(path, clear, float(forward[-1].max()) - ABSENT * int((path < 0).sum()))


def _couple(moments: list[_Moment], bodies: Bodies, middle: Floats, fps: float) -> _Path:
    """The best of several couples, each found without those before; one that stands gives way to one that dances."""
    couples: list[_Path] = []
    left = moments
    for _ in range(COUPLES):
        path = _best(left, fps)
        if couples and (path.states >= 0).mean() < OFTEN:
            break
        everywhere = _best(_familiar(moments, path, bodies.colour), fps)
        if not any((everywhere.states == other.states).mean() > OFTEN for other in couples):
            path = everywhere
        couples.append(path)
        left = [_without(moment, state, middle) for moment, state in zip(left, path.states, strict=True)]
    joints = bodies.keypoints[:, :17]
    best = max(couples, key=lambda path: path.gain)
    if _way_of_feet(moments, best.states, joints, fps) >= STANDING:
        return best
    dancing = [path for path in couples if _way_of_feet(moments, path.states, joints, fps) >= DANCING]
    return max(dancing, key=lambda path: path.gain, default=best)


def _way_of_feet(moments: list[_Moment], path: NDArray[np.int64], joints: Floats, fps: float) -> float:
    """Median way of a path's knees and ankles in half a second, in body heights; 0 when it is never seen so long."""
    seen = [(m.frame, m.heights[s], joints[m.pairs[s]][:, [*KNEES, *ANKLES], :2]) for m, s in zip(moments, path, strict=True) if s >= 0]
    frames = np.array([frame for frame, *_ in seen])
    ways = []
    for frame, height, feet in seen:
        later = int(np.searchsorted(frames, frame + fps / 2))
        if later < len(seen):
            # Bodies of a moment stand in no order, and one may stand for both: whoever is nearest is the same one.
            apart = np.linalg.norm(seen[later][2][:, None] - feet, axis=3)
            ways.append(float(np.nanmedian(apart, axis=2).min()) / height)
    return float(np.nanmedian(ways)) if ways else 0.0


def _without(moment: _Moment, state: int, middle: Floats) -> _Moment:
    """The moment without pairs that have anybody near those of one state."""
    if state < 0:
        return moment
    own = middle[moment.pairs[state]]
    near = np.linalg.norm(middle[moment.pairs][:, :, None] - own, axis=3) < ELSEWHERE * moment.heights[state]
    return replace(moment, gains=np.where(near.any((1, 2)), -np.inf, moment.gains))


def _two_looks(colours: Floats) -> Floats:
    """Typical colours (2, 6) of two dancers from unordered pairs (moments, 2, 6), each of another dancer."""
    known = colours[np.isfinite(colours).all(axis=(1, 2))]
    if not len(known):
        return np.full((2, colours.shape[-1]), np.nan)
    looks = known[np.linalg.norm(known[:, 0] - known[:, 1], axis=1).argmax()].astype(float)
    for _ in range(10):
        straight = np.linalg.norm(known - looks, axis=2).sum(1)
        crossed = np.linalg.norm(known[:, ::-1] - looks, axis=2).sum(1)
        ordered = np.where((crossed < straight)[:, None, None], known[:, ::-1], known)
        looks = np.median(ordered, axis=0)
    return np.asarray(looks)
