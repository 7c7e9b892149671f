"""Frames that a model has not learned from, as training puts them into the object store, and how right it is there."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import cv2
import numpy as np

from danceai.common.contracts.tuned_models import Heading, JointGroup, PoseQuality
from danceai.common.frame.objects import JobObjects
from danceai.common.offload import keep_going
from danceai.common.poses import Floats
from danceai.common.skeleton import ANKLES, BODY_COUNT, BODY_JOINTS, ELBOWS, HEAD, KNEES, TRUNK, WRISTS
from danceai.pose.body.oks import AREA_OF_BOX
from danceai.pose.evaluation import quality
from danceai.pose.evaluation.headings import read_headings
from danceai.pose.models.entry import ModelInUse
from danceai.pose.models.loading import find_in_picture
from danceai.pose.settings import PoseSettings
from danceai.pose.video.pictures import Picture

AT_ONCE = 16
"""Pictures held in memory"""
JOINTS_OF: dict[JointGroup, tuple[int, ...]] = {
    "head": tuple(range(BODY_COUNT)[HEAD]),
    "arms": (*ELBOWS, *WRISTS),
    "trunk": TRUNK,
    "legs": (*KNEES, *ANKLES),
}


@dataclass(frozen=True)
class Labelled:
    """A held-out frame and who is in it."""

    picture: Picture
    truth: Floats
    """(people, 17, 3) x, y, COCO visibility"""
    boxes: Floats
    """(people, 4) x, y, width, height"""


class HeldOut:
    """Held-out frames as a COCO file lists them; they can be gone through any number of times."""

    def __init__(self, coco: dict[str, Any], storage: JobObjects) -> None:
        self._images, self._storage = coco["images"], storage
        self._labels: dict[int, list[Any]] = {image["id"]: [] for image in coco["images"]}
        for one in coco["annotations"]:
            self._labels[one["image_id"]].append(one)

    async def parts(self) -> AsyncIterator[list[Labelled]]:
        """A few at a time; without those that are no pictures, or of nobody."""
        for begin in range(0, len(self._images), AT_ONCE):
            part = []
            for image in self._images[begin : begin + AT_ONCE]:
                people = self._labels[image["id"]]
                read = cv2.imdecode(np.frombuffer(await self._storage.get(image["key"]), np.uint8), cv2.IMREAD_COLOR)
                if read is not None and people:
                    joints = np.array([one["keypoints"] for one in people], np.float64).reshape(-1, BODY_COUNT, 3)
                    boxes = np.array([one["bbox"] for one in people], np.float64)
                    part.append(Labelled(np.asarray(read, np.uint8), joints, boxes))
            yield part


class Judge:
    """Gathers how right a model is: about whole bodies, groups of joints and headings."""

    def __init__(self) -> None:
        self._whole = quality.PoseQuality()
        self._groups = {group: quality.PoseQuality() for group in get_args(JointGroup)}
        self._headings: dict[Heading, list[float]] = {heading: [] for heading in get_args(Heading)}

    def look(self, shown: Sequence[Labelled], model: ModelInUse, settings: PoseSettings) -> None:
        """Some pictures, as the product looks at pictures that follow nothing."""
        for one in shown:
            keep_going()
            picture, truth, areas = one.picture, one.truth, AREA_OF_BOX * one.boxes[:, 2] * one.boxes[:, 3]
            bodies, _ = find_in_picture(picture, model, settings)
            found = bodies.keypoints.joints(BODY_JOINTS)
            before = len(self._whole.oks)
            self._whole.add(truth, areas, found, bodies.scores)
            judged = truth[(truth[..., 2] > 0).any(1)]
            for heading, oks in zip(read_headings(judged), self._whole.oks[before:], strict=True):
                if heading is not None:
                    self._headings[heading].append(oks)
            for group, gathered in self._groups.items():
                some = truth.copy()
                some[:, [k for k in range(BODY_COUNT) if k not in JOINTS_OF[group]], 2] = 0
                gathered.add(some, areas, found, bodies.scores)

    @property
    def told(self) -> PoseQuality:
        """What was found."""
        return PoseQuality(
            frames=self._whole.pictures,
            people=len(self._whole.oks),
            oks=round(self._whole.mean_oks, 4),
            average_precision=round(self._whole.average_precision, 4),
            by_group={group: round(gathered.mean_oks, 4) for group, gathered in self._groups.items()},
            by_heading={
                heading: round(float(np.mean(gathered)), 4) for heading, gathered in self._headings.items() if gathered
            },
            phantom_rate=round(self._whole.phantom_rate, 4),
        )
