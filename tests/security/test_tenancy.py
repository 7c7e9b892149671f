"""A second studio sees nothing of the first in the database, whatever a service's code forgets."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from danceai.auth.seeding import known_id
from danceai.common.database.engine import Database
from danceai.common.database.reach import Tenant
from danceai.common.frame.discovery import package_of, service_names
from danceai.local.layout import DEMO_STUDIO, OTHER_STUDIO
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform

DEMO, OTHER = known_id(DEMO_STUDIO), known_id(OTHER_STUDIO)
PLATFORM_TABLES = {
    "studios",
    "accounts",
    "web_sessions",
    "recovery_codes",
    "one_time_tokens",
    "social_flows",
    "throttle",
    "key_prefixes",
    "outbox",
    "processed_messages",
    "objects",
    "attempts",
    "active_studios",
    "models",
    "model_files",
    "spend_months",
    "spend_budgets",
    "alembic_version",
}
"""What must be read before a studio is known, or belongs to all"""
APPEND_ONLY = {"login_log", "audit_log"}


FILLED = {
    "uuid": "gen_random_uuid()",
    "text": "'x'",
    "jsonb": "'{}'",
    "integer": "1",
    "bigint": "1",
    "boolean": "false",
    "timestamp with time zone": "now()",
    "double precision": "1",
    "bytea": "''",
    "date": "now()",
    "ARRAY": "'{}'",
    "smallint": "1",
    "real": "1",
}
"""A value of each type, for the columns that must have one"""


async def _tenant_tables(connection: asyncpg.Connection, service: str) -> list[str]:
    tables = await connection.fetch(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c "
        "join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'",
        service,
    )
    tenant = [row for row in tables if row["relname"] not in PLATFORM_TABLES]
    for row in tenant:
        assert row["relrowsecurity"] and row["relforcerowsecurity"], row["relname"]
    return [row["relname"] for row in tenant]


async def _insert(connection: asyncpg.Connection, service: str, table: str, studio: UUID) -> None:
    """A made-up row of a studio."""
    columns = await connection.fetch(
        "select column_name, data_type from information_schema.columns where table_schema = $1 and table_name = $2 "
        "and is_nullable = 'NO' and column_default is null and is_generated = 'NEVER' and is_identity = 'NO'",
        service,
        table,
    )
    values = {row["column_name"]: FILLED[row["data_type"]] for row in columns} | {"studio_id": f"'{studio}'"}
    names = ", ".join(f'"{name}"' for name in values)
    await connection.execute(f"insert into {table} ({names}) values ({', '.join(values.values())})")


@pytest.mark.parametrize("service", service_names())
async def test_every_tenant_table_hides_and_refuses_foreign_rows(
    service: str, running: RunningPlatform, finished_sample: dict[str, Any], figure: FigureBook
) -> None:
    """As the service's own role, over one connection that is reused for one studio after the other."""
    assert finished_sample["state"] == "done"
    connection = await asyncpg.connect(running.layout.admin_url.replace("+asyncpg", ""))
    try:
        tables = await _tenant_tables(connection, service)
        assert tables, "every service owns tenant data"
        tied = {
            vars(row)["__tablename__"]
            for row in Tenant.__subclasses__()
            if row.__module__.startswith(f"{package_of(service)}.")
        }
        assert set(tables) == tied, "every fenced table says whom its rows are tied to"
        # Made-up rows belong to nothing: references are not checked, policies are.
        await connection.execute("set session_replication_role = replica")
        await connection.execute(f"set role danceai_{service}; set search_path = {service}")
        for table in tables:
            transaction = connection.transaction()
            await transaction.start()
            await _bind(connection, DEMO)
            before = await connection.fetchval(f"select count(*) from {table}")
            if service != "transcription" and table in (
                "videos",
                "analyses",
                "stages",
                "runs",
                "segments",
                "evaluations",
                "usage",
                "couples",
            ):
                assert before > 0, "the sample's own rows are there"
            if table not in APPEND_ONLY:
                # Of some things, as its hot words, a studio has one.
                assert await connection.execute(f"delete from {table}") == f"DELETE {before}"
                before = 0
            await _insert(connection, service, table, DEMO)
            assert await connection.fetchval(f"select count(*) from {table}") == before + 1
            for studio in (OTHER, None):
                await _bind(connection, studio)
                mine = f"select count(*) from {table} where studio_id = '{DEMO}'"
                assert await connection.fetchval(mine) == 0, (table, studio)
                if table not in APPEND_ONLY:
                    assert await connection.execute(f"delete from {table} where studio_id = '{DEMO}'") == "DELETE 0"
                    assert (
                        await connection.execute(f"update {table} set studio_id = studio_id where studio_id = '{DEMO}'")
                        == "UPDATE 0"
                    )
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                    async with connection.transaction():
                        await _insert(connection, service, table, DEMO)
            await transaction.rollback()
        figure(f"security.tenant_tables.{service}", len(tables), "tables")
    finally:
        await connection.close()


async def _bind(connection: asyncpg.Connection, studio: UUID | None) -> None:
    await connection.execute("select set_config('app.studio_id', $1, true)", str(studio or ""))


async def test_pooled_connections_are_bound_anew(running: RunningPlatform) -> None:
    """One connection, used for two studios and for none in turn."""
    database = Database(running.layout.database_url("auth"), pool_size=1)
    for studio in (DEMO, OTHER, None, DEMO):
        if studio is None:
            async with database.platform_session() as session:
                assert (await session.scalars(text("select studio_id from couples"))).all() == []
            continue
        async with database.tenant_transaction(studio) as session:
            assert set((await session.scalars(text("select studio_id from couples"))).all()) == {studio}
    await database.close()


@pytest.mark.parametrize("log", sorted(APPEND_ONLY))
@pytest.mark.parametrize("attack", ["update {} set at = now()", "delete from {}", "truncate {}"])
async def test_logs_cannot_be_rewritten(log: str, attack: str, running: RunningPlatform) -> None:
    connection = await asyncpg.connect(running.layout.database_url("auth").replace("+asyncpg", ""))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(attack.format(log))
    await connection.close()


async def test_no_service_reads_another_services_schema(running: RunningPlatform) -> None:
    connection = await asyncpg.connect(running.layout.database_url("scoring").replace("+asyncpg", ""))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.fetch("select * from auth.accounts")
    await connection.close()
