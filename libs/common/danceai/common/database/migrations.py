"""Roles, schemas and migrations: run by the owner (a hook job in the cluster, a start-up step locally)."""

from dataclasses import dataclass
from importlib.abc import Traversable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from danceai.common.database.tenancy import complete_frame_tables

OWNER = "danceai_owner"


def role_of(service: str) -> str:
    """The database role a service connects as."""
    return f"danceai_{service}"


@dataclass(frozen=True, slots=True)
class RoleLogin:
    """A service and the password of its role."""

    service: str
    password: str


# Behind row-level security an index serves only operators that tell nothing of the rows they look at. PostgreSQL has
# not said so of full-text search, which compares and never fails. Where the administrator may not say it either,
# searching is right and slower.
SEARCH_BY_INDEX = """
    do $$ begin
        alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof;
    exception when insufficient_privilege then null;
    end $$
"""


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


async def provision_roles(admin_url: str, logins: list[RoleLogin]) -> None:
    """Create owner, service roles and schemas where missing, and set the passwords."""
    engine = create_async_engine(admin_url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            existing = set((await connection.scalars(text("select rolname from pg_roles"))).all())
            await connection.execute(text(SEARCH_BY_INDEX))
            if OWNER not in existing:
                await connection.execute(text(f"create role {OWNER} nologin"))
            for login in logins:
                role, schema = role_of(login.service), login.service
                if role not in existing:
                    await connection.execute(text(f"create role {role} login nobypassrls"))
                await connection.execute(text(f"alter role {role} password {_quoted(login.password)}"))
                await connection.execute(text(f"alter role {role} set search_path = {schema}"))
                await connection.execute(text(f"create schema if not exists {schema} authorization {OWNER}"))
                await connection.execute(text(f"grant usage on schema {schema} to {role}"))
                await connection.execute(
                    text(
                        f"alter default privileges for role {OWNER} in schema {schema} "
                        f"grant select, insert, update, delete on tables to {role}"
                    )
                )
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, service: str, folder: Traversable, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "alembic_environment"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(folder))
    config.attributes["connection"] = connection
    config.attributes["schema"] = service
    if _is_newer(connection, service, ScriptDirectory.from_config(config)):
        return  # rolled back: a schema fits the version before, and there is no way back in it
    command.upgrade(config, revision)
    for statement in complete_frame_tables():
        connection.exec_driver_sql(statement)


def _is_newer(connection: Connection, service: str, scripts: ScriptDirectory) -> bool:
    """Whether a later version than this one has been here: the schema stands where no migration of ours leads."""
    there = MigrationContext.configure(connection, opts={"version_table_schema": service}).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    return there is not None and there not in known


async def migrate(admin_url: str, service: str, folder: Traversable, revision: str = "head") -> None:
    """Bring one service's schema to its newest version (or to an older one's), as the owner.

    A schema that a later version has left behind stays as it is. folder: the service's migrations.
    """
    engine = create_async_engine(admin_url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"set local role {OWNER}"))
            await connection.execute(text(f"set local search_path = {service}"))
            await connection.run_sync(_upgrade, service, folder, revision)
    finally:
        await engine.dispose()
