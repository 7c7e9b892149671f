"""Tenants: created, listed, edited by the platform."""

from typing import Annotated

from pydantic import Field

from danceai.common.contracts.base import Id, Language, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.contracts.sign_in import Email
from danceai.common.contracts.users import Limit
from danceai.common.identity import Permission


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


class Studios(PageReply):
    """All studios, by name."""

    studios: list[Studio]


class CreateStudio(Request[Studio], service="auth", needs=Permission.MANAGE_PLATFORM):
    """A new studio and its first admin, who is invited by e-mail."""

    name: Name
    admin_email: Email
    admin_name: Name
    language: Language = Language.EN
    limits: Limits = Limits()


class ListStudios(Paged, Request[Studios], service="auth", needs=Permission.MANAGE_PLATFORM):
    """All studios."""


class EditStudio(Request[Studio], service="auth", needs=Permission.MANAGE_PLATFORM):
    """Change what is given. Suspended: nobody of the studio gets in; nothing is lost."""

    studio_id: Id
    name: Name | None = None
    suspended: bool | None = None
    limits: Limits | None = None
    accent_colour: Annotated[str, Field(pattern=r"^(#[0-9a-f]{6})?$")] | None = None
