"""The two demo studios as tests see them: who may call, what they call about, and how somebody gets in."""

import itertools
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from danceai.common.identity import Actor, Role
from danceai.common.messaging.bus import Bus
from danceai.local.client import Client, Refused
from tests.support.platform import RunningPlatform

ADDRESSES = itertools.count(1)
PASSWORD = "quick brown fox 2026"
PEOPLE = (Role.PLATFORM_ADMIN, Role.STUDIO_ADMIN, Role.TRAINER, Role.DANCER)


def stranger_address() -> dict[str, str]:
    """Headers of a caller from an address of its own, as our proxy would tell it."""
    number = next(ADDRESSES)
    return {"X-Forwarded-For": f"203.0.{number // 256}.{number % 256}"}


def fresh_client(running: RunningPlatform) -> Client:
    """Somebody who has not signed in, from an address of their own."""
    return Client(running.layout.url, stranger_address())


@dataclass
class Caller:
    """Somebody who calls: over HTTP and over the bus."""

    name: str
    actor: Actor
    own_studio: bool
    """Of the studio whose things are asked for"""
    reaches: bool
    """The couple that is asked for"""
    client: Client
    key: str = ""


@dataclass
class World:
    """Things of the demo studio, by what they are called in contracts."""

    running: RunningPlatform
    bus: Bus
    admin: Client
    platform_admin: Client
    sample: dict[str, Any]
    """A finished analysis"""
    failed: dict[str, Any]
    """One that has failed because its file is no video: it can be asked for and costs nothing"""
    callers: list[Caller] = field(default_factory=list)
    ids: dict[str, UUID] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def fresh(self) -> int:
        """A number that was not given before."""
        return int(next(self.numbers))

    def member(self, role: str, name: str) -> tuple[UUID, str]:
        """A new user of the demo studio who has accepted the invitation; (id, e-mail)."""
        email = f"{name}.{self.fresh()}@demo.example"
        user = self.admin.call("POST", "/v1/users", {"email": email, "name": name, "role": role})
        accept(self.running, email)
        return UUID(user["id"]), email


def link_token(running: RunningPlatform, email: str, words: str = "", after: int = 0) -> str:
    """What the newest mail's link holds."""
    body = running.mailbox.wait_for(email, words, after).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).split("/set-password#")[1].split()[0]


def accept(running: RunningPlatform, email: str, password: str = PASSWORD) -> None:
    """Choose a password with the newest mail's link."""
    with fresh_client(running) as somebody:
        somebody.call("POST", "/v1/account/password/set", {"token": link_token(running, email), "password": password})


def signed_in(running: RunningPlatform, email: str, password: str = PASSWORD) -> Client:
    """A client with a session of its own."""
    client = fresh_client(running)
    client.sign_in(email, password)
    return client


def refusal(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Refused:
    """The refusal a call ends in."""
    with pytest.raises(Refused) as refused:
        client.call(method, path, body)
    return refused.value
