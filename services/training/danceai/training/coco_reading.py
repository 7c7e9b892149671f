"""COCO keypoints made elsewhere: what of a file belongs to which frame, and a sentence for each fault. Pure.

CVAT, Label Studio and FiftyOne keep the names of pictures, though with folders or a prefix of their own, and name the
joints in an order of their own.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

import numpy as np
from pydantic import BaseModel, Field, ValidationError

from danceai.common.errors import JobFailed
from danceai.common.offload import keep_going
from danceai.common.skeleton import BODY, BODY_COUNT
from danceai.training.coco import ROLES
from danceai.training.matching import Floats
from danceai.training.people import HIDDEN, UNKNOWN, VISIBLE

NAMED = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([AB])_(\d{6})\.jpe?g$", re.IGNORECASE)
MOST_FAULTS = 20
Place = tuple[UUID, str, int]
"""Analysis, camera and number of a frame"""


class NotCoco(JobFailed):
    """The file is no COCO file with keypoints."""

    code = "not_coco"


class _Image(BaseModel):
    id: int
    file_name: str


class _Category(BaseModel):
    id: int
    name: str = ""
    keypoints: Annotated[list[str], Field(min_length=1, max_length=200)]


class _Annotation(BaseModel):
    image_id: int
    category_id: int
    keypoints: list[float] = []
    role: str | None = None
    attributes: dict[str, Any] = {}


class _Document(BaseModel):
    images: list[_Image]
    annotations: list[_Annotation]
    categories: list[_Category]


@dataclass(frozen=True)
class Labels:
    """Who is labelled in a picture: joints (17, 3) as x, y, visibility; and the role, where the file says it."""

    bodies: list[Floats] = field(default_factory=list)
    roles: list[str | None] = field(default_factory=list)


@dataclass
class Read:
    """What a file holds."""

    labels: dict[Place, Labels] = field(default_factory=dict)
    strangers: int = 0
    """Pictures whose names are not those of frames"""
    faults: list[str] = field(default_factory=list)

    def blame(self, sentence: str) -> None:
        """Keep the first faults."""
        if len(self.faults) < MOST_FAULTS and sentence not in self.faults:
            self.faults.append(sentence)


def read_coco(data: bytes) -> Read:
    """Read a file. Raises NotCoco."""
    document = _parse(data)
    read = Read()
    orders = {one.id: _order(one, read) for one in document.categories}
    images: dict[int, Place] = {}
    for image in document.images:
        if found := NAMED.search(image.file_name):
            images[image.id] = (UUID(found[1]), found[2].upper(), int(found[3]))
            read.labels[images[image.id]] = Labels()
        else:
            read.strangers += 1
    known = {image.id for image in document.images}
    names = {one.id: one.name for one in document.categories}
    for number, one in enumerate(document.annotations, start=1):
        keep_going()
        if one.image_id not in known:
            read.blame(f"Annotation {number} belongs to picture {one.image_id}, which is not in the file.")
        elif one.image_id in images and (order := orders.get(one.category_id)) is not None:
            joints = _joints(one, order, number, read)
            if joints is not None:
                role = one.role or one.attributes.get("role") or names[one.category_id]
                labels = read.labels[images[one.image_id]]
                labels.bodies.append(joints)
                labels.roles.append(role if role in ROLES else None)
        elif one.category_id not in orders:
            read.blame(f"Annotation {number} is of category {one.category_id}, which is not in the file.")
    return read


def _parse(data: bytes) -> _Document:
    try:
        return _Document.model_validate(json.loads(data))
    except (ValueError, RecursionError) as error:  # not JSON, not text, or not of that form
        if isinstance(error, ValidationError):
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the file"
            raise NotCoco(f"This is no file of COCO keypoints: {where}: {first['msg']}.") from error
        raise NotCoco(
            "This file is not JSON. Choose a COCO keypoints file, as CVAT or this page exports it."
        ) from error


def _order(category: _Category, read: Read) -> list[int | None] | None:
    """Where each of a category's joints stands among COCO's 17; None for joints we do not keep, and for no category."""
    plain = [name.strip().lower().replace("-", "_").replace(" ", "_") for name in category.keypoints]
    order = [BODY.index(name) if name in BODY else None for name in plain]
    if not any(place is not None for place in order):
        read.blame(
            f"None of the joints of category {category.name or category.id} has a name of COCO's, as left_wrist."
        )
        return None
    unknown = [name for name, place in zip(category.keypoints, order, strict=True) if place is None]
    if unknown:
        read.blame(f"Joints that are not kept: {', '.join(unknown[:8])}{' and others' if len(unknown) > 8 else ''}.")
    return order


def _joints(one: _Annotation, order: list[int | None], number: int, read: Read) -> Floats | None:
    if len(one.keypoints) != 3 * len(order):
        read.blame(
            f"Annotation {number} has {len(one.keypoints)} numbers for {len(order)} joints; three each are needed."
        )
        return None
    given = np.asarray(one.keypoints, np.float64).reshape(-1, 3)
    if not np.isin(given[:, 2], (UNKNOWN, HIDDEN, VISIBLE)).all():
        read.blame(f"Annotation {number} has a visibility other than 0, 1 and 2.")
        return None
    if not np.isfinite(given).all() or (np.abs(given[:, :2]) > 10_000).any():
        read.blame(f"Annotation {number} has a joint far outside its picture.")
        return None
    joints = np.zeros((BODY_COUNT, 3))
    for place, joint in zip(order, given, strict=True):
        if place is not None and joint[2] != UNKNOWN:
            joints[place] = joint
    return joints
