"""What an analysis has left in the object store, for people and for other services."""

from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Camera, Id, Message, Reply, Request
from danceai.common.contracts.poses import FollowedCouple
from danceai.common.contracts.videos import Film
from danceai.common.identity import Permission


class FileLink(Reply):
    """A signed address, good for a while."""

    name: str
    url: str
    expires_in_seconds: int


class GetAnalysisFile(Request[FileLink], service="scoring", needs=Permission.SEE_FILES):
    """Where one output can be downloaded."""

    analysis_id: Id
    name: str = Field(min_length=1, max_length=80)


class PlayedFilm(Message):
    """One camera's video as a player shows it: frame n is the moment n / fps."""

    file: str
    """Name under which the video can be fetched, from when it was checked"""
    skeletons: str | None = None
    """Name of the file with both dancers' joints, frame by frame; None before there is one"""
    frames: int
    fps: float
    width: int
    height: int
    cuts: list[int] = []
    """Frames at which another shot begins"""


class BarValue(Message):
    """A metric over one bar, or over two that follow one another; seconds of the first camera's video."""

    start: float
    end: float
    value: float


class MetricLane(Message):
    """A metric bar by bar; bars in which it was not seen are left out."""

    metric: str
    good_from: float | None
    good_to: float | None
    """Between which values there is nothing to work on; None where that has no end"""
    bars: list[BarValue]


class SignalLane(Message):
    """What a metric is made of, at every `step` seconds from the first frame of the first camera; None = not seen."""

    metric: str
    step: float
    values: list[float | None]


class Lanes(Message):
    """lanes.json: what a player shows under the video. Its times are those of the first camera."""

    format: Literal["danceai.lanes/1"] = "danceai.lanes/1"
    metrics: list[MetricLane]
    signals: list[SignalLane]


class PosesOfAnalysis(Reply):
    """Where the couple's poses lie, by camera, and of whom they are."""

    couple_id: Id
    films: dict[Camera, Film]
    poses: dict[Camera, FollowedCouple]
    swapped: list[Camera] = []
    """Where the first of the two dancers is the follow, as people have said"""


class GetPoses(Request[PosesOfAnalysis], service="scoring", needs=Permission.SEE_FILES):
    """The poses of an analysis, for other services: object keys, not addresses. NotFound before there are any."""

    analysis_id: Id
