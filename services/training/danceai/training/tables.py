"""What training keeps: datasets, their frames, and files made of them."""

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ColumnElement, DateTime, Float, Integer, Text, Uuid, false, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.datasets import Annotation, Rendering, Selection
from danceai.common.contracts.frames import Person
from danceai.common.contracts.training_runs import Comparison, CurvePoint, Recipe, Split, UsedDataset
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, Through, ToCouples
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of training."""


def _folder(studio_id: UUID, dataset_id: UUID) -> str:
    """Where the objects of a dataset lie."""
    return f"{studio_id}/datasets/{dataset_id}"


class DatasetRow(Tenant, Base):
    """A name and the analyses it draws from. State: extracting, ready, failed, cancelled."""

    __tablename__ = "datasets"
    tied = ToCouples()
    called = "dataset"

    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    analyses: Mapped[list[UUID]] = mapped_column(Typed(list[UUID]))
    couples: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    """Who is seen in it; null in datasets older than the column: only admins reach those"""
    selection: Mapped[Selection] = mapped_column(Typed(Selection))
    state: Mapped[str] = mapped_column(Text)
    run: Mapped[int] = mapped_column(Integer)
    """Counts the extractions"""
    error_message: Mapped[str | None] = mapped_column(Text)
    annotation: Mapped[Annotation | None] = mapped_column(Typed(Annotation))
    rendering: Mapped[Rendering | None] = mapped_column(Typed(Rendering))
    """What is drawn, where it is no recording's"""
    annotation_run: Mapped[int] = mapped_column(Integer, default=0)
    """Counts the annotations: answers to an earlier one are not wanted any more"""
    annotation_heard_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the last annotation was ordered, or last heard of"""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    @property
    def folder(self) -> str:
        """Where its objects lie."""
        return _folder(self.studio_id, self.id)


class FrameRow(Tenant, Base):
    """A picture with the joints of both dancers."""

    __tablename__ = "frames"
    tied = Through(DatasetRow, "dataset_id")
    called = "frame"

    id: Mapped[UUID] = own_id()
    """Made of the dataset, the analysis, the camera and the number: taken twice it is the same"""
    dataset_id: Mapped[UUID] = mapped_column(Uuid)
    analysis_id: Mapped[UUID] = mapped_column(Uuid)
    couple_id: Mapped[UUID | None] = mapped_column(Uuid)
    """Null in frames older than the column"""
    camera: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Integer)
    second: Mapped[float] = mapped_column(Float)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    bytes: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    suspicion: Mapped[float] = mapped_column(Float)
    suspicions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    people: Mapped[list[Person]] = mapped_column(Typed(list[Person]))
    confidence: Mapped[list[list[float]]] = mapped_column(Typed(list[list[float]]), default=list)
    """(2, 17) how sure the network was of each joint, 1 where a person has put it; empty in older rows"""
    version: Mapped[int] = mapped_column(Integer)
    annotated_by: Mapped[str] = mapped_column(Text)
    awaits: Mapped[int] = mapped_column(Integer, default=0)
    """The annotation of its dataset that has still to look at it; 0 = none"""
    held_by: Mapped[UUID | None] = mapped_column(Uuid)
    holder: Mapped[str | None] = mapped_column(Text)
    """The name of whoever holds it"""
    held_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    changed_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), onupdate=func.now()
    )
    gone: Mapped[bool] = mapped_column(Boolean, default=False)
    """Thrown out: it is not taken again"""

    @property
    def picture_key(self) -> str:
        """The frame as a JPEG."""
        return f"{_folder(self.studio_id, self.dataset_id)}/frames/{self.id}.jpg"

    @property
    def thumbnail_key(self) -> str:
        """The same, small."""
        return f"{_folder(self.studio_id, self.dataset_id)}/frames/{self.id}.small.jpg"

    @property
    def keys(self) -> tuple[str, str]:
        """Both."""
        return self.picture_key, self.thumbnail_key

    @classmethod
    def with_another(cls, user_id: UUID) -> ColumnElement[bool]:
        """Whether somebody else holds it, for queries; never unknown."""
        return func.coalesce((cls.held_until > func.now()) & (cls.held_by != user_id), false())


class TrainingRunRow(Tenant, Base):
    """A model that learns from datasets. State: waiting, training, evaluating, done, failed, cancelled."""

    __tablename__ = "training_runs"
    tied = ToCouples()
    called = "training run"

    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    couples: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    """Who is seen in what it learns from"""
    base_model: Mapped[str] = mapped_column(Text)
    recipe: Mapped[Recipe] = mapped_column(Typed(Recipe))
    used: Mapped[list[UsedDataset]] = mapped_column(Typed(list[UsedDataset]))
    split: Mapped[Split | None] = mapped_column(Typed(Split))
    curve: Mapped[list[CurvePoint]] = mapped_column(Typed(list[CurvePoint]))
    state: Mapped[str] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    base_key: Mapped[str | None] = mapped_column(Text)
    """Where the base model was lent to"""
    difference: Mapped[float | None] = mapped_column(Float)
    stopped_early: Mapped[bool] = mapped_column(Boolean, default=False)
    revision: Mapped[str] = mapped_column(Text, default="")
    evaluation: Mapped[Comparison | None] = mapped_column(Typed(Comparison))
    model: Mapped[str | None] = mapped_column(Text)
    promoted: Mapped[bool] = mapped_column(Boolean, default=False)
    replaced: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When pose was asked for its part"""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def folder(self) -> str:
        """Where its objects lie."""
        return f"{self.studio_id}/training/{self.id}"

    def key(self, name: str) -> str:
        """One of them."""
        return f"{self.folder}/{name}"

    @property
    def model_name(self) -> str:
        """What the result is registered as: after what it comes from, and after the run."""
        origin = re.sub(r"-tuned-[0-9a-f]{8}$", "", self.base_model)
        return f"{origin[:40]}-tuned-{self.id.hex[:8]}"


class ExportRow(Tenant, Base):
    """Datasets as a file. State: running, done, failed."""

    __tablename__ = "exports"
    tied = ToCouples()
    called = "export"

    id: Mapped[UUID] = own_id()
    datasets: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    couples: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    """Who is seen in them"""
    state: Mapped[str] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    @property
    def key(self) -> str:
        """The file's object, in the folder of the first dataset."""
        return f"{_folder(self.studio_id, self.datasets[0])}/exports/{self.id}.json"


class ImportRow(Tenant, Base):
    """A file of joints for the frames of a dataset. State: sending, running, done, failed."""

    __tablename__ = "imports"
    tied = Through(DatasetRow, "dataset_id")
    called = "import"

    id: Mapped[UUID] = own_id()
    dataset_id: Mapped[UUID] = mapped_column(Uuid)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    taken: Mapped[int] = mapped_column(Integer, default=0)
    kept: Mapped[int] = mapped_column(Integer, default=0)
    strangers: Mapped[int] = mapped_column(Integer, default=0)
    faults: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    @property
    def key(self) -> str:
        """The file as it was sent."""
        return f"{_folder(self.studio_id, self.dataset_id)}/imports/{self.id}.json"
