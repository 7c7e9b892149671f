"""Roles, schemas and migrations: run by the owner (a hook job in the cluster, a start-up step locally)."""

from dataclasses import dataclass
from importlib.abc import Traversable
from pathlib import Path

from alembic import command
from alembic.config import Config
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


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


async def provision_roles(admin_url: str, logins: list[RoleLogin]) -> None:
    """Create owner, service roles and schemas where missing, and set the passwords."""
    engine = create_async_engine(admin_url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            existing = set((await connection.scalars(text("select rolname from pg_roles"))).all())
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
    command.upgrade(config, revision)
    for statement in complete_frame_tables():
        connection.exec_driver_sql(statement)


async def migrate(admin_url: str, service: str, folder: Traversable, revision: str = "head") -> None:
    """Bring one service's schema to its newest version (or to an older one's), as the owner.

    folder: the service's migrations.
    """
    engine = create_async_engine(admin_url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"set local role {OWNER}"))
            await connection.execute(text(f"set local search_path = {service}"))
            await connection.run_sync(_upgrade, service, folder, revision)
    finally:
        await engine.dispose()
