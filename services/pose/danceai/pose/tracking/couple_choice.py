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
from danceai.pose.tracking.shots import Shot

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
OTHERS = 0.8
"""Strangeness of colours in a shot from which it is not the couple. Of 384 pairs of clips with one couple none is
above, with our two as DISTINCT or not; of 318 with two couples three quarters are"""
DISTINCT = 50.0
"""Mean distance of two looks (CIELAB) from which one is not taken for the other"""
OFTEN = 0.4
"""Share of the moments in which another couple than the first must be there"""


@dataclass(frozen=True)
class Reference:
    """Where the chosen couple is in one shot: everything later is measured against it."""

    seen: Floats
    """(moments, 4): frame, x and y of the couple's middle, and y of its lower feet, pixels"""
    height: float
    """Median height of the two, pixels"""
    uneven: float
    """How far one's feet are above the other's most of the time, in body heights: little in hold, more when apart in
    depth"""
    clear: Floats
    """(moments,) by how much the couple beats the next best pair of other bodies, as a share of what it earns there"""


@dataclass(frozen=True)
class Couple:
    """The chosen couple."""

    colours: Floats
    """(2, 6) typical colours of each, see `body.colours`"""
    shots: list[Reference | None]
    """Of every shot; None where it is not to be seen"""


def choose_couple(bodies: BodyTable, shots: list[Shot], fps: float, hints: Hints | None = None) -> Couple | None:
    """The couple among everybody; None when no two people are ever seen together."""
    middle = find_middles(bodies.keypoints)
    usable = (bodies.score >= SURE) & np.isfinite(middle).all(1)
    if hints is not None:
        usable &= hints.inside(bodies.frame, middle)
    moments = gather_moments(bodies, usable, shots, fps)
    if not moments:
        return None
    path = _compare_couples(moments, bodies, middle, fps)
    pairs = _take_pairs(moments, path.states)
    two = pairs[:, 0] != pairs[:, 1]
    if not two.any():
        return None
    looks = _tell_looks(bodies.colour[pairs[two]])
    soles, heights = find_soles(bodies.keypoints[pairs]), measure_heights(bodies.keypoints[pairs])
    which = np.array([moment.shot for moment, state in zip(moments, path.states, strict=True) if state >= 0])
    places = np.array([[m.frame, *m.middles[s]] for m, s in zip(moments, path.states, strict=True) if s >= 0])
    danced = _find_partners(moments, path.states)
    found: list[Reference | None] = []
    for number in range(len(shots)):
        here = which == number
        if not here.any() or (len(shots) > 1 and _are_strangers(bodies.colour[danced[here]], looks)):
            found.append(None)
            continue
        height = float(np.median(heights[here]))
        level = here & two if (here & two).any() else two
        uneven = np.abs(np.subtract(*soles[level].T)) / heights[level].mean(1)
        found.append(
            Reference(
                seen=np.column_stack([places[here], np.nanmax(soles[here], axis=1)]),
                height=height,
                uneven=float(np.percentile(uneven, MOSTLY)),
                clear=path.clear[path.states >= 0][here],
            )
        )
    return Couple(looks, found)


def _take_pairs(moments: list[Moment], states: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n, 2) rows of the table of bodies of the moments in which a path has anybody."""
    return np.array([m.pairs[s] for m, s in zip(moments, states, strict=True) if s >= 0], int).reshape(-1, 2)


def _find_partners(moments: list[Moment], states: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n, 2) rows as `_take_pairs`, of the best pair with one of the two, whatever the other one's colours."""
    rows = []
    for moment, state in zip(moments, states, strict=True):
        if state >= 0:
            own = np.isin(moment.pairs, moment.pairs[state]).any(1)
            rows.append(moment.pairs[np.where(own, moment.gains, -np.inf).argmax()])
    return np.array(rows, int).reshape(-1, 2)


def _are_strangers(colours: Floats, looks: Floats) -> bool:
    """Whether pairs' colours (n, 2, 6) in one shot are most of the time not the couple's.

    One of the two suffices: many men wear black. Where our two look alike, or one covered the other all the time, both
    must be others.
    """
    strange = measure_strangeness(colours, looks)
    distinct = np.linalg.norm((looks[0] - looks[1]).reshape(2, 3), axis=1).mean() > DISTINCT
    return bool(np.nanmedian(strange.max(1) if distinct else strange.min(1)) > OTHERS)


def _prefer_familiar(moments: list[Moment], path: CouplePath, colours: Floats) -> list[Moment]:
    """The moments with pairs paying for bodies whose colours neither of the two on the path has most of the time."""
    pairs = _take_pairs(moments, np.where(_find_longest(moments, path), path.states, -1))
    looks = _tell_looks(colours[pairs[pairs[:, 0] != pairs[:, 1]]])
    strange = np.nan_to_num(measure_strangeness(colours, looks))
    return [replace(m, gains=m.gains - STRANGER * strange[m.pairs].sum(1)) for m in moments]


def _find_longest(moments: list[Moment], path: CouplePath) -> NDArray[np.bool_]:
    """(moments,) those of the shot in which the path has most: in another one it may have become somebody else."""
    shot = np.array([moment.shot for moment in moments])
    return np.asarray(shot == np.bincount(shot, path.states >= 0).argmax())


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
        (m.frame, m.shot, m.heights[s], bodies[m.pairs[s]].joints((*KNEES, *ANKLES)).xy)
        for m, s in zip(moments, path, strict=True)
        if s >= 0
    ]
    frames = np.array([frame for frame, *_ in seen])
    ways = []
    for frame, shot, height, feet in seen:
        later = int(np.searchsorted(frames, frame + fps / 2))
        if later < len(seen) and seen[later][1] == shot:
            # Bodies of a moment stand in no order, and one may stand for both: whoever is nearest is the same one.
            apart = np.linalg.norm(seen[later][3][:, None] - feet, axis=3)
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
