"""A studio and its people: users, limits, setup, API keys, and the two logs. Administration of the platform, too."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from danceai.common.contracts.accounts import Email, Person, Provider
from danceai.common.contracts.base import Done, Event, Id, Job, Language, Message, Name, Reply, Request, Secret
from danceai.common.contracts.couples import Partner
from danceai.common.identity import Permission, Role, Scope

Limit = Annotated[int, Field(ge=0, le=1_000_000)]
PersonRole = Literal[Role.PLATFORM_ADMIN, Role.STUDIO_ADMIN, Role.TRAINER, Role.DANCER]


class Limits(Message):
    """What a studio may use over 30 days; None = unlimited."""

    users: Limit | None = None
    uploads: Limit | None = None
    minutes: Limit | None = None


class Studio(Reply):
    """A tenant."""

    id: Id
    name: str
    suspended: bool
    limits: Limits
    accent_colour: str


class Studios(Reply):
    """All studios, by name."""

    studios: list[Studio]


class CreateStudio(Request[Studio], subject="auth.studios.create", needs=Permission.MANAGE_PLATFORM):
    """A new studio and its first admin, who is invited by e-mail."""

    name: Name
    admin_email: Email
    admin_name: Name
    language: Language = Language.EN
    limits: Limits = Limits()


class ListStudios(Request[Studios], subject="auth.studios.list", needs=Permission.MANAGE_PLATFORM):
    """All studios."""


class EditStudio(Request[Studio], subject="auth.studios.edit", needs=Permission.MANAGE_PLATFORM):
    """Change what is given. Suspended: nobody of the studio gets in; nothing is lost."""

    studio_id: Id
    name: Name | None = None
    suspended: bool | None = None
    limits: Limits | None = None
    accent_colour: Annotated[str, Field(pattern=r"^(#[0-9a-f]{6})?$")] | None = None


class User(Reply):
    """A member of the studio."""

    id: Id
    email: str
    name: str
    role: Role
    language: Language
    active: bool
    invited: bool
    """Has not chosen a password yet"""
    mail_notifications: bool
    totp: bool
    quota_uploads: int | None
    """Uploads in 30 days; None = unlimited"""
    quota_minutes: int | None
    couples: list[Id]
    """Trained, or one's own"""


class Users(Reply):
    """The studio's users, by name."""

    users: list[User]


class InviteUser(Request[User], subject="auth.users.invite", needs=Permission.MANAGE_USERS):
    """A new account; its owner chooses the password with the link that is sent."""

    email: Email
    name: Name
    role: PersonRole
    language: Language = Language.EN
    quota_uploads: Limit | None = None
    quota_minutes: Limit | None = None


class ListUsers(Request[Users], subject="auth.users.list", needs=Permission.MANAGE_USERS):
    """The studio's users."""


class EditUser(Request[User], subject="auth.users.edit", needs=Permission.MANAGE_USERS):
    """Change what is given; the rest stays. Deactivated: signed out everywhere."""

    user_id: Id
    name: Name | None = None
    role: PersonRole | None = None
    language: Language | None = None
    active: bool | None = None
    mail_notifications: bool | None = None
    quota_uploads: Limit | None = None
    quota_minutes: Limit | None = None
    unlimited: bool = False
    """Take away the quotas that are not given"""


class ResetTotp(Request[User], subject="auth.users.totp_reset", needs=Permission.MANAGE_USERS):
    """Take the second factor away from somebody who has lost it; signs them out."""

    user_id: Id


class SendReset(Request[Done], subject="auth.users.password_reset", needs=Permission.MANAGE_USERS):
    """Send somebody a link to choose a new password."""

    user_id: Id


class Quota(Reply):
    """What a user may still be admitted to, and where mail about it goes."""

    uploads: int | None
    minutes: int | None
    studio_uploads: int | None
    studio_minutes: int | None


class GetQuota(Request[Quota], subject="auth.quota.get", needs=Permission.UPLOAD):
    """The caller's quotas and those of the studio."""


class ApiKey(Message):
    """A key as it is listed; the key itself is shown once, when it is made."""

    id: Id
    name: str
    prefix: str
    partner: str
    """Only couples that consented to this partner are seen; empty = all of the studio"""
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked: bool


class NewKey(Reply):
    """The only time the key is shown."""

    key: str
    info: ApiKey


class ApiKeys(Reply):
    """The studio's keys, newest first."""

    keys: list[ApiKey]


class CreateKey(Request[NewKey], subject="auth.keys.create", needs=Permission.MANAGE_STUDIO):
    """A key for another program."""

    name: Name
    scopes: list[Scope] = Field(min_length=1, max_length=10)
    partner: Partner | None = None
    expires_at: AwareDatetime | None = None


class ListKeys(Request[ApiKeys], subject="auth.keys.list", needs=Permission.MANAGE_STUDIO):
    """The studio's keys."""


class RevokeKey(Request[Done], subject="auth.keys.revoke", needs=Permission.MANAGE_STUDIO):
    """The key opens nothing any more."""

    key_id: Id


class Login(Message):
    """One attempt to sign in."""

    id: Id
    at: datetime
    email: str
    user_id: Id | None
    method: str
    """password | code | recovery | google | microsoft | facebook | link"""
    outcome: Literal["ok", "refused"]
    reason: str
    address: str
    agent: str


class Logins(Reply):
    """Attempts, newest first; `before` of the next page is the last one's time."""

    logins: list[Login]


class ListLogins(Request[Logins], subject="auth.logins.list", needs=Permission.MANAGE_USERS):
    """Who signed in, or tried to."""

    outcome: Literal["ok", "refused"] | None = None
    email: Annotated[str, Field(max_length=254)] = ""
    after: AwareDatetime | None = None
    before: AwareDatetime | None = None
    limit: int = Field(default=100, ge=1, le=500)


class Change(Message):
    """One administrative change."""

    id: Id
    at: datetime
    by: Person
    action: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any]


class Changes(Reply):
    """Changes, newest first."""

    changes: list[Change]


class ListChanges(Request[Changes], subject="auth.audit.list", needs=Permission.MANAGE_STUDIO):
    """The audit log: who changed what."""

    action: Annotated[str, Field(max_length=60)] = ""
    subject_id: Annotated[str, Field(max_length=60)] = ""
    after: AwareDatetime | None = None
    before: AwareDatetime | None = None
    limit: int = Field(default=100, ge=1, le=500)


class AdministrationChanged(Event, subject="events.administration.changed.v1"):
    """Somebody has changed something that only some may change; the audit log keeps it."""

    action: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any] = {}
    at: datetime


class StudioSetup(Reply):
    """What a studio has chosen (ST-1, ST-2, ST-4). Running jobs keep what they were started with."""

    pose_model: str = ""
    """Empty = the default of this installation"""
    track_face: bool = True
    track_hands: bool = True
    debug_overlay: bool = False
    totp_required: bool = False


class GetStudioSetup(Request[StudioSetup], subject="auth.setup.get", needs=Permission.SEE_ANALYSES):
    """What new analyses of the studio start with."""


class ChangeStudioSetup(Request[StudioSetup], subject="auth.setup.change", needs=Permission.MANAGE_STUDIO):
    """Change what is given; the rest stays."""

    pose_model: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9.-]{1,60})?$")] | None = None
    track_face: bool | None = None
    track_hands: bool | None = None
    debug_overlay: bool | None = None
    totp_required: bool | None = None


class SocialSetup(Message):
    """One provider of social login; the secret is kept encrypted and never told again."""

    client_id: str = ""
    has_secret: bool = False
    redirect_uri: str = ""
    """To be registered at the provider"""
    missing: list[str] = []
    """Settings that are still to be filled"""


class PlatformSetup(Reply):
    """What the platform has chosen (ST-3, ST-6)."""

    archive_after_hours: int = 168
    """Hours after the job's end before objects move to the archive tier"""
    social: dict[Provider, SocialSetup] = {}


class GetPlatformSetup(Request[PlatformSetup], subject="auth.platform.get", needs=Permission.MANAGE_PLATFORM):
    """The platform's setup."""


class ChangePlatformSetup(Request[PlatformSetup], subject="auth.platform.change", needs=Permission.MANAGE_PLATFORM):
    """Change what is given; the rest stays."""

    archive_after_hours: int | None = Field(default=None, ge=1, le=24 * 365 * 10)


class ChangeSocialSetup(Request[PlatformSetup], subject="auth.platform.social", needs=Permission.MANAGE_PLATFORM):
    """Configure a provider; an empty client id switches it off."""

    provider: Provider
    client_id: Annotated[str, Field(max_length=300)]
    client_secret: Annotated[Secret, Field(max_length=500)] | None = None


MailKind = Literal["invitation", "reset", "analysis_finished", "analysis_failed", "question_answered"]


class SendMail(Job, subject="jobs.auth.mail"):
    """Write to a user in their language. Links with tokens are made when the mail is sent, and stored nowhere."""

    user_id: Id
    kind: MailKind
    details: dict[str, str] = {}
