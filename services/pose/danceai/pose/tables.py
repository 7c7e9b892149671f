"""What pose keeps: runs over one video and their segments."""

from uuid import UUID

from sqlalchemy import Float, Integer, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.tables import own_id, tenant_id


class Base(DeclarativeBase):
    """Tables of pose."""


class RunRow(Base):
    """One couple followed through one video. State: running, done, failed, cancelled."""

    __tablename__ = "runs"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    analysis_id: Mapped[UUID] = mapped_column(Uuid)
    camera: Mapped[str] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(Integer)
    model: Mapped[str] = mapped_column(Text)
    rendition_key: Mapped[str] = mapped_column(Text)
    frames: Mapped[int] = mapped_column(Integer)
    fps: Mapped[float] = mapped_column(Float)
    state: Mapped[str] = mapped_column(Text)

    def key(self, name: str) -> str:
        """An object of this run."""
        return f"{self.studio_id}/analyses/{self.analysis_id}/pose/{self.camera}-{self.attempt}/{name}"


class SegmentRow(Base):
    """A few seconds of a run: frames [first, last)."""

    __tablename__ = "segments"

    studio_id: Mapped[UUID] = tenant_id()
    run_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    done: Mapped[bool] = mapped_column(default=False)
