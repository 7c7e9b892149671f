"""What training keeps: datasets, and files made of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Float, Text, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, Through, ToCouples
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of training."""


class DatasetRow(Tenant, Base):
    """A name and the analyses it draws from."""

    __tablename__ = "datasets"
    tied = ToCouples()
    called = "dataset"

    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    analyses: Mapped[list[UUID]] = mapped_column(Typed(list[UUID]))
    couples: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    """Who is seen in it; null in datasets older than the column: only admins reach those"""


class ExportRow(Tenant, Base):
    """A dataset as a file. State: running, done, failed."""

    __tablename__ = "exports"
    tied = Through(DatasetRow, "dataset_id")
    called = "export"

    id: Mapped[UUID] = own_id()
    dataset_id: Mapped[UUID] = mapped_column(Uuid)
    every_seconds: Mapped[float] = mapped_column(Float)
    state: Mapped[str] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    @property
    def key(self) -> str:
        """The file's object."""
        return f"{self.studio_id}/datasets/{self.dataset_id}/exports/{self.id}.json"
