"""What was said, by whom, and who has read how far."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Boolean, DateTime, Float, Integer, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from danceai.coaching.tables import Base
from danceai.common.database.reach import Tenant, Through, ToCouple, ToUser
from danceai.common.database.tables import own_id

Moment = DateTime(timezone=True)
SHOWN = 160
"""Letters of the first post that a list shows"""


class ThreadRow(Tenant, Base):
    """One question or piece of feedback, with what followed."""

    __tablename__ = "threads"
    tied = ToCouple()
    called = "conversation"

    id: Mapped[UUID] = own_id()
    kind: Mapped[str] = mapped_column(Text)
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    analysis_id: Mapped[UUID | None] = mapped_column(Uuid)
    dance: Mapped[str | None] = mapped_column(Text)
    second: Mapped[float | None] = mapped_column(Float)
    author: Mapped[str] = mapped_column(Text)
    begins: Mapped[str] = mapped_column(Text)
    posts: Mapped[int] = mapped_column(Integer)
    answered: Mapped[bool] = mapped_column(Boolean)
    writers: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    """Who has said something: an admin follows these alone"""
    answering: Mapped[UUID | None] = mapped_column(Uuid)
    """The post that the AI is writing"""
    last_at: Mapped[datetime] = mapped_column(Moment)


class PostRow(Tenant, Base):
    """One thing that was said."""

    __tablename__ = "posts"
    tied = Through(ThreadRow, "thread_id")
    called = "post"

    id: Mapped[UUID] = own_id()
    thread_id: Mapped[UUID] = mapped_column(Uuid)
    author_id: Mapped[UUID] = mapped_column(Uuid)
    author: Mapped[str] = mapped_column(Text)
    """As they were called then"""
    role: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    by_ai: Mapped[bool] = mapped_column(Boolean, default=False)
    """Then author and role are those of whoever has asked it"""
    state: Mapped[str] = mapped_column(Text, default="done")
    code: Mapped[str] = mapped_column(Text, default="")
    unfounded: Mapped[bool] = mapped_column(Boolean, default=False)
    cost: Mapped[int] = mapped_column(BigInteger, default=0)


class AttachmentRow(Tenant, Base):
    """A picture or a voice note; without a post it waits for one."""

    __tablename__ = "attachments"
    tied = ToCouple()
    called = "attachment"

    id: Mapped[UUID] = own_id()
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    post_id: Mapped[UUID | None] = mapped_column(Uuid)
    author_id: Mapped[UUID] = mapped_column(Uuid)
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    written_down: Mapped[str | None] = mapped_column(Text)
    """How far the words of a voice note are"""
    words: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    """When they were last asked for"""

    @property
    def key(self) -> str:
        """Where its bytes lie."""
        return f"{self.studio_id}/conversations/{self.couple_id}/{self.id}"


class ReadRow(Tenant, Base):
    """Up to when somebody has read a thread."""

    __tablename__ = "read_threads"
    tied = ToUser()
    called = "mark"

    thread_id: Mapped[UUID] = own_id()
    user_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Moment)
