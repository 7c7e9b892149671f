"""What pose is asked to do and what it tells when a couple has been followed through a video."""

from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Camera, Event, Id, Job, Message, Reply, Request
from danceai.common.identity import Permission

Backend = Literal["litert", "onnxruntime", "triton"]
PoseAdapter = Literal[
    "movenet_maps",
    "movenet_multipose",
    "movenet_single",
    "rtmo",
    "yolo_pose",
    "rtmpose",
    "heatmap",
    "blazepose",
    "blazepose_detector",
    "yolox",
    "rtmdet",
]


class PoseModelStats(Message):
    """How good a model was on reviewed frames."""

    oks_mean: float
    phantom_rate: float
    frames: int


class PoseModel(Reply):
    """One entry of the model registry."""

    name: str
    backend: Backend
    adapter: PoseAdapter
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


class PoseModels(Reply):
    """The registry."""

    models: list[PoseModel]


class ListPoseModels(Request[PoseModels], subject="pose.models.list", needs=Permission.SEE_ANALYSES):
    """Which pose models this installation has."""


class RegisterPoseModel(Request[PoseModel], subject="pose.models.register", needs=Permission.MANAGE_PLATFORM):
    """Add a model whose file or served form the operator supplies."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,60}$")
    backend: Backend
    adapter: PoseAdapter
    source: str = Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$")
    """File in the models folder, or name of the served model"""
    version: str = Field(default="", pattern=r"^[0-9]*$")
    width: int = Field(ge=32, le=2048)
    height: int = Field(ge=32, le=2048)
    keypoints: str = "coco_17"
    licence: str = Field(default="", max_length=200)
    detector: str | None = None


class EditPoseModel(Request[PoseModel], subject="pose.models.edit", needs=Permission.MANAGE_PLATFORM):
    """Change what is given; the rest stays."""

    name: str
    active: bool | None = None
    default: bool | None = None
    source: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$")
    version: str | None = Field(default=None, pattern=r"^[0-9]*$")
    licence: str | None = Field(default=None, max_length=200)
    stats: PoseModelStats | None = None


class PersonBox(Message):
    """A person in a picture, pixels; score 0..1."""

    x: float
    y: float
    width: float
    height: float
    score: float


class PeopleInPictures(Reply):
    """For every picture the people found in it."""

    pictures: list[list[PersonBox]]


class FindPeople(Request[PeopleInPictures], subject="pose.people.find", needs=Permission.UPLOAD):
    """Look for people in a few stored pictures (JPEG objects of the studio)."""

    keys: list[str] = Field(max_length=16)


class Box(Message):
    """Corners in pixels of the rendition."""

    x0: float
    y0: float
    x1: float
    y1: float


class Seed(Message):
    """Where the couple is at a moment."""

    frame: int = Field(ge=0)
    box: Box


class KnownDancer(Message):
    """At this frame the dancer at this place is the lead or the follow."""

    frame: int = Field(ge=0)
    x: float
    y: float
    role: Literal["lead", "follow"]


class FrameSpan(Message):
    """Frames [first, last)."""

    first: int = Field(ge=0)
    last: int


class PoseOptions(Message):
    """How to look for the couple, and what people know about it."""

    face: bool = True
    hands: bool = True
    """Keep these joints where the model has them"""
    detect_every: int = Field(default=10, ge=1, le=300)
    """Frames between two looks of the detector, where the model needs one"""
    seeds: list[Seed] = Field(default=[], max_length=500)
    """The couple's box at moments; interpolated between them"""
    look_only_there: bool = False
    """The seeds bound the region in which anybody is looked for at all"""
    excluded: list[FrameSpan] = Field(default=[], max_length=200)
    identities: list[KnownDancer] = Field(default=[], max_length=200)


class FollowCouple(Job, subject="jobs.pose.plan"):
    """Find and follow the couple in one video: cuts it into segments that any pose worker may take."""

    analysis_id: Id
    video_id: Id
    camera: Camera
    attempt: int
    model: str = ""
    """Empty = the default of this installation"""
    options: PoseOptions = PoseOptions()
    rendition_key: str
    frames: int
    fps: float
    width: int
    height: int


class FindBodies(Job, subject="jobs.pose.segment"):
    """Every body in the frames [first, last) of one video."""

    run_id: Id
    segment: int


class TrackCouple(Job, subject="jobs.pose.track"):
    """All segments are in: choose the couple and follow it."""

    run_id: Id


class PoseFinished(Event, subject="events.pose.finished.v1"):
    """The couple's poses are stored (two persons, lead first)."""

    analysis_id: Id
    camera: Camera
    attempt: int
    poses_key: str
    bodies_key: str
    track_key: str
    """Per frame which body was taken for whom, and how sure the tracking was"""
    model: str
    """What exactly ran: name and version"""
    coverage: float
    """Share of frames in which both dancers were seen, not only inferred from partner and time."""


class PoseFailed(Event, subject="events.pose.failed.v1"):
    """The couple could not be followed, and why."""

    analysis_id: Id
    camera: Camera
    attempt: int
    code: str
    message: str
