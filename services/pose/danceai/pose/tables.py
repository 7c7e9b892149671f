"""What pose keeps: the model registry, runs over one video and their segments."""

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, LargeBinary, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.videos import Film
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, ToNobody
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of pose."""


class ModelRow(Base):
    """One model of the registry; the same for all studios."""

    __tablename__ = "models"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    backend: Mapped[Any] = mapped_column(Text)
    adapter: Mapped[Any] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    keypoints: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    detector: Mapped[str | None] = mapped_column(Text)
    built_in: Mapped[bool]
    active: Mapped[bool]
    is_default: Mapped[bool]
    stats: Mapped[dict[str, Any] | None] = mapped_column(JSONB, default=None)
    calibration: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))
    """Knots of what its confidences mean"""


class ModelFileRow(Base):
    """The file of a model that was trained here; the same for all studios, as its entry is."""

    __tablename__ = "model_files"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    """Made of what is in it: a file never changes"""
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class RunRow(Tenant, Base):
    """One couple followed through one video. State: running, done, failed, cancelled."""

    __tablename__ = "runs"
    tied = ToNobody()
    called = "pose run"

    id: Mapped[UUID] = own_id()
    analysis_id: Mapped[UUID] = mapped_column(Uuid)
    camera: Mapped[str] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(Integer)
    model: Mapped[str] = mapped_column(Text)
    film: Mapped[Film] = mapped_column(Typed(Film))
    options: Mapped[PoseOptions] = mapped_column(Typed(PoseOptions))
    """What this run was started with"""
    state: Mapped[str] = mapped_column(Text)

    @property
    def folder(self) -> str:
        """Where the run's objects lie."""
        return f"{self.studio_id}/poses/{self.analysis_id}/{self.camera}-{self.attempt}"

    @property
    def segments(self) -> str:
        """Where the bodies of its segments lie, until the couple has been followed."""
        return f"{self.folder}/segments"

    def key(self, name: str) -> str:
        """What others read of this run."""
        return f"{self.folder}/{name}"

    def segment_key(self, number: int) -> str:
        """The bodies of one segment."""
        return f"{self.segments}/{number:05d}.parquet"


class SegmentRow(Tenant, Base):
    """A few seconds of a run: frames [first, last)."""

    __tablename__ = "segments"
    tied = ToNobody()
    called = "segment"

    run_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    done: Mapped[bool] = mapped_column(default=False)
