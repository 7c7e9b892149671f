"""An installation that was there before keeps what its people had."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from danceai.common.database.migrations import RoleLogin, migrate, provision_roles
from danceai.common.frame.discovery import migrations_of
from tests.support.platform import RunningPlatform

NAME = "upgraded"
STUDIO, TRAINER, DANCER, COUPLE, SESSION = (uuid4() for _ in range(5))


@pytest.fixture
async def database(running: RunningPlatform) -> AsyncIterator[str]:
    """Another database on the same server, with auth and ingest as they were first."""
    admin = await asyncpg.connect(running.layout.admin_url.replace("+asyncpg", ""))
    await admin.execute(f"create database {NAME}")
    url = running.layout.admin_url.removesuffix("/postgres") + f"/{NAME}"
    await provision_roles(
        url, [RoleLogin(service, running.layout.passwords[service]) for service in ("auth", "ingest")]
    )
    await migrate(url, "auth", migrations_of("auth"), "auth_0001")
    await migrate(url, "ingest", migrations_of("ingest"), "ingest_0001")
    yield url
    await admin.execute(f"drop database {NAME} with (force)")
    await admin.close()


async def test_trainers_keep_their_couples_and_uploads_are_counted(database: str) -> None:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    try:
        await connection.execute("insert into auth.studios values ($1, 'Old')", STUDIO)
        for user, role in ((TRAINER, "trainer"), (DANCER, "dancer")):
            await connection.execute("insert into auth.users values ($1, $2, $3, 'N', $3, 'en')", STUDIO, user, role)
        await connection.execute("insert into auth.couples values ($1, $2, 'A', 'B', '')", STUDIO, COUPLE)
        await connection.execute(
            "insert into ingest.sessions (studio_id, id, couple_id, dance, language, notes, created_by) "
            "values ($1, $2, $3, 'waltz', 'en', '', $4)",
            STUDIO,
            SESSION,
            COUPLE,
            TRAINER,
        )
        for camera, state in (("A", "ready"), ("B", "rejected")):
            await connection.execute(
                "insert into ingest.videos "
                "(studio_id, id, session_id, camera, file_name, size_bytes, state, upload_id, "
                "revision, facts) values ($1, $2, $3, $4, 'a.mp4', 1, $5, '', 0, '{\"seconds\": 90}')",
                STUDIO,
                uuid4(),
                SESSION,
                camera,
                state,
            )
        await migrate(database, "auth", migrations_of("auth"))
        await migrate(database, "ingest", migrations_of("ingest"))
        assigned = await connection.fetch("select couple_id, user_id from auth.assignments")
        assert [tuple(row) for row in assigned] == [(COUPLE, TRAINER)]
        counted = await connection.fetch("select user_id, seconds from ingest.usage")
        assert [tuple(row) for row in counted] == [(TRAINER, 90.0)]
        videos = dict(await connection.fetch("select id, state from ingest.videos"))
        entered = await connection.fetch("select owner_id, kind, size, due_at is null from ingest.objects")
        known = sorted((videos[row[0]], *row[1:]) for row in entered)
        assert known == [
            ("ready", "original", 1, True),
            ("ready", "rendition", 0, True),
            ("rejected", "original", 1, False),
        ], "what is there is in the ledger; what nobody wants is due"
        forced = await connection.fetchval(
            "select bool_and(relforcerowsecurity) from pg_class "
            "where relname in ('users', 'couples', 'sessions', 'videos')"
        )
        assert forced, "the fences are closed again"
    finally:
        await connection.close()


async def test_a_schema_that_a_later_version_has_left_behind_stays_as_it_is(database: str) -> None:
    """Rolled back: the older version's provisioning runs again, and has no migration that leads there."""
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    try:
        await connection.execute("update auth.alembic_version set version_num = 'auth_9999'")
        await migrate(database, "auth", migrations_of("auth"))
        assert await connection.fetchval("select version_num from auth.alembic_version") == "auth_9999"
        assert await connection.fetchval("select to_regclass('auth.assignments')") is None, "nothing was changed"
    finally:
        await connection.close()
