"""Finding every body in a run of frames: an overview now and then, close looks at groups in every frame.

Small networks merge two dancers in close hold when they look at the whole hall, and lose one of them at any one
scale; so each group of overlapping people is looked at in a crop of its own, and where one silhouette gives only
one sure body that one is painted over and looked behind. Arms that the partner hides are where the hold wants them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from danceai.pose.body.closed_hold import completed
from danceai.pose.body.colours import colours_of
from danceai.pose.body.oks import SAME_BODY, suppress_doubles
from danceai.pose.finding.groups import box_of, count_in, groups_of
from danceai.pose.finding.occlusion import painted_over
from danceai.pose.networks.adapters.found import Found
from danceai.pose.networks.adapters.geometry import Picture, Region
from danceai.pose.networks.network import OneStageNetwork

OVERVIEW_EVERY = 10
OVERVIEW_SIZE = 384
MARGIN = 0.2
"""Of the group's height, around the crop."""
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


def _widened(box: Region) -> Region:
    margin = MARGIN * (box[3] - box[1])
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def distinct(found: Found, threshold: float = SAME_BODY) -> Found:
    """Without bodies that a better supported one already is."""
    return found.chosen(suppress_doubles(found.joints, found.scores, threshold))


def look_closely(network: OneStageNetwork, picture: Picture, group: Region, *, pair: bool) -> Found:
    """Bodies in one group, best supported first; where a pair is expected and not seen for sure, looks behind the best.

    More candidates than two are given then: which of them are the dancers, only time tells.
    """
    region = _widened(group)
    found = network.look(picture, region)
    if not pair or not len(found.scores) or int((found.scores >= SURE).sum()) >= 2:
        return distinct(found)
    again = distinct(found + _behind(network, picture, region, found.joints[0]), ALTERNATIVE)
    again = again.chosen(list(range(min(len(again.scores), MOST_CANDIDATES))))
    if len(again.scores) > 1:
        again.joints[:2] = completed(*again.joints[:2])
    return again


def _behind(network: OneStageNetwork, picture: Picture, region: Region, body: NDArray[np.float32]) -> Found:
    """Bodies in a region once a body (17 or more, 3) is painted over."""
    part, (x, y) = painted_over(picture, region, body)
    found = network.look(part, (region[0] - x, region[1] - y, region[2] - x, region[3] - y))
    found.joints[:, :, :2] += x, y
    return found


class BodyFinder:
    """Looks through frames in order. Start a new one for each segment: it remembers where people were."""

    def __init__(self, network: OneStageNetwork) -> None:
        self._network = network
        self._groups: list[Region] = []
        self._boxes: list[Region] = []
        """Of everybody who was sure a frame ago"""
        self._seen = 0

    def find(
        self, frames: Iterable[tuple[int, Picture]], region: RegionOf = everywhere
    ) -> Iterator[tuple[int, Bodies]]:
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
            pair = i == 0 or max(count_in(group, boxes) for boxes in (self._boxes, seen_now)) >= 2
            found = look_closely(self._network, picture, group, pair=pair)
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
