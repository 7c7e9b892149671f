"""What pose is asked to do and what it tells when a couple has been followed through a video."""

from pydantic import Field

from danceai.common.contracts.base import Camera, Event, Id, Job, Message, Reply, Request
from danceai.common.identity import Permission

DEFAULT_MODEL = "movenet-multipose-lightning"


class PoseModel(Reply):
    """One entry of the model registry."""

    name: str
    backend: str
    adapter: str
    input_size: int
    keypoints: str
    available: bool
    default: bool


class PoseModels(Reply):
    """The registry."""

    models: list[PoseModel]


class ListPoseModels(Request[PoseModels], subject="pose.models.list", needs=Permission.READ):
    """Which pose models this installation has."""


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


class FindPeople(Request[PeopleInPictures], subject="pose.people.find", needs=Permission.READ):
    """Look for people in a few stored pictures (JPEG objects of the studio)."""

    keys: list[str] = Field(max_length=16)


class FollowCouple(Job, subject="jobs.pose.plan"):
    """Find and follow the couple in one video: cuts it into segments that any pose worker may take."""

    analysis_id: Id
    video_id: Id
    camera: Camera
    attempt: int
    model: str
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
    model: str
    coverage: float
    """Share of frames in which both dancers are known."""


class PoseFailed(Event, subject="events.pose.failed.v1"):
    """The couple could not be followed, and why."""

    analysis_id: Id
    camera: Camera
    attempt: int
    code: str
    message: str
