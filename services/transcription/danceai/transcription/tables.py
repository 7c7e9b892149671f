"""What transcription keeps: recordings on their way to text, and the library of what became of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Float, Integer, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.base import Dance
from danceai.common.contracts.transcripts import TranscriptSegment, Word
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, ToStudio
from danceai.common.database.tables import own_id
from danceai.transcription.sound import LISTENED

FOLDER = "lessons"


class Base(DeclarativeBase):
    """Tables of transcription."""


class TranscriptionRow(Tenant, Base):
    """A recording. State: uploading, waiting, running, done, failed, cancelled."""

    __tablename__ = "transcriptions"
    tied = ToStudio()
    called = "recording"

    id: Mapped[UUID] = own_id()
    file_name: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    task: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    language_probability: Mapped[float | None] = mapped_column(Float)
    seconds: Mapped[float | None] = mapped_column(Float)
    done_seconds: Mapped[float] = mapped_column(Float, default=0.0)
    """Up to here everything is written down: where the next attempt begins"""
    told_seconds: Mapped[float] = mapped_column(Float, default=0.0)
    """Of them, those that the studio's account knows"""
    segment_count: Mapped[int] = mapped_column(Integer, default=0)
    has_picture: Mapped[bool] = mapped_column(Boolean, default=False)
    error_code: Mapped[str | None] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    renewed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    """When somebody last went on with the upload"""

    @property
    def folder(self) -> str:
        """Where its objects lie. Keys start with the studio."""
        return f"{self.studio_id}/{FOLDER}/{self.id}"

    @property
    def original_key(self) -> str:
        """The bytes as they were uploaded."""
        return f"{self.folder}/original"

    @property
    def sound_key(self) -> str:
        """To listen to, in any browser."""
        return f"{self.folder}/{LISTENED}"


class SegmentRow(Tenant, Base):
    """One thing said in a recording, as Whisper heard it."""

    __tablename__ = "segments"
    tied = ToStudio()
    called = "segment"

    transcription_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    start: Mapped[float] = mapped_column(Float)
    end: Mapped[float] = mapped_column(Float)
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[list[Word]] = mapped_column(Typed(list[Word]))


class HotWordsRow(Tenant, Base):
    """Words a studio expects to be said."""

    __tablename__ = "hot_words"
    tied = ToStudio()
    called = "list of words"

    words: Mapped[list[str]] = mapped_column(Typed(list[str]))


class TranscriptRow(Tenant, Base):
    """A transcript; `search` (a generated tsvector column) is not mapped, only queried."""

    __tablename__ = "transcripts"
    tied = ToStudio()
    called = "transcript"

    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    dances: Mapped[list[Dance]] = mapped_column(Typed(list[Dance]))
    language: Mapped[str] = mapped_column(Text)
    segments: Mapped[list[TranscriptSegment]] = mapped_column(Typed(list[TranscriptSegment]))
    words: Mapped[str] = mapped_column(Text)
    """Name and text as they are searched: of Chinese, all pairs of characters"""
    segment_count: Mapped[int] = mapped_column(Integer)
    seconds: Mapped[float] = mapped_column(Float)
    """Until the end of its last segment"""
    version: Mapped[int] = mapped_column(Integer)
    transcription_id: Mapped[UUID | None] = mapped_column(Uuid)
    changes: Mapped[int] = mapped_column(Integer, default=0)
    """Passages of the version before that are not in this one, or the other way round, whichever are more"""
    saved_by: Mapped[UUID] = mapped_column(Uuid)
    author: Mapped[str] = mapped_column(Text, default="")
    """As they were called then"""
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class VersionRow(Tenant, Base):
    """A transcript as it was before somebody saved it again."""

    __tablename__ = "transcript_versions"
    tied = ToStudio()
    called = "version"

    transcript_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    dances: Mapped[list[Dance]] = mapped_column(Typed(list[Dance]))
    language: Mapped[str] = mapped_column(Text)
    segments: Mapped[list[TranscriptSegment]] = mapped_column(Typed(list[TranscriptSegment]))
    segment_count: Mapped[int] = mapped_column(Integer)
    changes: Mapped[int] = mapped_column(Integer, default=0)
    saved_by: Mapped[UUID] = mapped_column(Uuid)
    author: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PassageRow(Tenant, Base):
    """A segment as it is searched; `search` (a generated tsvector column) is not mapped, only queried."""

    __tablename__ = "passages"
    tied = ToStudio()
    called = "passage"

    transcript_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    start: Mapped[float] = mapped_column(Float)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
