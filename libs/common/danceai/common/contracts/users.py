"""A studio's people: invited, edited, limited."""

from typing import Annotated, Literal

from pydantic import Field

from danceai.common.contracts.base import Done, Id, Language, Name, Paged, PageReply, Reply, Request
from danceai.common.contracts.sign_in import Email
from danceai.common.identity import Permission, Role

Limit = Annotated[int, Field(ge=0, le=1_000_000)]
PersonRole = Literal[Role.PLATFORM_ADMIN, Role.STUDIO_ADMIN, Role.TRAINER, Role.DANCER]


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


class Users(PageReply):
    """The studio's users, by name."""

    users: list[User]


class InviteUser(Request[User], service="auth", needs=Permission.MANAGE_USERS):
    """A new account; its owner chooses the password with the link that is sent."""

    email: Email
    name: Name
    role: PersonRole
    language: Language = Language.EN
    quota_uploads: Limit | None = None
    quota_minutes: Limit | None = None


class ListUsers(Paged, Request[Users], service="auth", needs=Permission.MANAGE_USERS):
    """The studio's users."""


class EditUser(Request[User], service="auth", needs=Permission.MANAGE_USERS):
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


class ResetTotp(Request[User], service="auth", needs=Permission.MANAGE_USERS):
    """Take the second factor away from somebody who has lost it; signs them out."""

    user_id: Id


class SendPasswordReset(Request[Done], service="auth", needs=Permission.MANAGE_USERS):
    """Send somebody a link to choose a new password."""

    user_id: Id


class Quota(Reply):
    """What a user may still be admitted to, and where mail about it goes."""

    uploads: int | None
    minutes: int | None
    studio_uploads: int | None
    studio_minutes: int | None


class GetQuota(Request[Quota], service="auth", needs=Permission.UPLOAD):
    """The caller's quotas and those of the studio."""
