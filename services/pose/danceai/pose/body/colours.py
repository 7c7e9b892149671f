"""What bodies look like: the colours of trunk and thighs, which tell two dancers apart when poses cannot. Pure."""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.pose.networks.adapters.geometry import Picture

TRUNK = (5, 6, 11, 12)
THIGHS = ((11, 13), (12, 14))
ACROSS = np.array([0.25, 0.4, 0.6, 0.75])
ALONG = np.array([0.15, 0.35, 0.55, 0.75, 0.9])
FAMILIAR = 25.0
"""Distance in CIELAB up to which a colour is somebody's own, in another light"""


def colours_of(picture: Picture, joints: NDArray[np.float32]) -> NDArray[np.float32]:
    """Median CIELAB colours (n, 6), trunk then thighs, of bodies (n, 17 or more, 3); NaN outside the picture."""
    if not len(joints):
        return np.empty((0, 6), np.float32)
    places = joints[:, :, :2]
    left = places[:, 5, None] * (1 - ALONG[:, None]) + places[:, 11, None] * ALONG[:, None]
    right = places[:, 6, None] * (1 - ALONG[:, None]) + places[:, 12, None] * ALONG[:, None]
    trunk = left[:, :, None] * (1 - ACROSS[:, None]) + right[:, :, None] * ACROSS[:, None]
    thighs = np.stack(
        [places[:, hip, None] * (1 - ALONG[:, None]) + places[:, knee, None] * ALONG[:, None] for hip, knee in THIGHS],
        1,
    )
    return np.concatenate([_median(picture, points.reshape(len(joints), -1, 2)) for points in (trunk, thighs)], 1)


def strangeness(colours: NDArray[np.floating], looks: NDArray[np.floating]) -> NDArray[np.floating]:
    """How unlike both looks (2, 6) colours (..., 6) are: 0 (one's trunk or thighs have them) to 1, NaN if unknown."""
    away = np.linalg.norm((colours[..., None, :] - looks).reshape(*colours.shape[:-1], 2, 2, 3), axis=-1)
    nearest = np.fmin.reduce(away, axis=(-2, -1))
    return np.asarray(np.clip((nearest - FAMILIAR) / FAMILIAR, 0, 1))


def _median(picture: Picture, points: NDArray[np.floating]) -> NDArray[np.float32]:
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
