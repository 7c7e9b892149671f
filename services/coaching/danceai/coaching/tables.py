"""What coaching keeps: the texts it wrote."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.reach import Tenant, ToNobody
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of coaching."""


class EvaluationRow(Tenant, Base):
    """The text of one attempt at one analysis."""

    __tablename__ = "evaluations"
    tied = ToNobody()
    called = "evaluation"

    analysis_id: Mapped[UUID] = own_id()
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True)
    language: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    writer: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
