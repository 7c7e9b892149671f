"""Where bodies are and how tall: their middles and heights in the picture. Pure, for many bodies at once."""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS, TRUNK_AND_ARMS

AT_ONCE = 0.15
"""Way (in body heights) that may be due to a shaky pose."""
SPEED = 1.6
"""Body heights a second: faster than a quickstep, slower than a hop to somebody else."""


def find_middles(bodies: KeyPoints) -> Floats:
    """Middles (..., 2) of trunks and arms in pixels; NaN, with numpy's warning, where none of these joints is known."""
    return np.asarray(np.nanmean(bodies.joints(TRUNK_AND_ARMS).xy, axis=-2))


def find_tops(bodies: KeyPoints) -> Floats:
    """Y (...) of the highest joint of each body, feet, face and hands not counted; NaN where none is known."""
    return np.asarray(np.fmin.reduce(bodies.joints(BODY_JOINTS).xy[..., 1], axis=-1))


def find_soles(bodies: KeyPoints) -> Floats:
    """Y (...) of the lowest joint of each body, else as `find_tops`: the picture's y points down."""
    return np.asarray(np.fmax.reduce(bodies.joints(BODY_JOINTS).xy[..., 1], axis=-1))


def measure_heights(bodies: KeyPoints) -> Floats:
    """Heights (...) in pixels from the highest to the lowest joint of the body; NaN where none is known."""
    return find_soles(bodies) - find_tops(bodies)
