"""What coaching keeps: the texts it wrote, and what it has asked of language models."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Date, DateTime, Float, Integer, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.contracts.base import Insight, Language
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.evaluations import Paragraph
from danceai.common.contracts.principles import PrincipleText
from danceai.common.database.json_columns import Typed
from danceai.common.database.reach import Tenant, Through, ToCouple, ToStudio
from danceai.common.database.tables import own_id


class Base(DeclarativeBase):
    """Tables of coaching."""


class EvaluationRow(Tenant, Base):
    """The text of one attempt at one analysis."""

    __tablename__ = "evaluations"
    tied = ToCouple()
    called = "evaluation"

    analysis_id: Mapped[UUID] = own_id()
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True)
    language: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    writer: Mapped[str] = mapped_column(Text)
    couple_id: Mapped[UUID | None] = mapped_column(Uuid)
    """None in those from before there were parts; nobody asks for them, and the text is with the analysis"""
    session_id: Mapped[UUID | None] = mapped_column(Uuid)
    dance: Mapped[str] = mapped_column(Text, default="")
    insight: Mapped[str] = mapped_column(Text, default=Insight.STANDARD.value)
    model: Mapped[str] = mapped_column(Text, default="")
    fallback: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[int] = mapped_column(BigInteger, default=0)
    paragraphs: Mapped[list[Paragraph] | None] = mapped_column(Typed(list[Paragraph]))
    words: Mapped[ResultWords | None] = mapped_column(Typed(ResultWords))
    """What its metrics are called, for those who go on talking of it"""
    scores: Mapped[dict[str, float]] = mapped_column(Typed(dict[str, float]), default=dict)
    """By component: what the next one is compared with"""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class CallRow(Tenant, Base):
    """One call of a language model: written before it is made, so that none is made unrecorded.

    Or sound that Whisper has listened to: written when it is told.
    """

    __tablename__ = "calls"
    tied = ToStudio()
    called = "call"

    id: Mapped[UUID] = own_id()
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    month: Mapped[date] = mapped_column(Date)
    """In whose sums it counts"""
    feature: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    user_id: Mapped[UUID | None] = mapped_column(Uuid)
    analysis_id: Mapped[UUID | None] = mapped_column(Uuid)
    state: Mapped[str] = mapped_column(Text)
    reserved: Mapped[int] = mapped_column(BigInteger)
    """Micro-dollars it can come to at most"""
    cost: Mapped[int] = mapped_column(BigInteger)
    """Micro-dollars; while it is open, what is reserved"""
    read: Mapped[int] = mapped_column(Integer, default=0)
    written: Mapped[int] = mapped_column(Integer, default=0)
    cache_written: Mapped[int] = mapped_column(Integer, default=0)
    cache_read: Mapped[int] = mapped_column(Integer, default=0)
    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    """Of sound that was listened to"""
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When it has ended whatever became of it"""


class SpendMonth(Base):
    """Sums of one month, of a studio or of all (`PLATFORM_STUDIO`). Numbers alone: it belongs to nobody's rows."""

    __tablename__ = "spend_months"

    scope_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    spent: Mapped[int] = mapped_column(BigInteger, default=0)
    reserved: Mapped[int] = mapped_column(BigInteger, default=0)
    warned: Mapped[bool] = mapped_column(default=False)


class SpendBudget(Base):
    """What a studio, or all of them, may spend in a month, in micro-dollars."""

    __tablename__ = "spend_budgets"

    scope_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    most: Mapped[int] = mapped_column(BigInteger)


class PrincipleRow(Tenant, Base):
    """What trainers say of a deficit."""

    __tablename__ = "principles"
    tied = ToStudio()
    called = "principle"

    id: Mapped[UUID] = own_id()
    dance: Mapped[str | None] = mapped_column(Text)
    """None = every dance"""
    deficit: Mapped[str] = mapped_column(Text)
    texts: Mapped[dict[Language, PrincipleText]] = mapped_column(Typed(dict[Language, PrincipleText]))
    changed_by: Mapped[UUID] = mapped_column(Uuid)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ChatRow(Tenant, Base):
    """A member's conversation about an analysis; the couple says who may see the analysis, the user whose it is."""

    __tablename__ = "chats"
    tied = ToCouple()
    called = "chat"

    id: Mapped[UUID] = own_id()
    analysis_id: Mapped[UUID] = mapped_column(Uuid)
    couple_id: Mapped[UUID | None] = mapped_column(Uuid)
    user_id: Mapped[UUID] = mapped_column(Uuid)


class ChatMessageRow(Tenant, Base):
    """Something that was said in one, or is being written."""

    __tablename__ = "chat_messages"
    tied = Through(ChatRow, "chat_id")
    called = "message"

    id: Mapped[UUID] = own_id()
    chat_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(Integer)
    """Its place"""
    by: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text, default="")
    unfounded: Mapped[bool] = mapped_column(default=False)
    cost: Mapped[int] = mapped_column(BigInteger, default=0)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
