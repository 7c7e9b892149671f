"""What auth keeps. Studios, sign-in and web sessions are platform data: they are needed to find the studio."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.tables import own_id, tenant_id


class Base(DeclarativeBase):
    """Tables of auth."""


class Studio(Base):
    """A tenant."""

    __tablename__ = "studios"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class Account(Base):
    """How somebody signs in, found by e-mail before the studio is known. No other service can read it."""

    __tablename__ = "accounts"

    email: Mapped[str] = mapped_column(Text, primary_key=True)
    """Lower case."""
    studio_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("studios.id"))
    user_id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    password_hash: Mapped[str] = mapped_column(Text)


class WebSession(Base):
    """A signed-in browser. The token itself is not kept, only its digest."""

    __tablename__ = "web_sessions"

    token_digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    studio_id: Mapped[UUID] = mapped_column(Uuid)
    user_id: Mapped[UUID] = mapped_column(Uuid)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class User(Base):
    """A member of a studio."""

    __tablename__ = "users"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)


class CoupleRow(Base):
    """Lead and follow."""

    __tablename__ = "couples"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    lead: Mapped[str] = mapped_column(Text)
    follow: Mapped[str] = mapped_column(Text)
    tier: Mapped[str] = mapped_column(Text)
