"""A found body painted over, so that a network sees who is behind it. Pure.

Networks that have found one of two dancers in one silhouette find the same one again and again. With his limbs and
trunk painted grey the next look finds the partner. Thin strokes do best: they leave her outline beside his.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import HIPS, LIMBS, SHOULDERS
from danceai.pose.networks.adapters.geometry import Picture, Region

HEAD = slice(0, 5)
TRUNK = [*SHOULDERS, *HIPS]
ARMS_AND_LEGS = [(a, b) for a, b in LIMBS if 5 <= a < 17 and b < 17 and not {a, b} <= set(TRUNK)]
THICKNESS = 0.06
"""Of a stroke, in heights of the body."""
PAINT = (128, 128, 128)


def painted_over(picture: Picture, region: Region, body: NDArray[np.floating]) -> tuple[Picture, tuple[int, int]]:
    """A copy of what a region holds, at least a pixel, with a body (17 or more, 2 or more) painted over; its corner."""
    height, width = picture.shape[:2]
    x0, y0 = min(max(int(region[0]), 0), width - 1), min(max(int(region[1]), 0), height - 1)
    part = picture[y0 : max(int(region[3]), y0 + 1), x0 : max(int(region[2]), x0 + 1)].copy()
    _paint(part, body[:17, :2] - (x0, y0))
    return part, (x0, y0)


def _paint(picture: Picture, joints: NDArray[np.floating]) -> None:
    places = np.rint(joints).astype(int)
    stroke = max(2, round(THICKNESS * float(np.ptp(joints[:, 1]))))
    for first, second in ARMS_AND_LEGS:
        cv2.line(picture, places[first].tolist(), places[second].tolist(), PAINT, stroke)
    trunk = cv2.convexHull(places[TRUNK].astype(np.int32))
    cv2.fillConvexPoly(picture, trunk, PAINT)
    cv2.polylines(picture, [trunk], isClosed=True, color=PAINT, thickness=stroke)
    cv2.circle(picture, np.rint(joints[HEAD].mean(0)).astype(int).tolist(), stroke, PAINT, -1)
