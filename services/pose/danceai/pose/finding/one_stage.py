"""Finding every body in a run of frames: an overview now and then, close looks at groups in every frame.

Small networks merge two dancers in close hold when they look at the whole hall, and lose one of them at any one
scale; so each group of overlapping people is looked at in a crop of its own. Where one silhouette gives only one sure
body, a network that was taught couples looks again; without one, the body found is painted over and looked behind.
Arms that the partner hides are where the hold wants them.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import KeyPoints
from danceai.pose.body.closed_hold import complete_arms
from danceai.pose.body.oks import SAME_BODY, suppress_doubles
from danceai.pose.body.places import find_middles
from danceai.pose.finding.finder import FrameBodies, RegionOf, look_everywhere
from danceai.pose.finding.groups import bound, count_in, group
from danceai.pose.finding.occlusion import paint_over
from danceai.pose.networks.answers import FoundPeople
from danceai.pose.networks.network import OneStageNetwork
from danceai.pose.video.pictures import Frame, Picture, Region

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


def _widen(box: Region) -> Region:
    margin = MARGIN * (box[3] - box[1])
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def drop_doubles(found: FoundPeople, threshold: float = SAME_BODY) -> FoundPeople:
    """Without bodies that a better supported one already is."""
    return found.chosen(suppress_doubles(found.keypoints, found.scores, threshold))


def look_closely(
    network: OneStageNetwork, picture: Picture, box: Region, *, pair: bool, couples: OneStageNetwork | None = None
) -> FoundPeople:
    """Bodies in one group, best supported first; where a pair is expected and not seen for sure, looks again.

    More candidates than two are given then: which of them are the dancers, only time tells.
    """
    region = _widen(box)
    found = network.look(picture, region)
    if not pair or not len(found) or int((found.scores >= SURE).sum()) >= 2:
        return drop_doubles(found)
    behind = couples.look(picture, region) if couples else _look_behind(network, picture, region, found.keypoints[0])
    again = drop_doubles(found + behind, ALTERNATIVE)
    again = again.chosen(slice(MOST_CANDIDATES))
    if len(again) < 2:
        return again
    completed = KeyPoints.join([complete_arms(again.keypoints[:2]), again.keypoints[2:]])
    return FoundPeople(completed, again.scores)


def _look_behind(network: OneStageNetwork, picture: Picture, region: Region, body: KeyPoints) -> FoundPeople:
    """Bodies in a region once a body (17 or more,) is painted over."""
    part, (x, y) = paint_over(picture, region, body)
    found = network.look(part, (region[0] - x, region[1] - y, region[2] - x, region[3] - y))
    moved = KeyPoints(found.keypoints.xy + np.array([x, y], np.float32), found.keypoints.confidence)
    return FoundPeople(moved, found.scores)


class BodyFinder:
    """Looks through frames in order. Start a new one for each segment: it remembers where people were."""

    def __init__(self, network: OneStageNetwork, couples: OneStageNetwork | None = None) -> None:
        """`couples`: what looks again at a pair of whom one is sure (see `look_closely`)."""
        self._network, self._couples = network, couples
        self._groups: list[Region] = []
        self._boxes: list[Region] = []
        """Of everybody who was sure a frame ago"""
        self._seen = 0

    def find(self, frames: Iterable[Frame], region: RegionOf = look_everywhere) -> Iterator[tuple[int, FrameBodies]]:
        """(number, bodies) of every frame, in order."""
        for frame, picture in frames:
            yield frame, self.look(picture, region(frame))

    def look(self, picture: Picture, region: Region | None = None) -> FrameBodies:
        """Every body in the next frame, or in its region of interest."""
        everybody, seen_now = FoundPeople.none(), []
        if self._seen % OVERVIEW_EVERY == 0 or not self._groups:
            everybody = self._network.look(picture, region, OVERVIEW_SIZE)
            everybody = everybody.chosen(everybody.scores >= OUTSIDER)
            seen_now = [bound(body) for body in everybody.keypoints]
            self._groups = group(seen_now + self._groups)
        self._seen += 1
        close, boxes = FoundPeople.none(), []
        for i, box in enumerate(self._groups):
            # The tallest group is taken for the couple until tracking knows better; so is any in which two were seen.
            pair = i == 0 or max(count_in(box, people) for people in (self._boxes, seen_now)) >= 2
            found = look_closely(self._network, picture, box, pair=pair, couples=self._couples)
            close = close + found
            boxes += [bound(body) for body in found.chosen(found.scores >= OUTSIDER).keypoints]
        found = drop_doubles(close + drop_doubles(everybody), ALTERNATIVE)
        if region is not None:
            found = found.chosen(_find_within(found, region))
        self._groups, self._boxes = group(boxes), boxes
        return FrameBodies.of(found, picture)


def _find_within(found: FoundPeople, region: Region) -> NDArray[np.bool_]:
    """(n,) who is in a region."""
    middles = find_middles(found.keypoints)
    return np.asarray(((middles >= region[:2]) & (middles <= region[2:])).all(1))
