"""The declarative base and the tables of the frame: outbox, processed messages, attempts at jobs, ledger of objects."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Identity, Integer, LargeBinary, MetaData, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class FrameBase(DeclarativeBase):
    """Tables of the frame. They carry no schema: each role's search path is its own service's schema."""

    metadata = MetaData(naming_convention=NAMING)


class OutboxRow(FrameBase):
    """A message that waits for the bus. Not tenant data: it is read by the relay alone, and deleted."""

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    subject: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict[str, str]] = mapped_column(JSONB)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    tries: Mapped[int] = mapped_column(Integer, default=0)
    """How often the bus has refused it"""
    not_before: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    """Until then others are sent first"""


class ProcessedMessage(FrameBase):
    """A message whose effect is already in the database; written in the effect's own transaction."""

    __tablename__ = "processed_messages"

    consumer: Mapped[str] = mapped_column(Text, primary_key=True)
    message_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ObjectRow(FrameBase):
    """An object in the store, or one that is about to be there: written before the first byte is sent.

    Not tenant data: the collector reads it for all studios. It holds names and sizes, nothing of anybody.
    """

    __tablename__ = "objects"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    studio_id: Mapped[UUID] = mapped_column(Uuid)
    folder: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[UUID] = mapped_column(Uuid)
    """The video, analysis or dataset it belongs to"""
    kind: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    upload_id: Mapped[str | None] = mapped_column(Text)
    """Of a multipart upload that has not ended"""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the collector takes it away; None while a row wants it"""
    taken: Mapped[bool] = mapped_column(default=False)
    """The collector is at it: it can be neither written nor kept until it is gone"""


def own_id() -> Mapped[UUID]:
    """`id`, second part of the key of a studio's rows."""
    return mapped_column(Uuid, primary_key=True)
