"""Pictures of datasets that a pose model is asked to look at, and what it finds in them."""

from typing import Annotated

from pydantic import Field

from danceai.common.contracts.base import Event, Id, Job, Message

MOST_PICTURES = 32
"""Of one job: a worker is never busy with it for long, and its answer is small enough to be told"""
MOST_BODIES = 12


class PictureToLookAt(Message):
    """A frame and its JPEG in the object store."""

    frame_id: Id
    key: str


class FoundBody(Message):
    """Somebody: COCO's joints as x, y (pixels) and confidence, and how sure the network is of the body."""

    keypoints: Annotated[list[float], Field(min_length=51, max_length=51)]
    score: float


class LookedAt(Message):
    """A frame and everybody in it, best first."""

    frame_id: Id
    bodies: list[FoundBody] = Field(max_length=MOST_BODIES)


class AnnotatePictures(Job, service="pose", limit=600):
    """Find everybody in some pictures."""

    dataset_id: Id
    run: int
    model: str
    pictures: Annotated[list[PictureToLookAt], Field(min_length=1, max_length=MOST_PICTURES)]


class PicturesAnnotated(Event):
    """What was found."""

    dataset_id: Id
    run: int
    model: str
    """What exactly ran: name and version"""
    looked_at: list[LookedAt]


class AnnotatingFailed(Event):
    """The pictures could not be looked at, and why."""

    dataset_id: Id
    run: int
    message: str
