"""Where a single-person network looks, and whom it saw in which box. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_AND_FEET, BODY_JOINTS, HIPS, SHOULDERS
from danceai.pose.body.oks import SAME_BODY, measure_areas, measure_oks, suppress_doubles
from danceai.pose.finding.groups import bound, count_in
from danceai.pose.finding.one_stage import ALTERNATIVE, SURE
from danceai.pose.networks.answers import FoundPeople, make_boxes
from danceai.pose.networks.geometry import measure_overlaps, suppress_boxes

SAME_BOX = 0.8
CARRIED_BOX = 0.5
"""Overlap from which a detected box takes the place of a carried one."""
SAME_PAIR = 0.3
"""Overlap from which what was known of a carried box holds for a detected one."""
WIDENED = 0.08
"""Carried boxes grow by this share: their dancer has moved on."""
CONFIDENT = 0.25
LEAST_JOINTS = 6
MOST_PEOPLE = 12
TALL = 0.6
"""Of the tallest one's height, from which on somebody may be half of a couple."""


@dataclass(frozen=True)
class Boxes:
    """Where to look."""

    places: Floats
    """(n, 6): x0, y0, x1, y1 in pixels, score, and how far somebody leans clockwise (radians)"""
    pair: NDArray[np.bool_]
    """(n,) whether two people are in a box"""
    asked: bool = False
    """Whether `pair` is a question; then it is true of every box"""

    @classmethod
    def none(cls) -> "Boxes":
        """Nowhere."""
        return cls(make_boxes(np.empty((0, 4)), np.empty(0)), np.empty(0, np.bool_))

    def with_detected(self, found: Floats, *, ask: bool) -> "Boxes":
        """Detected boxes (n, 6), and these where nothing was detected. A pair stays one, unless all are to be asked."""
        found = found[suppress_boxes(found[:, :4], found[:, 4], SAME_BOX)]
        alike = measure_overlaps(found, self.places)
        pair = (alike * self.pair).max(1, initial=0) > SAME_PAIR
        lost = alike.max(0, initial=0) < CARRIED_BOX
        places = np.concatenate([found, self.places[lost]])[:MOST_PEOPLE]
        known = np.concatenate([pair, self.pair[lost]])[:MOST_PEOPLE]
        return Boxes(places, known | ask, asked=ask)


@dataclass(frozen=True)
class SeenInBoxes:
    """Bodies of one frame, and the number of the box each was seen in (n,)."""

    people: FoundPeople
    box: NDArray[np.intp]

    @classmethod
    def of(cls, poses: KeyPoints, boxes: Floats, numbers: NDArray[np.intp]) -> "SeenInBoxes":
        """The poses (n, 133) in boxes (n, 6) that show a person.

        Box times joints ranks them, as MMPose's CocoMetric does; the root keeps it a confidence.
        """
        confidence = poses.joints(BODY_JOINTS).confidence
        scores = np.sqrt(boxes[:, 4] * confidence.mean(1))
        shown = np.flatnonzero((confidence > CONFIDENT).sum(1) >= LEAST_JOINTS)
        return cls(FoundPeople(poses[shown], scores[shown]), numbers[shown])

    @property
    def bodies(self) -> KeyPoints:
        """The body's joints (n, 17) of each."""
        return self.people.keypoints.joints(BODY_JOINTS)

    def __add__(self, other: "SeenInBoxes") -> "SeenInBoxes":
        return SeenInBoxes(self.people + other.people, np.concatenate([self.box, other.box]))

    def chosen(self, which: list[int]) -> "SeenInBoxes":
        """The bodies with these places."""
        return SeenInBoxes(self.people.chosen(which), self.box[which])

    def without_doubles(self, threshold: float = SAME_BODY) -> "SeenInBoxes":
        """Best first, without bodies that a better one already is."""
        return self.chosen(suppress_doubles(self.bodies, self.people.scores, threshold))

    def unlike(self, others: "SeenInBoxes") -> "SeenInBoxes":
        """Without bodies whose sure joints are those of another one: they are what the paint left of him."""
        own, other = self.bodies.where(self.bodies.confidence > CONFIDENT).xy[:, None], others.bodies.xy[None]
        likeness = measure_oks(own, other, measure_areas(other))
        return self.chosen([i for i, row in enumerate(likeness) if (row < ALTERNATIVE).all()])

    def hiding(self, boxes: Boxes) -> "SeenInBoxes":
        """Bodies behind whom a partner may be: in a pair's box, the best one beside whom no other one is sure."""
        around = [bound(body) for body in self.people.keypoints]
        tallest = max((box[3] - box[1] for box in around), default=0.0)
        sure = [box for box, score in zip(around, self.people.scores, strict=True) if score >= SURE]
        chosen: list[int] = []
        for i, box in enumerate(around):
            beside = count_in(box, sure) - (self.people.scores[i] >= SURE)
            in_question = boxes.pair[self.box[i]] and box[3] - box[1] >= TALL * tallest
            if in_question and not beside and not any(count_in(around[k], [box]) for k in chosen):
                chosen.append(i)
        return self.chosen(chosen)

    def next_boxes(self, boxes: Boxes) -> Boxes:
        """Around the bodies of each of these boxes, best first; a pair is one until it is asked for again."""
        own = put_boxes_around(self.people.keypoints)
        numbers = list(dict.fromkeys(self.box.tolist()))
        taken = [own[self.box == number] for number in numbers]
        places = [[*part[:, :2].min(0), *part[:, 2:4].max(0), *part[0, 4:]] for part in taken]
        known = boxes.pair[numbers] & (not boxes.asked)
        pair = known | np.array([len(part) > 1 for part in taken], np.bool_)
        return Boxes(np.array(places, np.float32).reshape(-1, 6), pair)


def put_boxes_around(bodies: KeyPoints) -> Floats:
    """Boxes (n, 6) around the sure joints of bodies (n, 17 or more), with mean confidence, leaning as the trunk.

    Where few joints are sure, all count.
    """
    body = bodies.joints(BODY_AND_FEET)
    if not len(body):
        return Boxes.none().places
    shown = body.confidence > CONFIDENT
    shown |= shown.sum(1, keepdims=True) < LEAST_JOINTS
    sure = body.where(shown).xy
    low, high = np.nanmin(sure, axis=1), np.nanmax(sure, axis=1)
    margin = WIDENED * (high - low) + 1
    trunk = sure[:, SHOULDERS].mean(1) - sure[:, HIPS].mean(1)
    leaning = np.nan_to_num(np.arctan2(trunk[:, 0], -trunk[:, 1]))
    return make_boxes(np.concatenate([low - margin, high + margin], 1), np.nanmean(body.confidence, axis=1), leaning)
