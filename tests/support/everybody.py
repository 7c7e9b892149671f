"""Everybody who could ask for anything, and everything they could ask for: built once, walked by the security tests."""

import itertools
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from danceai.auth.seeding import known_id
from danceai.common.identity import Actor, Role, Scope
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO, OTHER_STUDIO
from tests.support.examples import make_things
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start
from tests.support.two_studios import PEOPLE, Caller, World, signed_in


def _unusable_analysis(client: Client, folder: Any) -> dict[str, Any]:
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
    bus = running.call(running.connect())
    failed = _unusable_analysis(admin, tmp_path_factory.mktemp("world"))
    made = World(running, bus, admin, client_of("platform.admin"), finished_sample, failed)
    made.ids = make_things(made)
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
