"""A second studio sees nothing of the first: in the database and through the API."""

from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from danceai.auth.seeding import known_id
from danceai.common.database.migrations import SERVICES
from danceai.local.client import Client, Refused
from danceai.local.platform import DEMO_STUDIO, OTHER_STUDIO
from tests.conftest import ClientOf, RunningPlatform

DEMO, OTHER = known_id(DEMO_STUDIO), known_id(OTHER_STUDIO)
PLATFORM_TABLES = {"studios", "accounts", "web_sessions", "outbox", "processed_messages", "models", "alembic_version"}


async def _connect(running: RunningPlatform, service: str) -> asyncpg.Connection:
    return await asyncpg.connect(running.layout.database_url(service).replace("+asyncpg", ""))


async def _count(connection: asyncpg.Connection, table: str, studio: UUID | None) -> int:
    async with connection.transaction():
        if studio:
            await connection.execute("select set_config('app.studio_id', $1, true)", str(studio))
        return int(await connection.fetchval(f"select count(*) from {table}"))


@pytest.mark.parametrize("service", SERVICES)
async def test_row_level_security_on_every_tenant_table(
    service: str, running: RunningPlatform, finished_sample: dict[str, Any]
) -> None:
    connection = await _connect(running, service)
    tables = await connection.fetch(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c "
        "join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'", service,
    )
    tenant = [row for row in tables if row["relname"] not in PLATFORM_TABLES]
    assert tenant, "every service owns tenant data"
    for row in tenant:
        assert row["relrowsecurity"] and row["relforcerowsecurity"], row["relname"]
        table = row["relname"]
        # On one reused connection: bound to the first studio, to the second, and to none.
        mine = await _count(connection, table, DEMO)
        theirs = await _count(connection, table, OTHER)
        assert await _count(connection, table, None) == 0
        if table in ("videos", "analyses", "stages", "runs", "segments", "evaluations"):
            assert mine > 0
            assert theirs == 0
    await connection.close()


async def test_a_row_of_another_studio_is_refused(running: RunningPlatform) -> None:
    connection = await _connect(running, "auth")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        async with connection.transaction():
            await connection.execute("select set_config('app.studio_id', $1, true)", str(OTHER))
            await connection.execute(
                "insert into couples (studio_id, id, lead, follow, tier) values ($1, $2, 'a', 'b', '')", DEMO, uuid4()
            )
    await connection.close()


async def test_no_service_reads_another_services_schema(running: RunningPlatform) -> None:
    connection = await _connect(running, "scoring")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.fetch("select * from auth.accounts")
    await connection.close()


def test_strangers_get_404_everywhere(finished_sample: dict[str, Any], trainer: Client, client_of: ClientOf) -> None:
    stranger = client_of("studio.admin", other=True)
    analysis, session, couple = (finished_sample[key] for key in ("id", "session_id", "couple_id"))
    video = trainer.call("GET", f"/v1/sessions/{session}")["videos"][0]["id"]
    calls = [
        ("GET", f"/v1/analyses/{analysis}", None),
        ("GET", f"/v1/analyses/{analysis}/live", None),
        ("GET", f"/v1/analyses/{analysis}/files/report.pdf", None),
        ("POST", f"/v1/analyses/{analysis}/cancel", None),
        ("POST", f"/v1/analyses/{analysis}/retry", {"step": "score"}),
        ("POST", f"/v1/analyses/{analysis}/rescore", {"latency_ms": 10}),
        ("POST", "/v1/analyses", {"session_id": session}),
        ("GET", f"/v1/sessions/{session}", None),
        ("POST", "/v1/sessions", {"couple_id": couple, "dance": "waltz"}),
        ("GET", f"/v1/videos/{video}", None),
        ("PUT", f"/v1/videos/{video}/crop", {"crop": None}),
        ("POST", f"/v1/videos/{video}/resume", None),
        ("GET", f"/v1/couples/{couple}", None),
        ("GET", f"/v1/couples/{couple}/results", None),
        ("POST", "/v1/datasets", {"name": "stolen", "analyses": [analysis]}),
    ]
    for method, path, body in calls:
        with pytest.raises(Refused) as refused:
            stranger.call(method, path, body)
        assert refused.value.status == 404, (method, path, refused.value.status)
    assert stranger.call("GET", "/v1/analyses")["analyses"] == []


def test_nobody_gets_in_without_a_session(running: RunningPlatform) -> None:
    with Client(running.layout.url) as nobody, pytest.raises(Refused) as refused:
        nobody.call("GET", "/v1/analyses")
    assert refused.value.status == 401


def test_a_dancer_may_not_manage_couples(client_of: ClientOf) -> None:
    with pytest.raises(Refused) as refused:
        client_of("dancer").call("POST", "/v1/couples", {"lead": "A", "follow": "B"})
    assert refused.value.status == 403


def test_a_wrong_password_tells_nothing(running: RunningPlatform) -> None:
    answers = set()
    with Client(running.layout.url) as client:
        for email in ("trainer@demo.example", "nobody@demo.example"):
            with pytest.raises(Refused) as refused:
                client.sign_in(email, "wrong")
            answers.add((refused.value.status, str(refused.value)))
    assert answers == {(401, "E-mail or password is wrong.")}


def test_another_websites_page_cannot_act(client_of: ClientOf) -> None:
    client = client_of("trainer")
    answer = client.http.post("/v1/couples", json={"lead": "A", "follow": "B"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


def test_signing_out_ends_the_session(client_of: ClientOf) -> None:
    client = client_of("dancer")
    client.call("GET", "/v1/account")
    token = client.http.cookies.get("danceai_session")
    client.call("POST", "/v1/account/sign-out")
    answer = client.http.get("/v1/account", headers={"cookie": f"danceai_session={token}"})
    assert answer.status_code == 401


