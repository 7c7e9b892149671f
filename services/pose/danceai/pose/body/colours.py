"""What bodies look like: the colours of trunk and thighs, which tell two dancers apart when poses cannot. Pure."""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import HIPS, KNEES, LEFT, RIGHT, SHOULDERS
from danceai.pose.video.pictures import Picture

ACROSS = np.array([0.25, 0.4, 0.6, 0.75])
ALONG = np.array([0.15, 0.35, 0.55, 0.75, 0.9])
FAMILIAR = 25.0
"""Distance in CIELAB up to which a colour is somebody's own, in another light"""


def read_colours(picture: Picture, bodies: KeyPoints) -> NDArray[np.float32]:
    """Median CIELAB colours (n, 6), trunk then thighs, of bodies (n, 17 or more); NaN outside the picture."""
    count = len(bodies)
    if not count:
        return np.empty((0, 6), np.float32)

    def between(first: int, second: int) -> Floats:
        """(n, points, 2) along the line between two joints."""
        line = bodies.xy[:, first, None] * (1 - ALONG[:, None]) + bodies.xy[:, second, None] * ALONG[:, None]
        return np.asarray(line)

    left, right = (between(SHOULDERS[side], HIPS[side]) for side in (LEFT, RIGHT))
    trunk = left[:, :, None] * (1 - ACROSS[:, None]) + right[:, :, None] * ACROSS[:, None]
    thighs = np.stack([between(HIPS[side], KNEES[side]) for side in (LEFT, RIGHT)], 1)
    return np.concatenate([_read_median(picture, points.reshape(count, -1, 2)) for points in (trunk, thighs)], 1)


def measure_strangeness(colours: Floats, looks: Floats) -> Floats:
    """How unlike both looks (2, 6) colours (..., 6) are: 0 (one's trunk or thighs have them) to 1, NaN if unknown."""
    away = np.linalg.norm((colours[..., None, :] - looks).reshape(*colours.shape[:-1], 2, 2, 3), axis=-1)
    nearest = np.fmin.reduce(away, axis=(-2, -1))
    return np.asarray(np.clip((nearest - FAMILIAR) / FAMILIAR, 0, 1))


def _read_median(picture: Picture, points: Floats) -> NDArray[np.float32]:
    """Median colour (n, 3) of the points (n, m, 2) that lie inside the picture."""
    height, width = picture.shape[:2]
    at = np.rint(points).astype(int)
    inside = (at >= 0).all(2) & (at[..., 0] < width) & (at[..., 1] < height)
    at = np.clip(at, 0, [width - 1, height - 1])
    seen = picture[at[..., 1], at[..., 0]]
    colours = np.full((len(points), 3), np.nan, np.float32)
    for row in np.flatnonzero(inside.sum(1) >= 3):
        median = np.median(seen[row][inside[row]], axis=0).astype(np.uint8)
        colours[row] = cv2.cvtColor(median[None, None], cv2.COLOR_BGR2LAB)[0, 0]
    return colours
