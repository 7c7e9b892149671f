"""Two studios with everything in them that somebody could ask for, and everybody who could ask."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from danceai.auth.seeding import known_id
from danceai.common.identity import Actor, Role, Scope
from danceai.common.messaging.bus import Bus
from danceai.local.client import Client, Refused
from danceai.local.platform import DEMO_STUDIO, OTHER_STUDIO
from tests.conftest import ClientOf, RunningPlatform, upload_and_start

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
    return body.get_content().split("/set-password#")[1].split()[0]


def accept(running: RunningPlatform, email: str, password: str = PASSWORD) -> None:
    """Choose a password with the newest mail's link."""
    with fresh_client(running) as somebody:
        somebody.call("POST", "/v1/account/password/set", {"token": link_token(running, email), "password": password})


def signed_in(running: RunningPlatform, email: str, password: str = PASSWORD) -> Client:
    """A client with a session of its own."""
    client = fresh_client(running)
    client.sign_in(email, password)
    return client


def _unusable_analysis(client: Client, folder: Any) -> dict[str, Any]:
    """An analysis that has failed because its file is no video: a thing that can be asked for and costs nothing."""
    path = folder / "letter.mp4"
    path.write_text("Dear judges, " * 50)
    return client.finished(upload_and_start(client, path)["id"])


def _person(running: RunningPlatform, role: Role, *, other: bool) -> Actor:
    studio = OTHER_STUDIO if other else DEMO_STUDIO
    own = frozenset({known_id(studio, "couple")})
    bound = role in (Role.TRAINER, Role.DANCER)
    return Actor(user_id=known_id(studio, role), studio_id=known_id(studio), role=role, couples=own if bound else None)


@pytest.fixture(scope="session")
def world(
    running: RunningPlatform,
    client_of: ClientOf,
    finished_sample: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Built once; tests that walk it change nothing that another one needs."""
    admin = client_of("studio.admin")
    bus = running.call(Bus.connect(running.layout.nats_url, "tests"))
    made = World(running, bus, admin)
    failed = _unusable_analysis(admin, tmp_path_factory.mktemp("world"))
    session = admin.open_session(str(known_id(DEMO_STUDIO, "couple")), "waltz")
    segments = [{"start": 0, "end": 1, "text": "Heel first."}]
    made.ids = {
        "couple": known_id(DEMO_STUDIO, "couple"),
        "finished": UUID(finished_sample["id"]),
        "failed": UUID(failed["id"]),
        "session": UUID(session["id"]),
        "failed_session": UUID(failed["session_id"]),
        "studio": known_id(DEMO_STUDIO),
        "trainer": known_id(DEMO_STUDIO, Role.TRAINER),
        "video": UUID(admin.call("GET", f"/v1/sessions/{failed['session_id']}")["videos"][0]["id"]),
        "transcript": UUID(admin.call("POST", "/v1/transcripts", {"name": "Walk", "segments": segments})["id"]),
        "dataset": UUID(
            admin.call("POST", "/v1/datasets", {"name": "Walk", "analyses": [finished_sample["id"]]})["id"]
        ),
        "key": UUID(admin.call("POST", "/v1/keys", {"name": "Walk", "scopes": ["files:read"]})["info"]["id"]),
        "spare": made.member("dancer", "spare")[0],
    }
    client_of("platform.admin").call(
        "POST",
        "/v1/pose-models",
        {"name": "walked", "backend": "triton", "adapter": "rtmo", "source": "walked", "width": 640, "height": 640},
    )
    for other, role in itertools.product((False, True), PEOPLE):
        client = client_of(role.value.replace("_", "."), other=other)
        made.callers.append(
            Caller(f"{'other ' * other}{role.value}", _person(running, role, other=other), not other, not other, client)
        )
    for role in (Role.TRAINER, Role.DANCER):
        user_id, email = made.member(role.value, f"idle {role.value}".replace(" ", "."))
        actor = Actor(user_id=user_id, studio_id=known_id(DEMO_STUDIO), role=role, couples=frozenset())
        made.callers.append(
            Caller(f"idle {role.value}", actor, own_studio=True, reaches=False, client=signed_in(running, email))
        )
    _add_keys(made, client_of)
    yield made
    for caller in made.callers:
        if caller.key or caller.name.startswith("idle"):
            caller.client.__exit__()
    running.call(bus.close())


def _add_keys(world: World, client_of: ClientOf) -> None:
    """A key of every scope: of the studio, of a partner with consent, of one without, and of the other studio."""
    couple = world.ids["couple"]
    world.admin.call("PUT", f"/v1/couples/{couple}/consents", {"partner": "Welcome Federation", "given": True})
    kinds = (("", False), ("Welcome Federation", False), ("Unknown Federation", False), ("", True))
    for (partner, other), scope in itertools.product(kinds, Scope):
        admin = client_of("studio.admin", other=other)
        body = {"name": f"{scope} {partner}", "scopes": [scope.value], **({"partner": partner} if partner else {})}
        made = admin.call("POST", "/v1/keys", body)
        consented = frozenset({couple}) if partner == "Welcome Federation" else frozenset()
        actor = Actor(
            user_id=UUID(made["info"]["id"]),
            studio_id=known_id(OTHER_STUDIO if other else DEMO_STUDIO),
            role=Role.KEY,
            couples=consented if partner else None,
            scopes=frozenset({scope}),
        )
        name = f"{'other ' * other}key {scope} {partner}".strip()
        reaches = not other and partner != "Unknown Federation"
        client = Client(world.running.layout.url, {"Authorization": f"Bearer {made['key']}"})
        world.callers.append(Caller(name, actor, not other, reaches, client, made["key"]))


def refusal(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Refused:
    """The refusal a call ends in."""
    with pytest.raises(Refused) as refused:
        client.call(method, path, body)
    return refused.value
