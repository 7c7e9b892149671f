"""Transcripts of lessons: saved in versions, searched, exported, imported."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from danceai.common.contracts.base import Dance, Done, Event, Id, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

LARGEST = 1_000_000
"""Bytes of text in one transcript: some fifteen hours of speech"""
LONGEST = 100 * 3600.0
"""Seconds of a recording that can be transcribed"""


class Word(Message):
    """One word and when it is said (seconds)."""

    start: float = Field(ge=0, le=LONGEST)
    end: float = Field(ge=0, le=LONGEST)
    text: Annotated[str, Field(min_length=1, max_length=100)]


class TranscriptSegment(Message):
    """What was said between two moments (seconds)."""

    start: float = Field(ge=0, le=LONGEST)
    end: float = Field(ge=0, le=LONGEST)
    text: Annotated[str, Field(min_length=1, max_length=5000)]
    words: list[Word] = Field(default=[], max_length=2000)
    """None where nobody knows when each is said: in files of subtitles"""

    @model_validator(mode="after")
    def _runs_forward(self) -> "TranscriptSegment":
        if self.end < self.start:
            raise ValueError("A segment cannot end before it starts.")
        return self


class Transcript(Reply):
    """A named, searchable transcript of a lesson."""

    id: Id
    name: str
    dances: list[Dance]
    language: str
    """ISO 639; empty where nobody has said"""
    segments: list[TranscriptSegment]
    version: int
    """Counts how often it was saved"""
    transcription_id: Id | None = None
    """Of what recording; None for what was typed in or imported"""
    sound_url: str | None = None
    """To listen to, for some minutes; None without a recording"""
    video_url: str | None = None
    """To look at beside it, where the recording is a film"""
    saved_at: datetime


class Hit(Message):
    """A place in a transcript where a word that was looked for is said."""

    start: float
    text: str


class TranscriptSummary(Message):
    """A transcript as it is listed, without its text."""

    id: Id
    name: str
    dances: list[Dance]
    language: str
    segments: int
    seconds: float
    """Until the end of its last segment"""
    has_sound: bool
    saved_at: datetime
    hits: list[Hit] = []
    """The first places where the words are said"""


class TranscriptHits(PageReply):
    """Transcripts as they are listed."""

    transcripts: list[TranscriptSummary]


class GetTranscript(Request[Transcript], service="transcription", needs=Permission.TRANSCRIBE):
    """A transcript with its text."""

    transcript_id: Id
    version: int | None = Field(default=None, ge=1)
    """None = the newest"""


class SaveTranscript(Request[Transcript], service="transcription", needs=Permission.TRANSCRIBE):
    """Put a transcript into the library, or a new version in place of the last."""

    transcript_id: Id | None = None
    version: int | None = Field(default=None, ge=1)
    """That was changed; refused when somebody has saved another since. None = whatever is there"""
    transcription_id: Id | None = None
    """The recording that it was written down from; kept when left out"""
    name: Name
    dances: list[Dance] = Field(default=[], max_length=10)
    language: Annotated[str, Field(max_length=3, pattern=r"^[a-z]*$")] = ""
    segments: list[TranscriptSegment] = Field(min_length=1, max_length=20_000)


class TranscriptSaved(Event):
    """A transcript has a new version."""

    transcript_id: Id
    version: int


class TranscriptDeleted(Event):
    """A transcript is gone from the library."""

    transcript_id: Id


class DeleteTranscript(Request[Done], service="transcription", needs=Permission.TRANSCRIBE):
    """Take a transcript with all its versions out of the library."""

    transcript_id: Id


class TranscriptVersion(Message):
    """One saving."""

    version: int
    name: str
    segments: int
    changes: int
    """Passages that differ from the version before; 0 where only the name or the dances do"""
    saved_at: datetime
    saved_by: Id
    author: str
    """As they were called then; empty where nobody has noted it"""


class TranscriptVersions(PageReply):
    """Savings, the newest first."""

    versions: list[TranscriptVersion]


class ListTranscriptVersions(Paged, Request[TranscriptVersions], service="transcription", needs=Permission.TRANSCRIBE):
    """When a transcript was saved, and by whom."""

    transcript_id: Id


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


class ImportTranscript(Request[Transcript], service="transcription", needs=Permission.TRANSCRIBE):
    """Put a file of subtitles (SubRip or WebVTT) into the library."""

    file_name: Annotated[str, Field(min_length=1, max_length=255)]
    content: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    dances: list[Dance] = Field(default=[], max_length=10)
    language: Annotated[str, Field(max_length=3, pattern=r"^[a-z]*$")] = ""
