"""What transcription keeps: transcripts, searchable."""

from typing import Any
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.tables import own_id, tenant_id


class Base(DeclarativeBase):
    """Tables of transcription."""


class TranscriptRow(Base):
    """A transcript; `search` (a generated tsvector column) is not mapped, only queried."""

    __tablename__ = "transcripts"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    dances: Mapped[list[str]] = mapped_column(JSONB)
    segments: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    words: Mapped[str] = mapped_column(Text)
