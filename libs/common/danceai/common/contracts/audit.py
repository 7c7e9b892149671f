"""The two logs: who signed in or tried to, and who changed what."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from danceai.common.contracts.account import Person
from danceai.common.contracts.base import Event, Id, Message, Paged, PageReply, Request
from danceai.common.identity import Permission

Searched = Annotated[str, Field(max_length=254)]
"""A part of any of the texts, in capitals or not"""


class LoginAttempt(Message):
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


class LoginAttempts(PageReply):
    """Attempts, newest first."""

    logins: list[LoginAttempt]


class ListLoginAttempts(Paged, Request[LoginAttempts], service="auth", needs=Permission.MANAGE_USERS):
    """Who signed in, or tried to."""

    outcome: Literal["ok", "refused"] | None = None
    search: Searched = ""
    """In the e-mail, the address, the browser and the reason"""
    after: AwareDatetime | None = None
    before: AwareDatetime | None = None


class Change(Message):
    """One administrative change."""

    id: Id
    at: datetime
    by: Person
    action: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any]


class Changes(PageReply):
    """Changes, newest first."""

    changes: list[Change]


class ListChanges(Paged, Request[Changes], service="auth", needs=Permission.MANAGE_STUDIO):
    """The audit log: who changed what."""

    search: Searched = ""
    """In who did it, what was done to what, and what has changed"""
    action: Annotated[str, Field(max_length=60)] = ""
    subject_id: Annotated[str, Field(max_length=60)] = ""
    after: AwareDatetime | None = None
    before: AwareDatetime | None = None


class AdministrationChanged(Event):
    """Somebody has changed something that only some may change; the audit log keeps it."""

    action: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any] = {}
    at: datetime
