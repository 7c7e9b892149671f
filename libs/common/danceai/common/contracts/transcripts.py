"""Transcripts of lessons: saved, searched, exported."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from danceai.common.contracts.base import Dance, Id, Message, Name, Reply, Request
from danceai.common.identity import Permission

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


class SaveTranscript(Request[Transcript], service="transcription", needs=Permission.TRANSCRIBE):
    """Put a transcript into the library, or replace one."""

    transcript_id: Id | None = None
    name: Name
    dances: list[Dance] = []
    segments: list[TranscriptSegment] = Field(min_length=1, max_length=20_000)


class SearchTranscripts(Request[TranscriptHits], service="transcription", needs=Permission.TRANSCRIBE):
    """Full-text search; an empty query lists everything."""

    words: Annotated[str, Field(max_length=200)] = ""


class TranscriptFile(Reply):
    """A transcript as a file's text."""

    file_name: str
    content: str


class ExportTranscript(Request[TranscriptFile], service="transcription", needs=Permission.TRANSCRIBE):
    """As plain text, SubRip or WebVTT."""

    transcript_id: Id
    form: Literal["txt", "srt", "vtt"]
