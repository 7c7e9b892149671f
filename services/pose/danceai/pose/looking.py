"""Finding every body in a run of frames: an overview now and then, close looks at groups in every frame.

Small networks merge two dancers in close hold when they look at the whole hall, and lose one of them at any one
scale; so each group of overlapping people is looked at in a crop of its own, and where one silhouette gives only
one body it is looked at again: at another scale, mirrored, and with the found body painted over.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import LIMBS, MIRRORED_BODY
from danceai.pose.adapters.movenet_multipose import Found, MoveNetMultiPose, Picture
from danceai.pose.similarity import suppress_doubles

Box = tuple[float, float, float, float]
OVERVIEW_EVERY = 10
OVERVIEW_SIZE = 384
SECOND_SIZE = 256
MARGIN = 0.12
"""Of the group's height, around the crop."""
MOST_GROUPS = 4
SMALLEST_GROUP = 0.35
"""Share of the tallest group's height below which people are background and only the overview sees them."""
CONFIDENT = 0.2


@dataclass
class Bodies:
    """Bodies of one frame with the trunk's colour (n, 3, CIELAB)."""

    found: Found
    colours: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 3), np.float32))


def box_of(joints: NDArray[np.float32]) -> Box:
    """Bounding box of a pose's joints."""
    sure = joints[joints[:, 2] > CONFIDENT]
    points = sure if len(sure) >= 4 else joints
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def groups_of(boxes: list[Box]) -> list[Box]:
    """Union boxes of people whose boxes touch, tallest first."""
    groups: list[Box] = []
    for box in boxes:
        merged = box
        while True:
            touching = [g for g in groups if _touch(g, merged)]
            if not touching:
                break
            groups = [g for g in groups if g not in touching]
            for g in touching:
                merged = (min(merged[0], g[0]), min(merged[1], g[1]), max(merged[2], g[2]), max(merged[3], g[3]))
        groups.append(merged)
    groups.sort(key=lambda g: -(g[3] - g[1]))
    tallest = groups[0][3] - groups[0][1] if groups else 0.0
    return [g for g in groups if g[3] - g[1] >= SMALLEST_GROUP * tallest][:MOST_GROUPS]


def _touch(a: Box, b: Box) -> bool:
    reach = 0.1 * max(a[3] - a[1], b[3] - b[1])
    return a[0] - reach < b[2] and b[0] - reach < a[2] and a[1] < b[3] and b[1] < a[3]


def _widened(box: Box) -> Box:
    margin = MARGIN * (box[3] - box[1])
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _paint_over(picture: Picture, joints: NDArray[np.float32]) -> Picture:
    """The picture with one body hidden behind grey limbs."""
    height = float(np.ptp(joints[:, 1]))
    thickness = max(3, int(0.07 * height))
    painted = picture.copy()
    points = joints[:, :2].astype(int)
    for a, b in LIMBS:
        if a < 17 and b < 17 and min(joints[a, 2], joints[b, 2]) > 0.1:
            cv2.line(painted, tuple(points[a]), tuple(points[b]), (127, 127, 127), thickness)
    cv2.fillConvexPoly(painted, cv2.convexHull(points[[5, 6, 12, 11]]), (127, 127, 127))
    cv2.circle(painted, tuple(points[:5].mean(0).astype(int)), int(0.06 * height), (127, 127, 127), -1)
    return painted


def _mirrored(network: MoveNetMultiPose, picture: Picture, region: Box) -> Found:
    width = picture.shape[1]
    flipped = np.ascontiguousarray(picture[:, ::-1])
    found = network.look(flipped, (width - region[2], region[1], width - region[0], region[3]))
    joints = found.joints[:, list(MIRRORED_BODY)].copy()
    joints[:, :, 0] = width - joints[:, :, 0]
    return Found(joints, found.scores)


def _distinct(found: Found) -> Found:
    quality = found.scores * found.joints[:, :, 2].mean(1) if len(found.scores) else found.scores
    return found.chosen(suppress_doubles(found.joints, quality))


def look_closely(network: MoveNetMultiPose, picture: Picture, group: Box, expected: int) -> Found:
    """Bodies in one group; looks again while fewer than `expected` were found."""
    region = _widened(group)
    found = _distinct(network.look(picture, region))
    if len(found.scores) >= expected:
        return found
    found = _distinct(found + network.look(picture, region, SECOND_SIZE))
    if len(found.scores) >= expected:
        return found
    found = _distinct(found + _mirrored(network, picture, region))
    if len(found.scores) >= expected or not len(found.scores):
        return found
    best = found.joints[int(np.argmax(found.scores))]
    return _distinct(found + network.look(_paint_over(picture, best), region, SECOND_SIZE))


def trunk_colours(picture: Picture, found: Found) -> NDArray[np.float32]:
    """Median CIELAB colour between shoulders and hips of every body, (n, 3); NaN outside the picture."""
    colours = np.full((len(found.scores), 3), np.nan, np.float32)
    height, width = picture.shape[:2]
    for i, joints in enumerate(found.joints):
        trunk = joints[[5, 6, 12, 11], :2]
        centre = trunk.mean(0)
        inner = centre + 0.6 * (trunk - centre)
        low = np.clip(np.floor(inner.min(0) - 2), 0, [width - 1, height - 1]).astype(int)
        high = np.clip(np.ceil(inner.max(0) + 3), 1, [width, height]).astype(int)
        patch = picture[low[1] : high[1], low[0] : high[0]]
        if patch.size:
            median = np.median(patch.reshape(-1, 3), axis=0).astype(np.uint8)
            colours[i] = cv2.cvtColor(median[None, None], cv2.COLOR_BGR2LAB)[0, 0]
    return colours


class BodyFinder:
    """Looks through frames in order. Start a new one for each segment: it remembers where people were."""

    def __init__(self, network: MoveNetMultiPose) -> None:
        self._network = network
        self._groups: list[Box] = []
        self._people: list[int] = []
        self._seen = 0

    def look(self, picture: Picture) -> Bodies:
        """Every body in the next frame."""
        everybody = Found.none()
        if self._seen % OVERVIEW_EVERY == 0 or not self._groups:
            everybody = self._network.look(picture, None, OVERVIEW_SIZE)
            boxes = [box_of(joints) for joints in everybody.joints]
            self._groups = groups_of(boxes + self._groups)
        self._seen += 1
        close = Found.none()
        for i, group in enumerate(self._groups):
            # The tallest group is taken for the couple until tracking knows better.
            close = close + look_closely(self._network, picture, group, expected=2 if i == 0 else 1)
        found = _distinct(close + everybody)
        self._groups = groups_of([box_of(joints) for joints in close.joints]) or []
        return Bodies(found, trunk_colours(picture, found))
