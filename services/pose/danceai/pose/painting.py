"""A found body painted over, so that a network sees who is behind it. Pure.

Networks that have found one of two dancers in one silhouette find the same one again and again. With his limbs and
trunk painted grey the next look finds the partner. Thin strokes do best: they leave her outline beside his.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.pose.adapters.geometry import Picture, Region

LIMBS = ((5, 7), (7, 9), (6, 8), (8, 10), (11, 13), (13, 15), (12, 14), (14, 16))
HEAD = slice(0, 5)
TRUNK = [5, 6, 12, 11]
THICKNESS = 0.06
"""Of a stroke, in heights of the body."""
PAINT = (128, 128, 128)


def part_of(picture: Picture, region: Region) -> tuple[Picture, tuple[int, int]]:
    """A copy of what a region holds of the picture, at least a pixel, and its top left corner."""
    height, width = picture.shape[:2]
    x0, y0 = min(max(int(region[0]), 0), width - 1), min(max(int(region[1]), 0), height - 1)
    return picture[y0 : max(int(region[3]), y0 + 1), x0 : max(int(region[2]), x0 + 1)].copy(), (x0, y0)


def paint_over(picture: Picture, joints: NDArray[np.floating]) -> None:
    """Paint a body (17 or more, 3) grey, in place."""
    places = np.rint(joints[:17, :2]).astype(int)
    stroke = max(2, round(THICKNESS * float(np.ptp(joints[:17, 1]))))
    for first, second in LIMBS:
        cv2.line(picture, places[first].tolist(), places[second].tolist(), PAINT, stroke)
    trunk = cv2.convexHull(places[TRUNK].astype(np.int32))
    cv2.fillConvexPoly(picture, trunk, PAINT)
    cv2.polylines(picture, [trunk], True, PAINT, stroke)
    cv2.circle(picture, np.rint(joints[HEAD, :2].mean(0)).astype(int).tolist(), stroke, PAINT, -1)
