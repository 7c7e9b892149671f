"""One dancer cannot be in two places: runs of sightings that cannot be one body are dropped. Pure."""

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats
from danceai.pose.body.best_path import find_best_path
from danceai.pose.body.places import AT_ONCE, SPEED, find_middles
from danceai.pose.tracking.candidates import Candidates

BREAK = 0.25
"""Way between two frames (in body heights) at which a run of sightings is cut."""


def drop_impossible_runs(found: Candidates, choice: NDArray[np.int64], fps: float) -> NDArray[np.int64]:
    """The choice (frames, 2) without runs that the rest of a dancer's way contradicts; those become -1.

    Of all chains of runs that one body could have danced, the one with the most sightings stays.
    """
    kept = choice.copy()
    for slot in range(2):
        frames = np.flatnonzero(choice[:, slot] >= 0)
        if len(frames) < 2:
            continue
        places = find_middles(found.keypoints[frames, choice[frames, slot]]) / found.height
        steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
        starts = np.flatnonzero(np.append(True, (steps > BREAK) | (np.diff(frames) > 1)))
        ends = np.append(starts[1:], len(frames)) - 1
        good = _find_longest_chain(
            frames[starts] / fps, frames[ends] / fps, places[starts], places[ends], ends - starts + 1
        )
        for run in np.flatnonzero(~good):
            kept[frames[starts[run] : ends[run] + 1], slot] = -1
    return kept


def _find_longest_chain(
    begin: Floats, end: Floats, first: Floats, last: Floats, length: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which runs belong to the longest possible chain: from a run to any later one that its dancer could reach."""
    gains = [np.zeros(1), *length[:, None].astype(float), np.zeros(1)]
    passing = [np.zeros((1, 1))]
    for run in range(1, len(length)):
        way = np.linalg.norm(first[run] - last[:run], axis=1)
        possible = way <= AT_ONCE + SPEED * (begin[run] - end[:run])
        passing.append(np.where([True, *possible], 0.0, -np.inf)[:, None])
    passing.append(np.zeros((len(length) + 1, 1)))
    return np.asarray(find_best_path(gains, passing)[1:-1] >= 0)
