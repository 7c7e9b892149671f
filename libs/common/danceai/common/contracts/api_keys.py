"""Keys for other programs."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from danceai.common.contracts.base import Done, Id, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.contracts.couples import Partner
from danceai.common.identity import Permission, Scope


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


class ApiKeys(PageReply):
    """The studio's keys, newest first."""

    keys: list[ApiKey]


class CreateApiKey(Request[NewKey], service="auth", needs=Permission.MANAGE_STUDIO):
    """A key for another program."""

    name: Name
    scopes: list[Scope] = Field(min_length=1, max_length=10)
    partner: Partner | None = None
    expires_at: AwareDatetime | None = None


class ListApiKeys(Paged, Request[ApiKeys], service="auth", needs=Permission.MANAGE_STUDIO):
    """The studio's keys."""


class RevokeApiKey(Request[Done], service="auth", needs=Permission.MANAGE_STUDIO):
    """The key opens nothing any more."""

    key_id: Id
