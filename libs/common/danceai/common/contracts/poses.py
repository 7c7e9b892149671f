"""What pose is asked to do, and what it tells when a couple has been followed through a video."""

from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Camera, Event, Id, Job, Message, Reply, Request
from danceai.common.contracts.videos import Film
from danceai.common.identity import Permission


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


class FindPeople(Request[PeopleInPictures], service="pose", needs=Permission.UPLOAD):
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


class PlanRun(Job, service="pose", limit=60):
    """Find and follow the couple in one video: cuts it into segments that any pose worker may take."""

    analysis_id: Id
    film: Film
    attempt: int
    model: str = ""
    """Empty = the default of this installation"""
    options: PoseOptions = PoseOptions()


class FindBodies(Job, service="pose"):
    """Every body in the frames [first, last) of one video."""

    run_id: Id
    segment: int


class TrackCouple(Job, service="pose"):
    """All segments are in: choose the couple and follow it."""

    run_id: Id


LEAD_CERTAIN = 0.8
"""From this probability on it counts as known who leads; below it people should be asked"""


class FollowedCouple(Message):
    """What is stored of one couple in one video."""

    poses_key: str
    """The two dancers over time, lead first"""
    bodies_key: str
    """Everybody who was found"""
    track_key: str
    """Per frame which body was taken for whom, and how sure the tracking was"""
    model: str
    """What exactly ran: name and version"""
    coverage: float
    """Share of frames in which both dancers were seen, not only inferred from partner and time."""
    lead_certainty: float = 1.0
    """Probability that the dancer taken for the lead leads; 1 where people have said so"""


class PoseFinished(Event):
    """The couple's poses are stored."""

    analysis_id: Id
    camera: Camera
    attempt: int
    couple: FollowedCouple


class PoseFailed(Event):
    """The couple could not be followed, and why."""

    analysis_id: Id
    camera: Camera
    attempt: int
    code: str
    message: str
    final: bool = False
    """Whether another attempt would end the same"""
