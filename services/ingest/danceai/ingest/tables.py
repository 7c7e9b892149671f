"""What ingest keeps: sessions and their videos."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Float, Integer, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.tables import own_id, tenant_id


class Base(DeclarativeBase):
    """Tables of ingest."""


class SessionRow(Base):
    """One upload of one dance by one couple."""

    __tablename__ = "sessions"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    dance: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    created_by: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class VideoRow(Base):
    """One camera's file. State: uploading, checking, ready, rejected."""

    __tablename__ = "videos"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    session_id: Mapped[UUID] = mapped_column(Uuid)
    camera: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    upload_id: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    crop: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    quality: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
    error_code: Mapped[str | None] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)

    @property
    def folder(self) -> str:
        """Where the video's objects lie. Keys start with the studio."""
        return f"{self.studio_id}/videos/{self.id}"

    @property
    def original_key(self) -> str:
        """The bytes as they were uploaded."""
        return f"{self.folder}/original"

    def made_key(self, name: str) -> str:
        """An object the probe made; a new crop makes new ones."""
        return f"{self.folder}/r{self.revision}/{name}"


class UsageRow(Base):
    """What one admitted upload takes of the quotas."""

    __tablename__ = "usage"

    studio_id: Mapped[UUID] = tenant_id()
    video_id: Mapped[UUID] = own_id()
    user_id: Mapped[UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    seconds: Mapped[float] = mapped_column(Float)
    """Declared, then measured"""
    released: Mapped[bool] = mapped_column(default=False)
