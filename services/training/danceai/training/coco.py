"""Frames as COCO keypoints JSON. Pure.

Format: https://cocodataset.org/#format-data (keypoints: x, y, visibility; 0 not labelled, 1 hidden, 2 visible).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from danceai.common.contracts.frames import Person
from danceai.common.offload import keep_going
from danceai.common.skeleton import BODY, BODY_COUNT, LIMBS

CATEGORY = {
    "id": 1,
    "name": "person",
    "supercategory": "person",
    "keypoints": BODY,
    "skeleton": [[a + 1, b + 1] for a, b in LIMBS if max(a, b) < BODY_COUNT],
}
ROLES = ("lead", "follow")


def name_picture(analysis: UUID, camera: str, number: int) -> str:
    """What a frame's picture is called in files: tells which one it is wherever the file has been meanwhile."""
    return f"{analysis}_{camera}_{number:06d}.jpg"


@dataclass(frozen=True)
class Labelled:
    """A picture with its two dancers, lead first."""

    file_name: str
    width: int
    height: int
    people: Sequence[Person]
    about: dict[str, Any]
    """What else is said of the picture"""


def annotation(person: Person, number: int, image: int, role: str) -> dict[str, Any] | None:
    """One dancer; None when nothing of him is labelled."""
    joints = np.asarray(person.keypoints).reshape(-1, 3)
    labelled = joints[joints[:, 2] > 0, :2]
    if len(labelled) == 0:
        return None
    low, high = labelled.min(0), labelled.max(0)
    width, height = (high - low).tolist()
    return {
        "id": number,
        "image_id": image,
        "category_id": 1,
        "iscrowd": 0,
        "role": role,
        "bbox": [round(value, 2) for value in (*low.tolist(), width, height)],
        "area": round(width * height, 2),
        "num_keypoints": len(labelled),
        "keypoints": person.keypoints,
    }


def document(frames: Sequence[Labelled]) -> dict[str, Any]:
    """One COCO document, ids counted through."""
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for frame in frames:
        keep_going()
        image = len(images) + 1
        size = {"width": frame.width, "height": frame.height}
        images.append({"id": image, "file_name": frame.file_name, **size, **frame.about})
        for person, role in zip(frame.people, ROLES, strict=True):
            row = annotation(person, len(annotations) + 1, image, role)
            if row:
                annotations.append(row)
    return {"images": images, "annotations": annotations, "categories": [CATEGORY]}
