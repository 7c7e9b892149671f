"""Where a single-person network looks, and whom it saw in which box. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import HIPS, SHOULDERS
from danceai.pose.body.oks import SAME_BODY, areas, oks, suppress_doubles
from danceai.pose.finding.groups import box_of, count_in
from danceai.pose.finding.one_stage import ALTERNATIVE, SURE
from danceai.pose.networks.adapters.found import Floats, Found, boxes_of
from danceai.pose.networks.adapters.geometry import overlaps, suppress_boxes

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
        return cls(boxes_of(np.empty((0, 4)), np.empty(0)), np.empty(0, np.bool_))

    def with_detected(self, found: Floats, *, ask: bool) -> "Boxes":
        """Detected boxes (n, 6), and these where nothing was detected. A pair stays one, unless all are to be asked."""
        found = found[suppress_boxes(found[:, :4], found[:, 4], SAME_BOX)]
        alike = overlaps(found, self.places)
        pair = (alike * self.pair).max(1, initial=0) > SAME_PAIR
        lost = alike.max(0, initial=0) < CARRIED_BOX
        places = np.concatenate([found, self.places[lost]])[:MOST_PEOPLE]
        known = np.concatenate([pair, self.pair[lost]])[:MOST_PEOPLE]
        return Boxes(places, known | ask, asked=ask)


@dataclass(frozen=True)
class Seen:
    """Bodies of one frame, and the number of the box each was seen in (n,)."""

    found: Found
    box: NDArray[np.intp]

    @classmethod
    def of(cls, joints: Floats, boxes: Floats, numbers: NDArray[np.intp]) -> "Seen":
        """The poses (n, 133, 3) in boxes (n, 6) that show a person.

        Box times joints ranks them, as MMPose's CocoMetric does; the root keeps it a confidence.
        """
        scores = np.sqrt(boxes[:, 4] * joints[:, :17, 2].mean(1))
        shown = np.flatnonzero((joints[:, :17, 2] > CONFIDENT).sum(1) >= LEAST_JOINTS)
        return cls(Found(joints[shown], scores[shown]), numbers[shown])

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(self.found + other.found, np.concatenate([self.box, other.box]))

    def chosen(self, which: list[int]) -> "Seen":
        """The bodies with these places."""
        return Seen(self.found.chosen(which), self.box[which])

    def distinct(self, threshold: float = SAME_BODY) -> "Seen":
        """Best first, without bodies that a better one already is."""
        return self.chosen(suppress_doubles(self.found.joints[:, :17], self.found.scores, threshold))

    def unlike(self, others: "Seen") -> "Seen":
        """Without bodies whose sure joints are those of another one: they are what the paint left of him."""
        own = np.where(self.found.joints[:, None, :17, 2:] > CONFIDENT, self.found.joints[:, None, :17, :2], np.nan)
        other = others.found.joints[None, :, :17]
        alike = oks(own, other, areas(other))
        return self.chosen([i for i, row in enumerate(alike) if (row < ALTERNATIVE).all()])

    def hiding(self, boxes: Boxes) -> "Seen":
        """Bodies behind whom a partner may be: in a pair's box, the best one beside whom no other one is sure."""
        around = [box_of(joints) for joints in self.found.joints]
        tallest = max((box[3] - box[1] for box in around), default=0.0)
        sure = [box for box, score in zip(around, self.found.scores, strict=True) if score >= SURE]
        chosen: list[int] = []
        for i, box in enumerate(around):
            beside = count_in(box, sure) - (self.found.scores[i] >= SURE)
            in_question = boxes.pair[self.box[i]] and box[3] - box[1] >= TALL * tallest
            if in_question and not beside and not any(count_in(around[k], [box]) for k in chosen):
                chosen.append(i)
        return self.chosen(chosen)

    def next_boxes(self, boxes: Boxes) -> Boxes:
        """Around the bodies of each of these boxes, best first; a pair is one until it is asked for again."""
        own = boxes_around(self.found.joints)
        numbers = list(dict.fromkeys(self.box.tolist()))
        taken = [own[self.box == number] for number in numbers]
        places = [[*part[:, :2].min(0), *part[:, 2:4].max(0), *part[0, 4:]] for part in taken]
        known = boxes.pair[numbers] & (not boxes.asked)
        pair = known | np.array([len(part) > 1 for part in taken], np.bool_)
        return Boxes(np.array(places, np.float32).reshape(-1, 6), pair)


def boxes_around(joints: Floats) -> Floats:
    """Boxes (n, 6) around the sure joints of poses (n, 17 or more, 3), with mean confidence, leaning as the trunk.

    Where few joints are sure, all count.
    """
    body = joints[:, :23]
    if not len(body):
        return Boxes.none().places
    shown = body[..., 2] > CONFIDENT
    shown |= shown.sum(1, keepdims=True) < LEAST_JOINTS
    sure = np.where(shown[..., None], body[..., :2], np.nan)
    low, high = np.nanmin(sure, axis=1), np.nanmax(sure, axis=1)
    margin = WIDENED * (high - low) + 1
    trunk = sure[:, SHOULDERS].mean(1) - sure[:, HIPS].mean(1)
    leaning = np.nan_to_num(np.arctan2(trunk[:, 0], -trunk[:, 1]))
    return boxes_of(np.concatenate([low - margin, high + margin], 1), np.nanmean(body[..., 2], axis=1), leaning)
