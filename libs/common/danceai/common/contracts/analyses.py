"""The life of an analysis: what may be asked of scoring, what it works off and what it tells."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from danceai.common.contracts.analysis_files import PlayedFilm
from danceai.common.contracts.base import (
    Camera,
    Dance,
    Done,
    Event,
    Id,
    Insight,
    Job,
    Language,
    Message,
    Reply,
    Request,
)
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import Result, Span
from danceai.common.contracts.videos import VideoFacts
from danceai.common.identity import Permission


class StageName(StrEnum):
    """The stages of an analysis, in order."""

    CHECK = "check"
    POSE = "pose"
    SCORE = "score"
    OVERLAY = "overlay"
    EVALUATE = "evaluate"
    REPORT = "report"


def part_of(name: StageName, camera: Camera | None = None) -> str:
    """How a stage is called in live progress: `pose/A`, `score`."""
    return f"{name}/{camera}" if camera else name.value


def stage_of(part: str) -> tuple[StageName, Camera | None]:
    """What `part_of` made. Raises ValueError."""
    name, _, camera = part.partition("/")
    return StageName(name), Camera(camera) if camera else None


class LifeState(StrEnum):
    """Of an analysis and of each of its stages."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = (LifeState.RUNNING, LifeState.WAITING)
"""Of an analysis: it runs, or waits until the studio has a place for it"""


class Stage(Message):
    """One stage of one analysis; check and pose exist once per camera."""

    name: StageName
    camera: Camera | None = None
    state: LifeState
    attempt: int = 1
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error_code: str | None = None
    error_message: str | None = None
    can_retry: bool = False
    """Whether it may be run again: it is not in work, what it needs is there, and it did not fail for good"""


class MusicHints(Message):
    """What somebody has tapped or knows of the music; replaces what is heard."""

    beats_per_minute: float | None = Field(default=None, ge=40, le=260)
    downbeat: float | None = Field(default=None, ge=0, le=7200)
    """Seconds into the video of any first beat of a bar"""


Federation = Literal["wdsf", "wdo"]
CalibrationName = Literal["js-2.1", "js-3.0"]


class Configuration(Message):
    """What an analysis was started with; stays with it for ever."""

    pose_model: str = ""
    """Empty = the default of this installation"""
    pose: dict[Camera, PoseOptions] = {}
    """What people know about the couple in each video, and how to look"""
    profile: CalibrationName = "js-2.1"
    federation: Federation = "wdsf"
    """Whose tempo ranges hold"""
    music: MusicHints = MusicHints()
    exclusions: list[Span] = Field(default=[], max_length=200)
    latency_ms: float | None = Field(default=None, ge=-1000, le=1000)
    """How much later than the picture the recording's sound is; None = nobody has confirmed it"""
    swapped: dict[Camera, bool] = {}
    """Where people have said who leads: whether the lead that was found is the follow. Cameras not named were not
    asked about"""
    insight: Insight = Insight.STANDARD
    """How deep the evaluation goes"""
    debug_overlay: bool = False
    """Also draw every detected body and what tracking made of it (admins)"""


class AnalysisDocument(Message):
    """analysis.json: one analysis for other programs. Its JSON Schema is docs/analysis.schema.json."""

    format: Literal["danceai.analysis/2"] = "danceai.analysis/2"
    analysis_id: Id
    session_id: Id
    couple: str
    dance: Dance
    language: Language
    configuration: Configuration
    video: VideoFacts
    """Of the first camera"""
    poses: dict[Camera, str]
    """The pose model, per camera"""
    result: Result
    evaluation: str


class Analysis(Reply):
    """One run of one configuration over one session."""

    id: Id
    session_id: Id
    couple_id: Id
    dance: Dance
    language: Language
    state: LifeState
    configuration: Configuration
    stages: list[Stage]
    created_at: datetime
    finished_at: datetime | None = None
    error_message: str | None = None
    result: Result | None = None
    evaluation: str | None = None
    files: list[str] = []
    films: dict[Camera, PlayedFilm] = {}
    networks: dict[Camera, str] = {}
    """The pose model that has looked at each camera's video, with its version; from when there are poses"""
    based_on: Id | None = None
    """The analysis whose poses were scored again"""


class StartAnalysis(Request[Analysis], service="scoring", needs=Permission.ANALYSE):
    """Analyse a session; waits by itself until its videos are checked."""

    session_id: Id
    configuration: Configuration = Configuration()


class GetAnalysis(Request[Analysis], service="scoring", needs=Permission.SEE_ANALYSES):
    """One analysis."""

    analysis_id: Id


class CancelAnalysis(Request[Analysis], service="scoring", needs=Permission.ANALYSE):
    """Stop working on it; what is finished stays."""

    analysis_id: Id


class DeleteAnalysis(Request[Done], service="scoring", needs=Permission.ANALYSE):
    """Delete one that has ended, with everything it has made; the recording stays, and so does what it has cost."""

    analysis_id: Id


class RetryStage(Request[Analysis], service="scoring", needs=Permission.ANALYSE):
    """Run one stage again, and whatever builds on it."""

    analysis_id: Id
    stage: StageName
    camera: Camera | None = None


class RescoreAnalysis(Request[Analysis], service="scoring", needs=Permission.ANALYSE):
    """Score the same poses again as a new analysis, so that both can be compared; what is left out stays as it was."""

    analysis_id: Id
    dance: Dance | None = None
    """Where another one was danced than was entered"""
    exclusions: list[Span] | None = Field(default=None, max_length=200)
    music: MusicHints | None = None
    latency_ms: float | None = Field(default=None, ge=-1000, le=1000)
    federation: Federation | None = None
    profile: CalibrationName | None = None
    swapped: dict[Camera, bool] | None = None
    debug_overlay: bool | None = None
    language: Language | None = None
    insight: Insight | None = None


class BeginAnalysis(Job, service="scoring", limit=60):
    """Look where the session's videos stand and set the stages going."""

    analysis_id: Id


class ScoreAnalysis(Job, service="scoring"):
    """Beats, metrics, components."""

    analysis_id: Id
    attempt: int


class RenderOverlay(Job, service="scoring", limit=3600, slots=2, per_studio=1):
    """The annotated video."""

    analysis_id: Id
    attempt: int


class WriteReport(Job, service="scoring", limit=300):
    """The PDF and the data files."""

    analysis_id: Id
    attempt: int


class AnalysisFinished(Event):
    """All outputs are stored."""

    analysis_id: Id
    session_id: Id
    couple_id: Id
    dance: Dance | None = None
    started_by: Id | None = None
    """Like the dance, missing in events that were told before anybody asked for it"""
    score: float | None = None
    """Mean of the components, where all of them could be scored"""


class AnalysisFailed(Event):
    """A stage could not be done."""

    analysis_id: Id
    session_id: Id
    couple_id: Id
    dance: Dance | None = None
    started_by: Id | None = None
    stage: StageName
    code: str = ""
    """Empty in events that were told before anybody asked for it"""
    message: str


class AnalysisCancelled(Event):
    """Nobody wants it any more."""

    analysis_id: Id
    attempts: dict[Camera, int] = {}
    """Up to which attempt each camera's poses were cancelled: later ones may be wanted before this is heard. Empty in
    events from before it was told"""


class AnalysisDeleted(Event):
    """It is gone, and what others keep of it may go."""

    analysis_id: Id
    unused_poses: list[Id]
    """Analyses whose poses nobody needs any more: its own, unless they are scored again somewhere"""
