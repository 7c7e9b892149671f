"""Housekeeping: tables that grow are purged by settings, one process at a time, and a failing chore stops no other."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import func, select

from danceai.auth.seeding import known_id
from danceai.common.frame.housekeeping import Chore, Housekeeping, purge_own, purge_processed
from danceai.common.frame.running import RunningService
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import process_of
from tests.support.platform import RunningPlatform
from tests.support.store import sql

STUDIO = known_id(DEMO_STUDIO)
AGES = (500, 1200, 20)
"""Days: of a login that is to go, of a change that is to go, of what must stay"""


async def test_messages_that_cannot_come_again_are_forgotten(running: RunningPlatform) -> None:
    for days in (40, 20):
        await sql(
            running.layout,
            "insert into scraper.processed_messages values ($1, $2, now() - make_interval(days => $3))",
            "test",
            uuid4(),
            days,
        )
    async with process_of(running.layout, "scraper") as process:
        assert await purge_processed(process) == 1
        assert await purge_processed(process) == 0
    left = await sql(running.layout, "delete from scraper.processed_messages where consumer = 'test' returning at")
    assert len(left) == 1


async def test_old_lines_of_the_logs_go_and_what_has_run_out_too(running: RunningPlatform) -> None:
    for days in AGES:
        await sql(
            running.layout,
            "insert into auth.login_log (studio_id, id, at, email, method, outcome, reason, address, agent) "
            "values ($1, $2, now() - make_interval(days => $3), 'purged', 'password', 'ok', '', '', '')",
            STUDIO,
            uuid4(),
            days,
        )
        await sql(
            running.layout,
            "insert into auth.audit_log (studio_id, id, at, user_id, user_name, action, subject_kind, subject_id, "
            "details) values ($1, $2, now() - make_interval(days => $3), $2, '', 'purged', '', '', '{}')",
            STUDIO,
            uuid4(),
            days,
        )
    for table, columns in {
        "web_sessions": "(token_mac, id, studio_id, user_id, pending, address, agent, expires_at) "
        "values ('\\x99', gen_random_uuid(), $1, gen_random_uuid(), false, '', '', now() - interval '1 minute')",
        "one_time_tokens": "(token_mac, studio_id, user_id, expires_at) "
        "values ('\\x99', $1, gen_random_uuid(), now() - interval '1 minute')",
    }.items():
        await sql(running.layout, f"insert into auth.{table} {columns}", STUDIO)
    await sql(running.layout, "insert into auth.throttle values ('\\x99', 3, now() - interval '3 days')")
    async with process_of(running.layout, "auth") as process:
        assert await purge_own(process) >= 6
    for log, field, left in (("login_log", "email", 1), ("audit_log", "action", 2)):
        rows = await sql(running.layout, f"select at from auth.{log} where {field} = 'purged'")
        assert len(rows) == left, log
    for table, key in (("web_sessions", "token_mac"), ("one_time_tokens", "token_mac"), ("throttle", "bucket")):
        assert await sql(running.layout, f"select 1 from auth.{table} where {key} = '\\x99'") == []


async def test_a_month_of_the_logs_stays_whoever_asks(running: RunningPlatform) -> None:
    line = uuid4()
    await sql(
        running.layout,
        "insert into auth.login_log (studio_id, id, at, email, method, outcome, reason, address, agent) "
        "values ($1, $2, now() - interval '29 days', 'kept', 'password', 'ok', '', '', '')",
        STUDIO,
        line,
    )
    async with (
        process_of(running.layout, "auth") as process,
        process.database.platform_session() as session,
        session.begin(),
    ):
        await session.scalar(select(func.purge_log("login_log", func.now())))
    assert await sql(running.layout, "select 1 from auth.login_log where id = $1", line)
    connection = await asyncpg.connect(running.layout.database_url("scraper").replace("+asyncpg", ""))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("select auth.purge_log('login_log', now())")
    await connection.close()


async def test_one_process_at_a_time_and_one_failure_stops_no_other_chore(running: RunningPlatform) -> None:
    at_once, most, rounds = 0, 0, 0

    async def count(_: RunningService) -> int:
        nonlocal at_once, most, rounds
        at_once += 1
        most, rounds = max(most, at_once), rounds + 1
        await asyncio.sleep(0.05)
        at_once -= 1
        return 1

    async def fail(_: RunningService) -> int:
        raise RuntimeError("of the test")

    chores = [Chore("test_fail", 0.01, fail), Chore("test_count", 0.01, count)]
    async with process_of(running.layout, "scraper") as first, process_of(running.layout, "scraper") as second:
        houses = [asyncio.create_task(Housekeeping(process, chores).run()) for process in (first, second)]
        async with asyncio.timeout(20):
            while rounds < 10:
                await asyncio.sleep(0.02)
        for house in houses:
            house.cancel()
        await asyncio.gather(*houses, return_exceptions=True)
    assert most == 1
