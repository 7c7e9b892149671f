"""What scraper keeps: official results."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.tables import own_id, tenant_id


class Base(DeclarativeBase):
    """Tables of scraper."""


class ResultRow(Base):
    """A couple's place in one competition."""

    __tablename__ = "results"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    competition: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date] = mapped_column(Date)
    dance: Mapped[str | None] = mapped_column(Text)
    place: Mapped[int] = mapped_column(Integer)
    entries: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    marks: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What each judge gave, where it is known"""
