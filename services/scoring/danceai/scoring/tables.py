"""What scoring keeps: analyses and their stages. The analysis row is the single record of the life cycle."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Computed, DateTime, Double, Integer, Text, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import FollowedCouple
from danceai.common.contracts.scores import ComponentScore, Result
from danceai.common.contracts.videos import Film
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, Through, ToCouple, ToNobody
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of scoring."""


class AnalysisRow(Tenant, Base):
    """One run of one configuration over one session."""

    __tablename__ = "analyses"
    tied = ToCouple()
    called = "analysis"

    id: Mapped[UUID] = own_id()
    session_id: Mapped[UUID] = mapped_column(Uuid)
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    dance: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    recordings: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Names of the files it was started with"""
    configuration: Mapped[Configuration] = mapped_column(Typed(Configuration))
    films: Mapped[dict[Camera, Film]] = mapped_column(Typed(dict[Camera, Film]))
    """The checked videos, each as it was when its check was done"""
    poses: Mapped[dict[Camera, FollowedCouple]] = mapped_column(Typed(dict[Camera, FollowedCouple]))
    result: Mapped[Result | None] = mapped_column(Typed(Result))
    total: Mapped[float] = mapped_column(Double, Computed("coalesce((result->>'total')::double precision, 0)"))
    """Of the result, kept apart so that lists need not read all of it; 0 = none"""
    components: Mapped[list[ComponentScore] | None] = mapped_column(
        Typed(list[ComponentScore]), Computed("result->'components'")
    )
    """Also of the result"""
    evaluation: Mapped[str | None] = mapped_column(Text)
    files: Mapped[dict[str, str]] = mapped_column(JSONB)
    created_by: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    based_on: Mapped[UUID | None] = mapped_column(Uuid)
    """The analysis whose poses were scored again"""

    def key(self, name: str) -> str:
        """An output object of this analysis."""
        return f"{self.studio_id}/analyses/{self.id}/{name}"


class StageRow(Tenant, Base):
    """One stage; camera is empty where the stage is not per camera."""

    __tablename__ = "stages"
    tied = Through(AnalysisRow, "analysis_id")
    called = "stage"

    analysis_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    camera: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    error_code: Mapped[str | None] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    final: Mapped[bool] = mapped_column(default=False)
    """Whether it failed for a reason that another attempt would meet again"""


class DeletedAnalysis(Tenant, Base):
    """That there was an analysis: deleting gives nobody another one for free."""

    __tablename__ = "deleted_analyses"
    tied = ToNobody()
    called = "deleted analysis"

    id: Mapped[UUID] = own_id()
    created_by: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
