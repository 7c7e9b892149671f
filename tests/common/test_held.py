"""A transaction that is open while something else is awaited is noticed, and fails where tests run."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from danceai.auth.seeding import known_id
from danceai.common.database.engine import Database
from danceai.common.database.held import TransactionHeld
from danceai.local.layout import DEMO_STUDIO
from tests.support.platform import RunningPlatform

STUDIO = known_id(DEMO_STUDIO)


@pytest.fixture
async def database(running: RunningPlatform) -> AsyncIterator[Database]:
    """Auth's own, strict."""
    opened = Database(running.layout.database_url("auth"), strict=True)
    yield opened
    await opened.close()


async def test_waiting_for_something_else_fails_the_transaction(database: Database) -> None:
    async def hold() -> None:
        async with database.tenant_transaction(STUDIO) as session:
            await session.execute(text("select 1"))
            await asyncio.sleep(1.6)

    with pytest.raises(TransactionHeld, match="test_held"):
        await hold()


async def test_a_long_statement_is_no_fault(database: Database) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        await session.execute(text("select pg_sleep(1.6)"))


async def test_many_short_statements_are_no_fault(database: Database) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        for _ in range(10):
            await session.execute(text("select 1"))
            await asyncio.sleep(0.15)
