"""What an analysis has found: metrics, components, music, cameras. The numbers every text and page must agree with."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from danceai.common.contracts.base import Camera, Dance, Language, Message, Reply, Request
from danceai.common.contracts.videos import QualityLine
from danceai.common.identity import Permission
from danceai.common.numbers import write_share


class Span(Message):
    """A part of the first camera's video that is not scored: where the tracking fails, or nobody dances."""

    start: float = Field(ge=0)
    end: float = Field(gt=0)

    @model_validator(mode="after")
    def _forward(self) -> "Span":
        if self.end <= self.start:
            raise ValueError("The end of an excluded span must lie behind its start.")
        return self


class MetricValue(Message):
    """One measured property of the dancing. `value` is None when it is not assessable, with the reason."""

    name: str
    deficit: str
    component: str
    value: float | None
    low: float | None = None
    high: float | None = None
    """5th and 95th percentile of the value when bars are redrawn and joints shaken by their jitter"""
    unit: str
    coverage: float
    frames: int
    score: float | None = None
    scored: bool = True
    """False: shown for information, part of no component"""
    cause: str = ""
    """Why there is no value, as a word that the catalogue of metrics has a sentence for in every language. Empty where
    there is one, and in results from before this was told"""
    reason: str = ""
    """The same as an English sentence"""
    camera: Camera | None = None
    moments: list[float] = []
    """Seconds into the video of the worst moments, worst first."""
    best_moments: list[float] = []


class SubScore(Message):
    """One sub-criterion of a component, to a tenth of a point; an aid to reading, not a mark."""

    name: str
    score: float
    low: float
    high: float
    coverage: float


Cause = Literal["", "side", "still", "music", "excluded", "noise", "seen"]


class ComponentScore(Message):
    """One component, quantised to half points (JS 3.0: quarters), with its interval and how much of it was seen."""

    code: str
    score: float | None
    low: float | None
    high: float | None
    coverage: float
    reason: str = ""
    cause: Cause = ""
    """Why it has no score, as a word that every language has a sentence for: filmed from the side, nobody moves, no
    music to dance to, too much was excluded, nothing larger than the tracking's jitter, too little was seen. Empty
    where it has one, and in results from before this was told"""
    parts: list[SubScore] = []


BarSource = Literal["", "heard", "tapped", "moved", "none"]
"""Where bars come from: the sound, somebody's taps, the couple's own movement, or there are none; empty in results from
before it was told"""


class MusicFacts(Message):
    """What was heard; `assessable` is False with a reason where there is nothing to hold the couple's timing against.

    Bars may be there all the same: then tempo, beats and confidence are those of the couple's own movement.
    """

    assessable: bool
    bars_from: BarSource = ""
    reason: str = ""
    warning: Literal["", "wrong_tempo", "wrong_dance"] = ""
    sounds_like: Dance | None = None
    beats_per_minute: float | None = None
    bars_per_minute: float | None = None
    official_bars_per_minute: tuple[float, float] | None = None
    drift: float = 0.0
    """Change of the tempo over the video, share of the tempo"""
    confidence: float = 0.0
    beats: list[float] = []
    beats_per_bar: int = 0
    first_downbeat: int = 0


class Deficit(Message):
    """Something to work on, worst first."""

    name: str
    metric: str
    component: str
    severity: float
    """0..1"""
    moments: list[float] = []


class CameraFacts(Message):
    """What one camera contributed."""

    view: str
    """front | diagonal | side"""
    angle: QualityLine | None = None
    """The same as a line of the quality report; None where nobody was seen, and in results from before it was told"""
    coverage: float
    """Share of frames in which both dancers were seen"""
    starts_later_by: float = 0.0
    """Seconds after the first camera"""
    synchronised_by: Literal["sound", "motion", "none"] = "none"


class Notice(Message):
    """What must be known before scores are read, as a word that every language has a sentence for."""

    code: Literal["couple_lost", "shots", "lead_unsure"]
    """The couple was not seen for long; the video is put together of several shots; who leads is a guess"""
    camera: Camera
    value: float
    """Share of the time without the couple, 0..1; number of shots; probability that lead and follow are right, 0..1"""

    @property
    def shown(self) -> str:
        """The value as every language writes it."""
        return f"{self.value:.0f}" if self.code == "shots" else write_share(self.value)


class Result(Message):
    """Everything that was measured, heard and scored; the numbers every text and page must agree with."""

    components: list[ComponentScore]
    total: float | None
    metrics: list[MetricValue]
    music: MusicFacts
    deficits: list[Deficit]
    view: str
    """Of the first camera that could be used: front | diagonal | side"""
    cameras: dict[Camera, CameraFacts]
    profile: str
    excluded: list[Span] = []
    latency_ms: float | None = None
    """Confirmed delay of the sound; None = a constant lateness up to 50 ms is not held against the couple"""
    notices: list[Notice] = []
    """What stands above the scores, the gravest first"""

    @property
    def scored(self) -> list[ComponentScore]:
        """The components that have a score: what else was measured is neither praised nor found fault with."""
        return [row for row in self.components if row.score is not None]

    def say_notices(self, sentences: Mapping[str, str], camera: str) -> list[str]:
        """The notices in one language's sentences, by code and with {value}; before each `camera` where it matters."""
        several = len(self.cameras) > 1
        return [
            (camera.format(camera=notice.camera) if several else "") + sentences[notice.code].format(value=notice.shown)
            for notice in self.notices
        ]

    @property
    def blocked(self) -> Cause:
        """The one reason why nothing at all has a score; empty where something has, or where reasons differ."""
        causes = {self.find_cause(row) for row in self.components}
        return causes.pop() if len(causes) == 1 else ""

    def find_cause(self, row: ComponentScore) -> Cause:
        """Why a component has no score."""
        if row.cause or row.score is not None:
            return row.cause
        if self.view == "side":
            return "side"
        return "music" if row.code == "MM" and not self.music.assessable else "seen"


class ComponentDescription(Message):
    """One component of the judging system."""

    code: str
    title: str


class DeficitDescription(Message):
    """One word of the vocabulary of what can be wrong or good; a sub-criterion of its metrics' component."""

    name: str
    """As results keep it"""
    title: str
    strength: str
    """As part of a sentence, where it is what a couple does best"""


class ReasonDescription(Message):
    """Why something could not be measured."""

    code: str
    """As results keep it"""
    sentence: str


class MetricDescription(Message):
    """One metric: its words, and how its numbers are written."""

    name: str
    """As results keep it"""
    title: str
    fault: str
    """What is said to the couple where it is a thing to work on, with {value}; empty where it is never scored"""
    excess: str = ""
    """The same where the value lies beyond the best; empty where there cannot be too much"""
    best: float
    """The value that is worth most"""
    component: str
    deficit: str
    unit: str
    suffix: str
    """Printed behind the number"""
    digits: int
    """After the decimal point"""
    scored: bool
    """False: shown for information"""
    dances: list[Dance]
    """In which it means something"""


class MetricCatalogue(Reply):
    """Everything that is measured, in the order of reports and in one language."""

    language: Language
    components: list[ComponentDescription]
    deficits: list[DeficitDescription]
    metrics: list[MetricDescription]
    reasons: list[ReasonDescription]


class ListMetrics(Request[MetricCatalogue], service="scoring", needs=Permission.SEE_ANALYSES):
    """What is measured: names, units with their rounding, components and sentences in a language."""

    language: Language = Language.EN
