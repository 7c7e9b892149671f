"""Transcripts of lessons: saved, searched, exported."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from danceai.common.contracts.base import Dance, Id, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

LARGEST = 1_000_000
"""Bytes of text in one transcript: some fifteen hours of speech"""
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


class TranscriptSummary(Message):
    """A transcript as it is listed, without its text."""

    id: Id
    name: str
    dances: list[Dance]
    segments: int
    seconds: float
    """Until the end of its last segment"""


class TranscriptHits(PageReply):
    """Transcripts as they are listed."""

    transcripts: list[TranscriptSummary]


class GetTranscript(Request[Transcript], service="transcription", needs=Permission.TRANSCRIBE):
    """A transcript with its text."""

    transcript_id: Id


class SaveTranscript(Request[Transcript], service="transcription", needs=Permission.TRANSCRIBE):
    """Put a transcript into the library, or replace one."""

    transcript_id: Id | None = None
    name: Name
    dances: list[Dance] = Field(default=[], max_length=10)
    segments: list[TranscriptSegment] = Field(min_length=1, max_length=20_000)


class SearchTranscripts(Paged, Request[TranscriptHits], service="transcription", needs=Permission.TRANSCRIBE):
    """Full-text search, best first and on one page; without words everything is listed, by name."""

    words: Annotated[str, Field(max_length=200)] = ""


class TranscriptFile(Reply):
    """A transcript as a file's text."""

    file_name: str
    content: str


class ExportTranscript(Request[TranscriptFile], service="transcription", needs=Permission.TRANSCRIBE):
    """As plain text, SubRip or WebVTT."""

    transcript_id: Id
    form: Literal["txt", "srt", "vtt"]
