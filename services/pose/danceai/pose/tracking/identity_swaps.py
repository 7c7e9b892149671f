"""Who is who after two dancers met: straight on, or each back to where he came from. Pure.

Where two bodies cover each other, the path of pairs (`pair_path`) can go on with either. So the video is cut into
stretches in which the two stand apart, and for all of them together it is decided which have the two exchanged: by
their looks and statures there, and by how smoothly each would have moved through the meetings between. Where they stay
together, looks and the path itself say whether that is still so.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats
from danceai.pose.body.best_path import find_best_path
from danceai.pose.body.places import AT_ONCE, SPEED, find_middles
from danceai.pose.tracking.candidates import Candidates

MEETING = 0.3
"""Distance of two trunks (in body heights) below which one may be taken for the other"""
LEAST_APART = 0.2
"""Seconds apart that show how somebody moves"""
MOTION_SECONDS = 0.4
"""Of a stretch's ends, from which place and speed are taken"""
LONGEST = 2.0
"""Seconds of a meeting after which speeds tell nothing: they are in hold"""
FOLLOWED = 2.0
"""What it counts that the path goes on from apart into hold, and back"""
RESTLESS = 1.0
"""Spectral density of a dancer's acceleration, body heights squared per second cubed"""
MOST_BY_MOTION = 12.0
COLOUR_ERROR = 12.0
"""Deviation of a stretch's colours through light and pose, CIELAB"""
STATURE_ERROR = 0.03
MOST_BY_LOOKS = 40.0
MOST_BY_NAME = 1e6
"""Bounds of the logarithms of the odds"""


@dataclass(frozen=True)
class Known:
    """What the two dancers are like."""

    colours: Floats
    """(2, 6)"""
    statures: Floats
    """(2,) in the couple's height"""
    tall: Floats
    """(frames, k) stature of each candidate, NaN where it cannot be told"""


def untangle(
    found: Candidates, choice: NDArray[np.int64], known: Known, allowed: NDArray[np.bool_], fps: float
) -> NDArray[np.int64]:
    """The choice (frames, 2) with the two exchanged where that explains looks and movements better.

    `allowed` (frames, 2, k) are hard constraints, which the choice keeps and its exchange keeps too.
    """
    seen = choice >= 0
    if not seen.any(0).all():
        return choice
    places = _trace_places(found, choice)
    named = _find_named(choice, allowed)
    stretches = _find_apart(places, seen, named, fps)
    parts = sorted(stretches + _find_together(stretches, len(choice), fps))
    if len(parts) < 2:
        return choice
    looks = np.array(
        [
            MOST_BY_NAME if named[first:last].any() else _judge_by_looks(found, choice, known, first, last)
            for first, last in parts
        ]
    )
    motion = np.array(
        [
            _judge_by_motion(places, before, after, fps) if before in stretches and after in stretches else FOLLOWED
            for before, after in itertools.pairwise(parts)
        ]
    )
    return _exchange(choice, places, parts, _decide(looks, motion))


def _trace_places(found: Candidates, choice: NDArray[np.int64]) -> Floats:
    """Trunks (frames, 2, 2) in body heights, on the straight line where they were not seen."""
    frames = np.arange(len(choice))
    places = np.empty((len(choice), 2, 2))
    trunks = find_middles(found.keypoints) / found.height
    for slot in range(2):
        seen = np.flatnonzero(choice[:, slot] >= 0)
        for axis in range(2):
            places[:, slot, axis] = np.interp(frames, seen, trunks[seen, choice[seen, slot], axis])
    return places


def _find_named(choice: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(frames,) where somebody said who is who: the other way round is not allowed."""
    frames = np.arange(len(choice))
    barred = [(choice[:, slot] >= 0) & ~allowed[frames, 1 - slot, choice[:, slot]] for slot in range(2)]
    return np.asarray(barred[0] | barred[1])


def _find_apart(places: Floats, seen: NDArray[np.bool_], named: NDArray[np.bool_], fps: float) -> list[tuple[int, int]]:
    """[first, last) of the stretches in which the two stand apart for long enough and nobody hops, or are named."""
    apart = np.linalg.norm(places[:, 0] - places[:, 1], axis=1) > MEETING
    edges = set(np.flatnonzero(np.diff(np.concatenate([[False], apart, [False]]).astype(int))).tolist())
    for slot in range(2):
        frames = np.flatnonzero(seen[:, slot])
        ways = np.linalg.norm(np.diff(places[frames, slot], axis=0), axis=1)
        for hop in np.flatnonzero(ways > AT_ONCE + SPEED * np.diff(frames) / fps):
            apart[frames[hop] + 1 : frames[hop + 1]] = False
            edges |= {int(frames[hop]) + 1, int(frames[hop + 1])}
    for frame in np.flatnonzero(named).tolist():
        edges |= {frame, frame + 1}
    ordered = sorted(edges)
    return [
        (a, b) for a, b in itertools.pairwise(ordered) if named[a] or (apart[a:b].all() and b - a >= LEAST_APART * fps)
    ]


def _find_together(stretches: list[tuple[int, int]], frames: int, fps: float) -> list[tuple[int, int]]:
    """[first, last) of what is between the stretches and lasts, and of the beginning and the end."""
    begins, ends = [0, *(last for _, last in stretches)], [*(first for first, _ in stretches), frames]
    return [
        (begin, end)
        for begin, end in zip(begins, ends, strict=True)
        if end - begin > fps * (LEAST_APART if begin == 0 or end == frames else LONGEST)
    ]


def _judge_by_looks(found: Candidates, choice: NDArray[np.int64], known: Known, first: int, last: int) -> float:
    """Logarithm of the odds that the two are as chosen, by colours and stature."""
    frames = np.arange(first, last)
    colours, statures = np.full((2, 6), np.nan), np.full(2, np.nan)
    for slot in range(2):
        own = choice[first:last, slot]
        seen = own >= 0
        if seen.any():
            colours[slot] = np.nanmedian(found.colours[frames[seen], own[seen]], axis=0)
            statures[slot] = np.nanmedian(known.tall[frames[seen], own[seen]])
    return compare_looks(colours, statures, known.colours, known.statures)


def compare_looks(colours: Floats, statures: Floats, known_colours: Floats, known_statures: Floats) -> float:
    """Logarithm of the odds that two with colours (2, 6) and statures (2,) are the two known in their order.

    What is not known, NaN, says nothing.
    """
    unlike = ((colours[:, None] - known_colours) ** 2).sum(2) / (2 * COLOUR_ERROR**2)
    uneven = (statures[:, None] - known_statures) ** 2 / (2 * STATURE_ERROR**2)
    odds = sum(
        float(np.nan_to_num(unlike[slot, 1 - slot] - unlike[slot, slot]))
        + float(np.nan_to_num(uneven[slot, 1 - slot] - uneven[slot, slot]))
        for slot in range(2)
    )
    return float(np.clip(odds, -MOST_BY_LOOKS, MOST_BY_LOOKS))


def _judge_by_motion(places: Floats, before: tuple[int, int], after: tuple[int, int], fps: float) -> float:
    """Logarithm of the odds that nobody was exchanged in a meeting, by the least acceleration that leads through it."""
    seconds = (after[0] - before[1] + 1) / fps
    if seconds > LONGEST:
        return 0.0
    reach = round(MOTION_SECONDS * fps)
    came = [
        _read_motion(places[:, slot], max(before[0], before[1] - reach), before[1], before[1] - 1, fps)
        for slot in range(2)
    ]
    went = [
        _read_motion(places[:, slot], after[0], min(after[1], after[0] + reach), after[0], fps) for slot in range(2)
    ]
    effort = [[_measure_effort(came[a], went[b], seconds) for b in range(2)] for a in range(2)]
    odds = (effort[0][1] + effort[1][0] - effort[0][0] - effort[1][1]) / (2 * RESTLESS)
    return float(np.clip(odds, -MOST_BY_MOTION, MOST_BY_MOTION))


def _read_motion(places: Floats, first: int, last: int, at: int, fps: float) -> tuple[Floats, Floats | None]:
    """Place and speed at a frame, from the straight line through [first, last); no speed from too few frames."""
    if last - first < LEAST_APART * fps:
        return places[at], None
    time = (np.arange(first, last) - at) / fps
    speed, place = np.polyfit(time, places[first:last], 1)
    return place, speed


def _measure_effort(came: tuple[Floats, Floats | None], went: tuple[Floats, Floats | None], seconds: float) -> float:
    """The least integral of squared acceleration that leads from one place and speed to the other (cubic Hermite).

    A speed that is not known is whatever suits best.
    """
    if came[1] is None or went[1] is None:
        known = came[1] if went[1] is None else went[1]
        way = went[0] - came[0] - known * seconds if known is not None else np.zeros(2)
        return float(3 * way @ way / seconds**3)
    way, turn = went[0] - came[0] - came[1] * seconds, went[1] - came[1]
    return float(12 * way @ way / seconds**3 - 12 * way @ turn / seconds**2 + 4 * turn @ turn / seconds)


def _decide(looks: Floats, motion: Floats) -> NDArray[np.bool_]:
    """Which stretches have the two exchanged."""
    kept = motion / 2
    passing = np.stack([kept, -kept, -kept, kept], 1).reshape(-1, 2, 2)
    return np.asarray(find_best_path(np.stack([looks, -looks], 1) / 2, passing) == 1)


def _exchange(
    choice: NDArray[np.int64], places: Floats, parts: list[tuple[int, int]], swapped: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The choice with parts exchanged; in a meeting the exchange falls where the two are closest."""
    turned = np.zeros(len(choice), bool)
    gap = np.linalg.norm(places[:, 0] - places[:, 1], axis=1)
    begin = 0
    for number, (_, last) in enumerate(parts):
        end = len(choice)
        if number + 1 < len(parts):
            between = gap[last : parts[number + 1][0]]
            end = last + (int(between.argmin()) if len(between) else 0)
        turned[begin:end] = swapped[number]
        begin = end
    return np.where(turned[:, None], choice[:, ::-1], choice)
