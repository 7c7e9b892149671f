"""The registry of pose models."""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from danceai.common.contracts.base import Message, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

Backend = Literal["litert", "onnxruntime", "triton"]
LooksAt = Literal["picture", "person"]
Finds = Literal["boxes", "joints"]


Share = Annotated[float, Field(ge=0, le=1)]


def _rising(knots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if any(after[0] <= before[0] or after[1] < before[1] for before, after in pairwise(knots)):
        raise ValueError("What the model says must rise from knot to knot, and what it means must never fall.")
    return knots


Knots = Annotated[list[tuple[Share, Share]], Field(max_length=100), AfterValidator(_rising)]
"""What a model says of a joint (0..1), and what the reference says where it is as often right; linear between.

The reference is MoveNet MultiPose as published. No knots: both mean the same. `danceai evaluate confidences`
measures them.
"""


class PoseModelStats(Message):
    """How good a model was on reviewed frames."""

    oks_mean: float
    phantom_rate: float
    frames: int


class PoseModel(Reply):
    """One entry of the model registry."""

    name: str
    backend: Backend
    adapter: str
    looks_at: LooksAt
    finds: Finds
    needs: list[Finds]
    """What the model may find that is named as `detector`; empty = it needs none"""
    source: str
    width: int
    height: int
    keypoints: str
    licence: str
    version: str
    detector: str | None
    built_in: bool
    active: bool
    available: bool
    default: bool
    stats: PoseModelStats | None
    calibration: Knots


class PoseKeypoints(Message):
    """Joints that a kind of networks may find, and what another model must find for it then."""

    name: str
    needs: list[Finds]
    """Empty = it finds people itself"""


class PoseAdapter(Message):
    """One kind of networks: what may be registered of it."""

    name: str
    looks_at: LooksAt
    """A picture, or the crop around one person, whom the model named as `detector` finds"""
    finds: Finds
    keypoints: list[PoseKeypoints]


class PoseModels(PageReply):
    """The registry, and the kinds of networks that it can hold."""

    models: list[PoseModel]
    adapters: list[PoseAdapter]


class ListPoseModels(Paged, Request[PoseModels], service="pose", needs=Permission.SEE_STUDIO):
    """Which pose models this installation has."""


class RegisterPoseModel(Request[PoseModel], service="pose", needs=Permission.MANAGE_PLATFORM):
    """Add a model whose file or served form the operator supplies."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,60}$")
    backend: Backend
    adapter: str = Field(pattern=r"^[a-z][a-z0-9_]{1,60}$")
    """Name of one of the adapters that the registry lists"""
    source: str = Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$")
    """File in the models folder, or name of the served model"""
    version: str = Field(default="", pattern=r"^[0-9]*$")
    width: int = Field(ge=32, le=2048)
    height: int = Field(ge=32, le=2048)
    keypoints: str = "coco_17"
    licence: str = Field(default="", max_length=200)
    detector: str | None = None
    calibration: Knots = []


class EditPoseModel(Request[PoseModel], service="pose", needs=Permission.MANAGE_PLATFORM):
    """Change what is given; the rest stays."""

    name: str
    active: bool | None = None
    default: bool | None = None
    source: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$")
    version: str | None = Field(default=None, pattern=r"^[0-9]*$")
    licence: str | None = Field(default=None, max_length=200)
    stats: PoseModelStats | None = None
    calibration: Knots | None = None
