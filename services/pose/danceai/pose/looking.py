"""Finding every body in a run of frames: an overview now and then, close looks at groups in every frame.

Small networks merge two dancers in close hold when they look at the whole hall, and lose one of them at any one
scale; so each group of overlapping people is looked at in a crop of its own, and where one silhouette gives only
one sure body it is looked at again, mirrored. Arms that the partner hides are where the hold wants them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import MIRRORED_BODY
from danceai.pose.adapters.found import Found
from danceai.pose.adapters.geometry import Picture, Region
from danceai.pose.appearance import colours_of
from danceai.pose.hold import completed
from danceai.pose.network import OneStageNetwork
from danceai.pose.similarity import SAME_BODY, suppress_doubles

OVERVIEW_EVERY = 10
OVERVIEW_SIZE = 384
MARGIN = 0.2
"""Of the group's height, around the crop."""
MOST_GROUPS = 4
SMALLEST_GROUP = 0.35
"""Share of the tallest group's height below which people are background and only the overview sees them."""
CONFIDENT = 0.2
SURE = 0.45
"""Support from which a body needs no second look."""
ALTERNATIVE = 0.75
"""OKS up to which two candidates in one silhouette are both kept."""
MOST_CANDIDATES = 6
OUTSIDER = 0.3
"""Support below which bodies outside the couple's group are noise."""
RegionOf = Callable[[int], Region | None]
"""Where to look in a frame; None = everywhere"""


def everywhere(frame: int) -> None:
    """No region of interest."""
    del frame


@dataclass
class Bodies:
    """Bodies of one frame with their colours (n, 6), see `appearance`."""

    found: Found
    colours: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 6), np.float32))


def box_of(joints: NDArray[np.float32]) -> Region:
    """Bounding box of a pose's joints."""
    sure = joints[joints[:, 2] > CONFIDENT]
    points = sure if len(sure) >= 4 else joints
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def groups_of(boxes: list[Region]) -> list[Region]:
    """Union boxes of people whose boxes touch, tallest first."""
    groups: list[Region] = []
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


def _touch(a: Region, b: Region) -> bool:
    reach = 0.1 * max(a[3] - a[1], b[3] - b[1])
    return a[0] - reach < b[2] and b[0] - reach < a[2] and a[1] < b[3] and b[1] < a[3]


def _count_in(group: Region, boxes: list[Region]) -> int:
    """How many boxes have their middle in a group."""
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes]
    return sum(group[0] <= x <= group[2] and group[1] <= y <= group[3] for x, y in middles)


def _widened(box: Region) -> Region:
    margin = MARGIN * (box[3] - box[1])
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def distinct(found: Found, threshold: float = SAME_BODY) -> Found:
    """Without bodies that a better supported one already is."""
    return found.chosen(suppress_doubles(found.joints, found.scores, threshold))


def look_closely(network: OneStageNetwork, picture: Picture, group: Region, expected: int) -> Found:
    """Bodies in one group, best supported first; looks again, mirrored, where fewer than expected are sure.

    Where two are expected, more candidates than that are given: which two are the dancers, only time tells.
    """
    region = _widened(group)
    found = network.look(picture, region)
    if int((found.scores >= SURE).sum()) >= expected:
        return distinct(found)
    again = distinct(found + _mirrored(network, picture, region), ALTERNATIVE)
    again = again.chosen(list(range(min(len(again.scores), MOST_CANDIDATES))))
    if expected == 2 and len(again.scores) > 1:
        again.joints[:2] = completed(*again.joints[:2])
    return again


def _mirrored(network: OneStageNetwork, picture: Picture, region: Region) -> Found:
    last = picture.shape[1] - 1
    found = network.look(np.ascontiguousarray(picture[:, ::-1]), (last - region[2], region[1], last - region[0], region[3]))
    joints = found.joints[:, list(MIRRORED_BODY)]
    joints[:, :, 0] = last - joints[:, :, 0]
    return Found(joints, found.scores)


class BodyFinder:
    """Looks through frames in order. Start a new one for each segment: it remembers where people were."""

    def __init__(self, network: OneStageNetwork) -> None:
        self._network = network
        self._groups: list[Region] = []
        self._boxes: list[Region] = []
        """Of everybody who was sure a frame ago"""
        self._seen = 0

    def find(self, frames: Iterable[tuple[int, Picture]], region: RegionOf = everywhere) -> Iterator[tuple[int, Bodies]]:
        """(frame, bodies) for every (frame, picture), in order."""
        for frame, picture in frames:
            yield frame, self.look(picture, region(frame))

    def look(self, picture: Picture, region: Region | None = None) -> Bodies:
        """Every body in the next frame, or in its region of interest."""
        everybody, seen_now = Found.none(), []
        if self._seen % OVERVIEW_EVERY == 0 or not self._groups:
            everybody = self._network.look(picture, region, OVERVIEW_SIZE)
            everybody = everybody.chosen(np.flatnonzero(everybody.scores >= OUTSIDER))
            seen_now = [box_of(joints) for joints in everybody.joints]
            self._groups = groups_of(seen_now + self._groups)
        self._seen += 1
        close, groups = Found.none(), []
        for i, group in enumerate(self._groups):
            # The tallest group is taken for the couple until tracking knows better; so is any in which two were seen.
            pair = i == 0 or max(_count_in(group, boxes) for boxes in (self._boxes, seen_now)) >= 2
            found = look_closely(self._network, picture, group, expected=2 if pair else 1)
            close = close + found
            sure = found.chosen(np.flatnonzero(found.scores >= OUTSIDER))
            groups += [box_of(joints) for joints in sure.joints]
        found = close + distinct(everybody)
        found = found.chosen(suppress_doubles(found.joints, found.scores, ALTERNATIVE))
        if region is not None:
            found = found.chosen(_within(found, region))
        self._groups, self._boxes = groups_of(groups), groups
        return Bodies(found, colours_of(picture, found.joints))


def _within(found: Found, region: Region) -> NDArray[np.intp]:
    middle = found.joints[:, 5:13, :2].mean(1)
    return np.flatnonzero(((middle >= region[:2]) & (middle <= region[2:])).all(1))
