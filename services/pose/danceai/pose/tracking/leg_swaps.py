"""Left and right legs of one dancer: networks swap them when a body turns its back or crosses its feet. Pure."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import ANKLES, HIPS, KNEES
from danceai.pose.body.best_path import find_best_path
from danceai.pose.tracking.candidates import Candidates

SWITCH_SECONDS = 0.1
"""A swap must save as much way as the legs are apart in this time, or it is left alone."""
LEGS = np.array([HIPS, KNEES, ANKLES])


def mend_legs(found: Candidates, choice: NDArray[np.int64], fps: float) -> tuple[Candidates, NDArray[np.bool_]]:
    """The candidates with the chosen ones' legs swapped back where that shortens their way; (frames, 2) where."""
    xy, confidence = found.keypoints.xy.copy(), found.keypoints.confidence.copy()
    swapped = np.zeros(choice.shape, bool)
    for slot in range(2):
        frames = np.flatnonzero(choice[:, slot] >= 0)
        if len(frames) < 2:
            continue
        places = choice[frames, slot]
        wrong = _find_swapped(xy[frames, places][:, LEGS], fps)
        frames, places = frames[wrong, None], places[wrong, None]
        swapped[frames, slot] = True
        for values in (xy, confidence):
            values[frames, places, LEGS.ravel()] = values[frames, places, LEGS[:, ::-1].ravel()]
    return replace(found, keypoints=KeyPoints(xy, confidence)), swapped


def _find_swapped(legs: Floats, fps: float) -> NDArray[np.bool_]:
    """Where legs (n, 3, 2, 2) have left and right exchanged: they go the shortest way, and the majority is right."""
    straight = np.nansum(np.linalg.norm(np.diff(legs, axis=0), axis=-1), axis=(1, 2))
    crossed = np.nansum(np.linalg.norm(legs[1:] - legs[:-1, :, ::-1], axis=-1), axis=(1, 2))
    apart = float(np.nan_to_num(np.nanmedian(np.linalg.norm(legs[:, :, 0] - legs[:, :, 1], axis=-1))))
    # Changing the state between two moments turns the way walked into the crossed one, and back.
    change = crossed + SWITCH_SECONDS * fps * apart
    ways = np.stack([straight, change, change, straight], 1).reshape(-1, 2, 2)
    swapped = find_best_path(np.zeros((len(legs), 2)), -ways) == 1
    return ~swapped if swapped.mean() > 0.5 else np.asarray(swapped)
