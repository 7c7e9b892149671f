"""What auth keeps. What is needed to find the studio of a caller is platform data; all else is a studio's own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Integer, LargeBinary, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.reach import Tenant, ToCouple, ToStudio, ToUser
from danceai.common.database.tables import own_id

Moment = DateTime(timezone=True)


class Base(DeclarativeBase):
    """Tables of auth."""


class Studio(Base):
    """A tenant."""

    __tablename__ = "studios"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    suspended: Mapped[bool] = mapped_column(default=False)
    accent_colour: Mapped[str] = mapped_column(Text, default="")
    max_users: Mapped[int | None] = mapped_column(Integer)
    max_uploads: Mapped[int | None] = mapped_column(Integer)
    """In 30 days"""
    max_minutes: Mapped[int | None] = mapped_column(Integer)


class Account(Base):
    """How somebody signs in, found by e-mail before the studio is known. No other service can read it."""

    __tablename__ = "accounts"

    email: Mapped[str] = mapped_column(Text, primary_key=True)
    """Lower case."""
    studio_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("studios.id"))
    user_id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text)
    """None until an invitation was accepted"""
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Encrypted"""
    totp_confirmed: Mapped[bool] = mapped_column(default=False)
    totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The last step (30 seconds) whose code was used: no code opens twice"""


class WebSession(Base):
    """A signed-in browser. The token itself is not kept, only its keyed hash."""

    __tablename__ = "web_sessions"

    token_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    studio_id: Mapped[UUID] = mapped_column(Uuid)
    user_id: Mapped[UUID] = mapped_column(Uuid)
    pending: Mapped[bool]
    """The second factor's code is still missing"""
    address: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    expires_at: Mapped[datetime] = mapped_column(Moment)


class RecoveryCode(Base):
    """An unused recovery code, as a keyed hash."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    code_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


class OneTimeToken(Base):
    """The right to choose a password once: what a link in a mail holds, as a keyed hash."""

    __tablename__ = "one_time_tokens"

    token_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    studio_id: Mapped[UUID] = mapped_column(Uuid)
    user_id: Mapped[UUID] = mapped_column(Uuid)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class SocialFlow(Base):
    """A browser that was sent to a provider of social login."""

    __tablename__ = "social_flows"

    flow_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    provider: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    nonce: Mapped[str] = mapped_column(Text)
    verifier: Mapped[str] = mapped_column(Text)
    redirect_uri: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Throttle(Base):
    """How often something was tried lately."""

    __tablename__ = "throttle"

    bucket: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    attempts: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(Moment)


class KeyPrefix(Base):
    """Which studio an API key belongs to."""

    __tablename__ = "key_prefixes"

    prefix: Mapped[str] = mapped_column(Text, primary_key=True)
    studio_id: Mapped[UUID] = mapped_column(Uuid)


class User(Tenant, Base):
    """A member of a studio."""

    __tablename__ = "users"
    tied = ToUser("id")
    called = "user"

    id: Mapped[UUID] = own_id()
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    mail_notifications: Mapped[bool] = mapped_column(default=True)
    quota_uploads: Mapped[int | None] = mapped_column(Integer)
    quota_minutes: Mapped[int | None] = mapped_column(Integer)


class CoupleRow(Tenant, Base):
    """Lead and follow."""

    __tablename__ = "couples"
    tied = ToCouple("id")
    called = "couple"

    id: Mapped[UUID] = own_id()
    lead: Mapped[str] = mapped_column(Text)
    follow: Mapped[str] = mapped_column(Text)
    lead_user_id: Mapped[UUID | None] = mapped_column(Uuid)
    follow_user_id: Mapped[UUID | None] = mapped_column(Uuid)
    tier: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text, default="")
    computed_level: Mapped[str] = mapped_column(Text, default="")
    dances: Mapped[list[str]] = mapped_column(JSONB, default=list)
    profile_urls: Mapped[list[str]] = mapped_column(JSONB, default=list)


class Assignment(Tenant, Base):
    """A trainer trains a couple."""

    __tablename__ = "assignments"
    tied = ToCouple()
    called = "assignment"

    couple_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class Consent(Tenant, Base):
    """A couple lets a partner see its results."""

    __tablename__ = "consents"
    tied = ToCouple()
    called = "consent"

    couple_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    partner: Mapped[str] = mapped_column(Text, primary_key=True)
    given_by: Mapped[UUID] = mapped_column(Uuid)
    given_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())


class ApiKeyRow(Tenant, Base):
    """A key of another program; the key itself is not kept, only its keyed hash."""

    __tablename__ = "api_keys"
    tied = ToStudio()
    called = "key"

    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    key_mac: Mapped[bytes] = mapped_column(LargeBinary)
    partner: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(JSONB)
    created_by: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked: Mapped[bool] = mapped_column(default=False)


class SetupRow(Tenant, Base):
    """What a studio has set up; the platform's own setup belongs to the studio of nobody."""

    __tablename__ = "setup"
    tied = ToStudio()
    called = "setup"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSONB)


class LoginRow(Tenant, Base):
    """An attempt to sign in. Append-only; attempts at unknown accounts belong to the studio of nobody."""

    __tablename__ = "login_log"
    tied = ToStudio()
    called = "login"

    id: Mapped[UUID] = own_id()
    at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    email: Mapped[str] = mapped_column(Text)
    user_id: Mapped[UUID | None] = mapped_column(Uuid)
    method: Mapped[str] = mapped_column(Text)
    outcome: Mapped[Any] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)


class AuditRow(Tenant, Base):
    """An administrative change. Append-only."""

    __tablename__ = "audit_log"
    tied = ToStudio()
    called = "change"

    id: Mapped[UUID] = own_id()
    at: Mapped[datetime] = mapped_column(Moment)
    user_id: Mapped[UUID] = mapped_column(Uuid)
    user_name: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)


class MailRow(Tenant, Base):
    """A mail that was sent, or why not."""

    __tablename__ = "mails"
    tied = ToUser()
    called = "mail"

    id: Mapped[UUID] = own_id()
    user_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())


class NotificationRow(Tenant, Base):
    """What somebody was told inside the app."""

    __tablename__ = "notifications"
    tied = ToUser()
    called = "notification"

    id: Mapped[UUID] = own_id()
    user_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(Text)
    analysis_id: Mapped[UUID | None] = mapped_column(Uuid)
    couple_id: Mapped[UUID] = mapped_column(Uuid)
    dance: Mapped[str | None] = mapped_column(Text)
    thread_id: Mapped[UUID | None] = mapped_column(Uuid)
    author: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    read_at: Mapped[datetime | None] = mapped_column(Moment)
