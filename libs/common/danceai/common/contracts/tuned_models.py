"""What pose and training tell each other of models that go on learning."""

from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Event, Id, Job, Message

JointGroup = Literal["head", "arms", "trunk", "legs"]
Heading = Literal["towards", "across", "away"]
"""Which way somebody looks, for the camera"""


class PoseQuality(Message):
    """How right a model is about labelled pictures."""

    frames: int
    people: int
    oks: float
    """Mean over labelled people; who is not found counts 0"""
    average_precision: float
    """COCO's, at OKS .50 to .95"""
    by_group: dict[JointGroup, float]
    """Mean OKS over some of the joints"""
    by_heading: dict[Heading, float] = {}
    """Mean OKS of people who look so; nothing where there is nobody, or where trunks are not labelled"""
    phantom_rate: float
    """Share of confident joints that belong to nobody labelled there, or to somebody else"""


class LendModel(Job, service="pose"):
    """Put a registered model's file where training can read it."""

    run_id: Id
    model: str


class ModelLent(Event):
    """A registered model's file lies in the object store for a day."""

    run_id: Id
    key: str


class RegisterTunedModel(Job, service="pose", limit=3600):
    """Judge what has become of a model, beside the model itself, and register it under a name of its own."""

    run_id: Id
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,60}$")
    base_model: str
    weights_key: str
    held_out_key: str
    """COCO keypoints of the held-out frames; `key` of each image says where its picture lies"""


class TunedModelRegistered(Event):
    """It is in the registry."""

    run_id: Id
    name: str
    base: PoseQuality
    result: PoseQuality


class TuningRefused(Event):
    """Pose cannot do its part of a run, and why."""

    run_id: Id
    message: str
