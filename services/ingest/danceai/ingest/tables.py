"""What ingest keeps: sessions and their videos."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Float, Integer, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.base import Camera
from danceai.common.contracts.videos import Crop, Film, QualityLine, VideoFacts
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, Through, ToCouple, ToUser
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of ingest."""


class SessionRow(Tenant, Base):
    """One upload of one dance by one couple."""

    __tablename__ = "sessions"
    tied = ToCouple()
    called = "session"

    id: Mapped[UUID] = own_id()
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    dance: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    created_by: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class VideoRow(Tenant, Base):
    """One camera's file. State: uploading, checking, ready, rejected."""

    __tablename__ = "videos"
    tied = Through(SessionRow, "session_id")
    called = "video"

    id: Mapped[UUID] = own_id()
    session_id: Mapped[UUID] = mapped_column(Uuid)
    camera: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    crop: Mapped[Crop | None] = mapped_column(Typed(Crop))
    facts: Mapped[VideoFacts | None] = mapped_column(Typed(VideoFacts))
    quality: Mapped[list[QualityLine] | None] = mapped_column(Typed(list[QualityLine]))
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

    @property
    def made_folder(self) -> str:
        """What the probe made; a new crop makes new ones, analyses go on reading the old."""
        return f"{self.folder}/r{self.revision}"

    def made_key(self, name: str) -> str:
        """An object the probe made."""
        return f"{self.made_folder}/{name}"

    @property
    def pictures(self) -> str:
        """Where samples lie until somebody has looked for people in them."""
        return self.made_key("pictures")

    @property
    def film(self) -> Film | None:
        """The checked video as others work on it; None before."""
        if self.state != "ready" or self.facts is None:
            return None
        return Film(
            video_id=self.id,
            camera=Camera(self.camera),
            rendition_key=self.made_key("rendition.mp4"),
            audio_key=self.made_key("audio.flac") if self.facts.has_audio else None,
            facts=self.facts,
        )


class UsageRow(Tenant, Base):
    """What one admitted upload takes of the quotas."""

    __tablename__ = "usage"
    tied = ToUser()
    called = "upload"

    video_id: Mapped[UUID] = own_id()
    user_id: Mapped[UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    seconds: Mapped[float] = mapped_column(Float)
    """Declared, then measured"""
    released: Mapped[bool] = mapped_column(default=False)
