"""Transcripts, datasets and official results: the services beside the main job."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from danceai.common.contracts.base import Dance, Id, Message, Name, Reply, Request
from danceai.common.identity import Permission
from danceai.common.judging import TOLERANCE, JudgingSystem

LONGEST = 100 * 3600.0
"""Seconds of a recording that can be transcribed"""


class TranscriptSegment(Message):
    """What was said between two moments (seconds)."""

    start: float = Field(ge=0, le=LONGEST)
    end: float = Field(ge=0, le=LONGEST)
    text: Annotated[str, Field(min_length=1, max_length=5000)]

    @model_validator(mode="after")
    def _runs_forward(self) -> "TranscriptSegment":
        if self.end < self.start:
            raise ValueError("a segment cannot end before it starts")
        return self


class Transcript(Reply):
    """A named, searchable transcript of a lesson."""

    id: Id
    name: str
    dances: list[Dance]
    segments: list[TranscriptSegment]


class TranscriptHits(Reply):
    """Transcripts that contain the words, best first."""

    transcripts: list[Transcript]


class SaveTranscript(Request[Transcript], subject="transcription.library.save", needs=Permission.TEACH):
    """Put a transcript into the library, or replace one."""

    transcript_id: Id | None = None
    name: Name
    dances: list[Dance] = []
    segments: list[TranscriptSegment] = Field(min_length=1, max_length=20_000)


class SearchTranscripts(Request[TranscriptHits], subject="transcription.library.search", needs=Permission.TEACH):
    """Full-text search; an empty query lists everything."""

    words: Annotated[str, Field(max_length=200)] = ""


class TranscriptFile(Reply):
    """A transcript as a file's text."""

    file_name: str
    content: str


class ExportTranscript(Request[TranscriptFile], subject="transcription.library.export", needs=Permission.TEACH):
    """As plain text, SubRip or WebVTT."""

    transcript_id: Id
    form: Literal["txt", "srt", "vtt"]


class Dataset(Reply):
    """Frames of finished analyses that pose models may learn from."""

    id: Id
    name: str
    analyses: list[Id]


class Datasets(Reply):
    """The studio's datasets."""

    datasets: list[Dataset]


class CreateDataset(Request[Dataset], subject="training.datasets.create", needs=Permission.TEACH):
    """Name a dataset and the analyses it draws from."""

    name: Name
    analyses: list[Id] = Field(min_length=1, max_length=500)


class ListDatasets(Request[Datasets], subject="training.datasets.list", needs=Permission.TEACH):
    """All datasets of the studio."""


class CocoDocument(Reply):
    """COCO keypoints JSON as text."""

    content: str


class ExportCoco(Request[CocoDocument], subject="training.datasets.export", needs=Permission.TEACH):
    """The dataset's poses, one frame in every `every_seconds`, as COCO keypoints."""

    dataset_id: Id
    every_seconds: float = Field(default=2.0, ge=0.1, le=60)


ComponentCode = Literal["TQ", "MM", "PS", "CP", "PB", "QM"]
Mark = Annotated[float, Field(ge=0, le=10)]


class PanelMarks(Message):
    """What each judge gave in one dance, per component (TQ, MM, PS, CP; JS 1.0: PB, QM, MM, PS, CP)."""

    system: JudgingSystem
    components: dict[ComponentCode, list[Mark]] = Field(min_length=1)
    tolerance: float = Field(default=TOLERANCE, gt=0, le=10)
    """JS 3.0: how far from the median a mark still counts; WDSF championships 1.2"""
    reduction: float = Field(default=0, ge=0, le=40)
    """The chairman's"""


class OfficialResult(Reply):
    """A couple's place in a competition, as published or typed in."""

    id: Id
    couple_id: Id
    competition: str
    held_on: date
    dance: Dance | None
    place: int
    entries: int | None
    source: str
    marks: PanelMarks | None = None
    scores: dict[ComponentCode, float] = {}
    """Each component as the panel's system puts its marks together, to a thousandth"""
    total: float | None = None
    """The dance's total as it is published, to a hundredth"""


class OfficialResults(Reply):
    """A couple's results, newest first."""

    results: list[OfficialResult]


class AddResult(Request[OfficialResult], subject="scraper.results.add", needs=Permission.TEACH):
    """Enter a result by hand."""

    couple_id: Id
    competition: Name
    held_on: date
    dance: Dance | None = None
    place: int = Field(ge=1, le=1000)
    entries: int | None = Field(default=None, ge=1, le=1000)
    marks: PanelMarks | None = None
    """Of `dance`, where they were published per judge"""


class ListResults(Request[OfficialResults], subject="scraper.results.list", needs=Permission.SEE_COUPLES):
    """A couple's official results."""

    couple_id: Id
