"""The engine of one service and its sessions: tenant sessions see one studio, platform sessions see none."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

from danceai.common.database.held import Watch
from danceai.common.database.reach import guard

CONNECT_SECONDS, POOL_SECONDS, STATEMENT_SECONDS = 5, 10, 30
"""How long to wait for the server, for a connection that others have, and for an answer: then it counts as away"""
TENANT = text("select set_config('app.studio_id', :studio, true)")


class GuardedSession(Session):
    """A session that refuses to touch people's rows unless somebody has asked whose they are."""


guard(GuardedSession)


class Database:
    """One pool per process, connected as the service's own role, which owns no table and bypasses no policy."""

    def __init__(self, url: str, pool_size: int = 8, *, strict: bool = False) -> None:
        """strict: a transaction that is held open over something else fails (`held`)."""
        self.engine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=4,
            pool_pre_ping=True,
            pool_timeout=POOL_SECONDS,
            connect_args={"timeout": CONNECT_SECONDS, "command_timeout": STATEMENT_SECONDS},
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, sync_session_class=GuardedSession)
        self._watch = Watch(self.engine.sync_engine, strict=strict)

    @asynccontextmanager
    async def tenant_transaction(self, studio_id: UUID) -> AsyncIterator[AsyncSession]:
        """A transaction in which row-level security shows exactly one studio. Commits at the end."""
        async with self._sessions() as session, session.begin():
            await session.execute(TENANT, {"studio": str(studio_id)})
            connection = (await session.connection()).sync_connection
            assert connection is not None
            with self._watch.over(connection.info):
                yield session

    @asynccontextmanager
    async def platform_session(self) -> AsyncIterator[AsyncSession]:
        """A session bound to no studio: tenant tables look empty. For the outbox and for sign-in."""
        async with self._sessions() as session:
            yield session

    async def at_once(self, statement: Executable, values: Mapping[str, Any]) -> Any:
        """Run one statement over rows of no studio as a transaction of its own; what it returns, if anything."""
        async with self.engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            result = await alone.execute(statement, values)
            return result.scalar() if result.returns_rows else None

    async def ready(self) -> None:
        """Raise unless the database answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()
