"""Recordings of lessons on their way to text: uploaded, listened to, told segment by segment while it goes on."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from danceai.common.contracts.base import GIB, Done, Event, Id, Job, Paged, PageReply, Reply, Request
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.common.contracts.videos import SentPart, SignedPart
from danceai.common.identity import Permission

HotWord = Annotated[str, Field(min_length=1, max_length=60)]
SpokenLanguage = Annotated[str, Field(min_length=2, max_length=3, pattern=r"^[a-z]+$")]
"""As ISO 639 has it: a lesson may be in any language, not only in one of ours"""


class TranscriptionState(StrEnum):
    """Where a recording is."""

    UPLOADING = "uploading"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


MOVING = (TranscriptionState.UPLOADING, TranscriptionState.WAITING, TranscriptionState.RUNNING)


class TranscriptionTask(StrEnum):
    """What is written down."""

    TRANSCRIBE = "transcribe"
    """In the language that is spoken"""
    TRANSLATE = "translate"
    """In English"""


class Transcription(Reply):
    """One recording and how far its text is."""

    id: Id
    file_name: str
    size_bytes: int
    task: TranscriptionTask
    state: TranscriptionState
    language: str | None = None
    """That is spoken: as asked for, or as heard"""
    language_probability: float | None = None
    """How sure that was heard, 0..1; None before it was, or where it was asked for"""
    seconds: float | None = None
    """Of sound; None before it was read"""
    done_seconds: float = 0.0
    segments: int = 0
    """So far; none at the end: nobody speaks in it"""
    error_code: str | None = None
    error_message: str | None = None
    sound_url: str | None = None
    """To listen to, for some minutes; None before it was read"""
    video_url: str | None = None
    """To look at beside it, where the recording is a film: as it was uploaded, so that not every browser shows it"""
    created_at: datetime


class Transcriptions(PageReply):
    """Recordings as they are listed."""

    transcriptions: list[Transcription]


class TranscriptionSegments(PageReply):
    """What was said, in order."""

    segments: list[TranscriptSegment]
    first: int
    """The number of the first of them"""


class TranscriptionTicket(Reply):
    """Where to send the file, part by part, in any order."""

    transcription_id: Id
    parts: list[SignedPart]
    expires_in_seconds: int


class StartTranscription(Request[TranscriptionTicket], service="transcription", needs=Permission.TRANSCRIBE):
    """Admit one recording; refused before a byte is sent when it can never be transcribed."""

    file_name: Annotated[str, Field(min_length=1, max_length=1024)]
    size_bytes: int = Field(ge=0, le=64 * GIB)
    task: TranscriptionTask = TranscriptionTask.TRANSCRIBE
    language: SpokenLanguage | None = None
    """That is spoken; None = listen for it"""


class ResumeTranscription(Request[TranscriptionTicket], service="transcription", needs=Permission.TRANSCRIBE):
    """Fresh addresses for an upload that was interrupted."""

    transcription_id: Id


class CompleteTranscription(Request[Transcription], service="transcription", needs=Permission.TRANSCRIBE):
    """All parts are there: put them together and begin to listen."""

    transcription_id: Id
    parts: list[SentPart] = Field(min_length=1, max_length=10_000)


class CancelTranscription(Request[Done], service="transcription", needs=Permission.TRANSCRIBE):
    """Stop, wherever it is; what was written down so far stays. Twice is once."""

    transcription_id: Id


class DeleteTranscription(Request[Done], service="transcription", needs=Permission.TRANSCRIBE):
    """Take the recording and its raw text away; a transcript that was saved of it stays, without its sound."""

    transcription_id: Id


class GetTranscription(Request[Transcription], service="transcription", needs=Permission.TRANSCRIBE):
    """One recording."""

    transcription_id: Id


class ListTranscriptions(Paged, Request[Transcriptions], service="transcription", needs=Permission.TRANSCRIBE):
    """Recordings, the newest first."""


class ListTranscriptionSegments(
    Paged, Request[TranscriptionSegments], service="transcription", needs=Permission.TRANSCRIBE
):
    """What was written down so far, in order."""

    transcription_id: Id
    latest: bool = False
    """Only the last page, for who looks on"""


class HotWords(Reply):
    """Words that a listener would else take for others: names of dances and figures, of people and places."""

    words: list[str]


class GetHotWords(Request[HotWords], service="transcription", needs=Permission.TRANSCRIBE):
    """The studio's words."""


class SetHotWords(Request[HotWords], service="transcription", needs=Permission.TRANSCRIBE):
    """Say which words are likely: few, and those alone that are misheard."""

    words: list[HotWord] = Field(max_length=200)


class Transcribe(Job, service="transcription", limit=3600, slots=1, per_studio=1):
    """Listen to a recording from where the last attempt has stopped; a long one is heard in several shifts."""

    transcription_id: Id


class SoundHeard(Event):
    """Whisper has listened to some sound for a studio: a lesson or a part of it, or a voice note."""

    feature: Literal["lesson", "note"]
    model: str
    seconds: float = Field(gt=0)
    user_id: Id | None
    """Whose recording it is"""
