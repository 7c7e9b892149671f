"""What transcription keeps: transcripts, searchable."""

from uuid import UUID

from sqlalchemy import Float, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.base import Dance
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, ToStudio
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of transcription."""


class TranscriptRow(Tenant, Base):
    """A transcript; `search` (a generated tsvector column) is not mapped, only queried."""

    __tablename__ = "transcripts"
    tied = ToStudio()
    called = "transcript"

    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    dances: Mapped[list[Dance]] = mapped_column(Typed(list[Dance]))
    segments: Mapped[list[TranscriptSegment]] = mapped_column(Typed(list[TranscriptSegment]))
    words: Mapped[str] = mapped_column(Text)
    segment_count: Mapped[int] = mapped_column(Integer)
    seconds: Mapped[float] = mapped_column(Float)
    """Until the end of its last segment"""
