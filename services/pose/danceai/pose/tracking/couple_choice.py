"""Which two of all bodies are the couple: the pair of bodies that belongs together best over the whole video. Pure.

Every two bodies are a possible couple (see `pair_moments`). Several couples are followed, each once more with what it
looks like known, and the one that explains the whole video best is taken: neither a taller bystander nor somebody who
crosses the picture, nor another couple that dances past in front. A mirror image is smaller than what it mirrors.
Should the best couple only stand there while another one dances, the dancing one is taken, however large those in
front are; a seed box decides the rest (see `hints`).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import BodyTable, Floats, KeyPoints
from danceai.common.skeleton import ANKLES, KNEES
from danceai.pose.body.colours import measure_strangeness
from danceai.pose.body.places import find_middles, find_soles, measure_heights
from danceai.pose.tracking.hints import Hints
from danceai.pose.tracking.pair_moments import CouplePath, Moment, find_couple_path, gather_moments

SURE = 0.3
"""Score below which a body is no evidence for a couple."""
STRANGER = 1.0
"""Largest cost of a body in colours that neither dancer has"""
STANDING, DANCING = 0.02, 0.035
"""Way of knees and ankles in half a second, in body heights, of people who stand (measured: .007) and who dance (a
bachata on the spot .043, a waltz .085)"""
COUPLES = 3
"""That are compared: each by how well it explains the whole video with its own looks"""
ELSEWHERE = 0.3
"""Distance (in body heights) from a body from which another one is somebody else"""
SAME_PATH = 0.9
"""Share of the moments from which two paths are one couple"""
MOSTLY = 50
"""Percentile of the moments"""
OFTEN = 0.4
"""Share of the moments in which another couple than the first must be there"""


@dataclass(frozen=True)
class Reference:
    """What the chosen couple looks like: everything later is measured against it."""

    seen: Floats
    """(moments, 4): frame, x and y of the couple's middle, and y of its lower feet, pixels"""
    height: float
    """Median height of the two, pixels"""
    uneven: float
    """How far one's feet are above the other's most of the time, pixels: little in hold, more when apart in depth"""
    colours: Floats
    """(2, 6) typical colours of each, see `body.colours`"""
    clear: Floats
    """(moments,) by how much the couple beats the next best pair of other bodies, as a share of what it earns there"""


def choose_couple(bodies: BodyTable, fps: float, hints: Hints | None = None) -> Reference | None:
    """The couple among everybody; None when no two people are ever seen together."""
    middle = find_middles(bodies.keypoints)
    usable = (bodies.score >= SURE) & np.isfinite(middle).all(1)
    if hints is not None:
        usable &= hints.inside(bodies.frame, middle)
    moments = gather_moments(bodies, usable, fps)
    if not moments:
        return None
    path = _compare_couples(moments, bodies, middle, fps)
    chosen = [(moment, state) for moment, state in zip(moments, path.states, strict=True) if state >= 0]
    pairs = np.array([moment.pairs[state] for moment, state in chosen], int).reshape(-1, 2)
    two = pairs[:, 0] != pairs[:, 1]
    if not two.any():
        return None
    both = bodies.keypoints[pairs]
    soles = find_soles(both)
    return Reference(
        seen=np.column_stack([[[m.frame, *m.middles[s]] for m, s in chosen], np.nanmax(soles, axis=1)]),
        height=float(np.median(measure_heights(both))),
        uneven=float(np.percentile(np.abs(np.subtract(*soles[two].T)), MOSTLY)),
        colours=_tell_looks(bodies.colour[pairs[two]]),
        clear=path.clear[path.states >= 0],
    )


def _prefer_familiar(moments: list[Moment], path: CouplePath, colours: Floats) -> list[Moment]:
    """The moments with pairs paying for bodies whose colours neither of the two on the path has most of the time."""
    pairs = np.array([m.pairs[s] for m, s in zip(moments, path.states, strict=True) if s >= 0], int).reshape(-1, 2)
    looks = _tell_looks(colours[pairs[pairs[:, 0] != pairs[:, 1]]])
    strange = np.nan_to_num(measure_strangeness(colours, looks))
    return [replace(m, gains=m.gains - STRANGER * strange[m.pairs].sum(1)) for m in moments]


def _compare_couples(moments: list[Moment], bodies: BodyTable, middle: Floats, fps: float) -> CouplePath:
    """The best of several couples, each found without those before; one that stands gives way to one that dances."""
    couples: list[CouplePath] = []
    left = moments
    for _ in range(COUPLES):
        path = find_couple_path(left, fps)
        if couples and (path.states >= 0).mean() < OFTEN:
            break
        everywhere = find_couple_path(_prefer_familiar(moments, path, bodies.colour), fps)
        if not any((everywhere.states == other.states).mean() > SAME_PATH for other in couples):
            path = everywhere
        couples.append(path)
        left = [_leave_out(moment, state, middle) for moment, state in zip(left, path.states, strict=True)]
    # Two who stand apart all the time would lose against one of them and his doubles.
    separate = [_leave_out_merged(moment) for moment in moments]
    path = find_couple_path(_prefer_familiar(separate, find_couple_path(separate, fps), bodies.colour), fps)
    if (path.states >= 0).mean() >= OFTEN:
        couples.append(path)
    best = max(couples, key=lambda path: path.gain)
    if _measure_steps(moments, best.states, bodies.keypoints, fps) >= STANDING:
        return best
    dancing = [path for path in couples if _measure_steps(moments, path.states, bodies.keypoints, fps) >= DANCING]
    return max(dancing, key=lambda path: path.gain, default=best)


def _measure_steps(moments: list[Moment], path: NDArray[np.int64], bodies: KeyPoints, fps: float) -> float:
    """Median way of a path's knees and ankles in half a second, in body heights; 0 when it is never seen so long."""
    seen = [
        (m.frame, m.heights[s], bodies[m.pairs[s]].joints((*KNEES, *ANKLES)).xy)
        for m, s in zip(moments, path, strict=True)
        if s >= 0
    ]
    frames = np.array([frame for frame, *_ in seen])
    ways = []
    for frame, height, feet in seen:
        later = int(np.searchsorted(frames, frame + fps / 2))
        if later < len(seen):
            # Bodies of a moment stand in no order, and one may stand for both: whoever is nearest is the same one.
            apart = np.linalg.norm(seen[later][2][:, None] - feet, axis=3)
            ways.append(float(np.nanmedian(apart, axis=2).min()) / height)
    return float(np.nanmedian(ways)) if ways else 0.0


def _leave_out(moment: Moment, state: int, middle: Floats) -> Moment:
    """The moment without pairs that have anybody near those of one state."""
    if state < 0:
        return moment
    own = middle[moment.pairs[state]]
    near = np.linalg.norm(middle[moment.pairs][:, :, None] - own, axis=3) < ELSEWHERE * moment.heights[state]
    return replace(moment, gains=np.where(near.any((1, 2)), -np.inf, moment.gains))


def _leave_out_merged(moment: Moment) -> Moment:
    """The moment without pairs in one place."""
    apart = np.linalg.norm(moment.places[:, 0] - moment.places[:, 1], axis=1)
    return replace(moment, gains=np.where(apart < ELSEWHERE * moment.heights, -np.inf, moment.gains))


def _tell_looks(colours: Floats) -> Floats:
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
