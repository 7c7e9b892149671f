"""The life of an analysis: what may be asked of scoring, what it works off and what it tells."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Camera, Dance, Event, Id, Job, Language, Message, Reply, Request
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import Result, Span
from danceai.common.contracts.videos import VideoFacts
from danceai.common.identity import Permission


class Step(StrEnum):
    """The stages of an analysis, in order."""

    CHECK = "check"
    POSE = "pose"
    SCORE = "score"
    OVERLAY = "overlay"
    EVALUATE = "evaluate"
    REPORT = "report"


class State(StrEnum):
    """Of an analysis and of each of its stages."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Stage(Message):
    """One stage of one analysis; check and pose exist once per camera."""

    step: Step
    camera: Camera | None = None
    state: State
    attempt: int = 1
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error_code: str | None = None
    error_message: str | None = None


class MusicHints(Message):
    """What somebody has tapped or knows of the music; replaces what is heard."""

    beats_per_minute: float | None = Field(default=None, ge=40, le=260)
    downbeat: float | None = Field(default=None, ge=0, le=7200)
    """Seconds into the video of any first beat of a bar"""


Federation = Literal["wdsf", "wdo"]
ProfileName = Literal["js-2.1", "js-3.0"]


class Configuration(Message):
    """What an analysis was started with; stays with it for ever."""

    pose_model: str = ""
    """Empty = the default of this installation"""
    pose: dict[Camera, PoseOptions] = {}
    """What people know about the couple in each video, and how to look"""
    profile: ProfileName = "js-2.1"
    federation: Federation = "wdsf"
    """Whose tempo ranges hold"""
    music: MusicHints = MusicHints()
    exclusions: list[Span] = Field(default=[], max_length=200)
    latency_ms: float | None = Field(default=None, ge=-1000, le=1000)
    """How much later than the picture the recording's sound is; None = nobody has confirmed it"""
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
    state: State
    configuration: Configuration
    stages: list[Stage]
    created_at: datetime
    finished_at: datetime | None = None
    error_message: str | None = None
    result: Result | None = None
    evaluation: str | None = None
    files: list[str] = []
    based_on: Id | None = None
    """The analysis whose poses were scored again"""


class Analyses(Reply):
    """A page of analyses, newest first."""

    analyses: list[Analysis]
    next_before: datetime | None = None


class StartAnalysis(Request[Analysis], subject="scoring.analyses.start", needs=Permission.ANALYSE):
    """Analyse a session; waits by itself until its videos are checked."""

    session_id: Id
    configuration: Configuration = Configuration()


class GetAnalysis(Request[Analysis], subject="scoring.analyses.get", needs=Permission.SEE_ANALYSES):
    """One analysis."""

    analysis_id: Id


class ListAnalyses(Request[Analyses], subject="scoring.analyses.list", needs=Permission.SEE_ANALYSES):
    """The studio's analyses, newest first."""

    couple_id: Id | None = None
    session_id: Id | None = None
    state: State | None = None
    before: datetime | None = None
    limit: int = Field(default=50, ge=1, le=200)


class CancelAnalysis(Request[Analysis], subject="scoring.analyses.cancel", needs=Permission.ANALYSE):
    """Stop working on it; what is finished stays."""

    analysis_id: Id


class RetryStage(Request[Analysis], subject="scoring.analyses.retry", needs=Permission.ANALYSE):
    """Run one stage again, and whatever builds on it."""

    analysis_id: Id
    step: Step
    camera: Camera | None = None


class RescoreAnalysis(Request[Analysis], subject="scoring.analyses.rescore", needs=Permission.ANALYSE):
    """Score the same poses again as a new analysis, so that both can be compared; what is left out stays as it was."""

    analysis_id: Id
    exclusions: list[Span] | None = Field(default=None, max_length=200)
    music: MusicHints | None = None
    latency_ms: float | None = Field(default=None, ge=-1000, le=1000)
    federation: Federation | None = None
    profile: ProfileName | None = None
    debug_overlay: bool | None = None
    language: Language | None = None


class FileLink(Reply):
    """A signed address, good for a while."""

    name: str
    url: str
    expires_in_seconds: int


class GetFile(Request[FileLink], subject="scoring.files.get", needs=Permission.SEE_FILES):
    """Where one output can be downloaded."""

    analysis_id: Id
    name: str = Field(min_length=1, max_length=80)


class GetPosesKey(Request[FileLink], subject="scoring.poses.get", needs=Permission.SEE_FILES):
    """Where the poses of a finished analysis lie (for other services): an object key, not an address."""

    analysis_id: Id


class BeginAnalysis(Job, subject="jobs.scoring.begin"):
    """Look where the session's videos stand and set the stages going."""

    analysis_id: Id


class ScoreAnalysis(Job, subject="jobs.scoring.score"):
    """Beats, metrics, components."""

    analysis_id: Id
    attempt: int


class RenderOverlay(Job, subject="jobs.scoring.render"):
    """The annotated video."""

    analysis_id: Id
    attempt: int


class WriteReport(Job, subject="jobs.scoring.report"):
    """The PDF and the data files."""

    analysis_id: Id
    attempt: int


class AnalysisFinished(Event, subject="events.analysis.finished.v1"):
    """All outputs are stored."""

    analysis_id: Id
    session_id: Id
    couple_id: Id
    dance: Dance | None = None
    started_by: Id | None = None
    """Like the dance, missing in events that were told before anybody asked for it"""
    score: float | None = None
    """Mean of the components, where all of them could be scored"""


class AnalysisFailed(Event, subject="events.analysis.failed.v1"):
    """A stage could not be done."""

    analysis_id: Id
    session_id: Id
    couple_id: Id
    dance: Dance | None = None
    started_by: Id | None = None
    step: Step
    message: str


class AnalysisCancelled(Event, subject="events.analysis.cancelled.v1"):
    """Nobody wants it any more."""

    analysis_id: Id
