"""What the phrase bank keeps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Float, Integer, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from danceai.coaching.tables import Base
from danceai.common.database.reach import Tenant, ToNobody, ToStudio
from danceai.common.database.tables import own_id


class PhraseRow(Tenant, Base):
    """One phrase. State: new, accepted, rejected."""

    __tablename__ = "phrases"
    tied = ToStudio()
    called = "phrase"

    id: Mapped[UUID] = own_id()
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    deficit: Mapped[str] = mapped_column(Text)
    dance: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    edited: Mapped[bool] = mapped_column(default=False)
    """Somebody has touched it: it stays, whatever becomes of the transcript"""
    uses: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class PhraseSourceRow(Tenant, Base):
    """A place where a phrase is said."""

    __tablename__ = "phrase_sources"
    tied = ToStudio()
    called = "place"

    phrase_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    transcript_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    second: Mapped[float] = mapped_column(Float, primary_key=True)


class PhraseUseRow(Tenant, Base):
    """A report that a phrase stands in."""

    __tablename__ = "phrase_uses"
    tied = ToNobody()
    called = "use"

    report_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    phrase_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
