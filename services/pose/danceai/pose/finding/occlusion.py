"""A found body painted over, so that a network sees who is behind it. Pure.

Networks that have found one of two dancers in one silhouette find the same one again and again. With his limbs and
trunk painted grey the next look finds the partner. Thin strokes do best: they leave her outline beside his.
"""

import cv2
import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS, HEAD, JOINT_COUNT, LIMBS, SHOULDERS_TO_ANKLES, TRUNK
from danceai.pose.video.pictures import Picture, Region

LIMB_ENDS = set(range(JOINT_COUNT)[SHOULDERS_TO_ANKLES])
ARMS_AND_LEGS = [ends for ends in LIMBS if set(ends) <= LIMB_ENDS and not set(ends) <= set(TRUNK)]
THICKNESS = 0.06
"""Of a stroke, in heights of the body."""
PAINT = (128, 128, 128)


def paint_over(picture: Picture, region: Region, body: KeyPoints) -> tuple[Picture, tuple[int, int]]:
    """A copy of what a region holds, at least a pixel, with a body (17 or more,) painted over; its corner."""
    height, width = picture.shape[:2]
    x0, y0 = min(max(int(region[0]), 0), width - 1), min(max(int(region[1]), 0), height - 1)
    part = picture[y0 : max(int(region[3]), y0 + 1), x0 : max(int(region[2]), x0 + 1)].copy()
    _paint(part, body.joints(BODY_JOINTS).xy - (x0, y0))
    return part, (x0, y0)


def _paint(picture: Picture, joints: Floats) -> None:
    places = np.rint(joints).astype(int)
    stroke = max(2, round(THICKNESS * float(np.ptp(joints[:, 1]))))
    for first, second in ARMS_AND_LEGS:
        cv2.line(picture, places[first].tolist(), places[second].tolist(), PAINT, stroke)
    trunk = cv2.convexHull(places[list(TRUNK)].astype(np.int32))
    cv2.fillConvexPoly(picture, trunk, PAINT)
    cv2.polylines(picture, [trunk], isClosed=True, color=PAINT, thickness=stroke)
    cv2.circle(picture, np.rint(joints[HEAD].mean(0)).astype(int).tolist(), stroke, PAINT, -1)
