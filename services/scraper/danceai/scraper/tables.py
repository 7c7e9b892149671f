"""What scraper keeps: official results."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.results import PanelMarks
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, ToCouple
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of scraper."""


class ResultRow(Tenant, Base):
    """A couple's place in one competition."""

    __tablename__ = "results"
    tied = ToCouple()
    called = "result"

    id: Mapped[UUID] = own_id()
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    competition: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date] = mapped_column(Date)
    dance: Mapped[str | None] = mapped_column(Text)
    place: Mapped[int] = mapped_column(Integer)
    entries: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    marks: Mapped[PanelMarks | None] = mapped_column(Typed(PanelMarks))
    """What each judge gave, where it is known"""
