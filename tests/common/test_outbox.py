"""The outbox: what the bus cannot take is refused when it is written, and holds up nobody where it lies already."""

import asyncio
from uuid import uuid4

import pytest

from danceai.auth.seeding import known_id
from danceai.common.contracts.analyses import AnalysisCancelled, AnalysisFailed, StageName
from danceai.common.errors import Invalid
from danceai.common.identity import Actor, Reach, Role
from danceai.common.messaging.envelope import Envelope
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import process_of
from tests.support.platform import RunningPlatform
from tests.support.store import sql

ACTOR = Actor(user_id=uuid4(), studio_id=known_id(DEMO_STUDIO), role=Role.TRAINER)


def _failed(message: str) -> AnalysisFailed:
    return AnalysisFailed(
        analysis_id=uuid4(), session_id=uuid4(), couple_id=uuid4(), stage=StageName.CHECK, message=message
    )


async def test_a_message_larger_than_the_bus_takes_is_refused_when_it_is_written(running: RunningPlatform) -> None:
    envelope = Envelope.of(_failed(""), running.vouched(ACTOR))
    async with process_of(running.layout, "scoring") as process:
        with pytest.raises(Invalid, match="too much at once"):
            async with process.unit_of_work(envelope, Reach.DELEGATED) as work:
                work.announce(_failed("x" * 1_000_001))
    assert await sql(running.layout, "select 1 from scoring.outbox where length(payload) > 1000000") == []


async def test_a_row_that_the_bus_refuses_holds_up_nobody(running: RunningPlatform) -> None:
    stuck = uuid4()
    await sql(
        running.layout,
        "insert into scoring.outbox (id, subject, headers, payload) "
        "values ($1, 'events.analysis_cancelled.v1', '{}', convert_to(repeat('x', 9000000), 'utf8'))",
        stuck,
    )
    event = AnalysisCancelled(analysis_id=uuid4())
    envelope = Envelope.of(event, running.vouched(ACTOR))
    try:
        async with process_of(running.layout, "scoring") as process:
            async with process.unit_of_work(envelope, Reach.DELEGATED) as work:
                work.announce(event)
            relay = asyncio.create_task(process.outbox.run())
            async with asyncio.timeout(20):
                while len(left := await sql(running.layout, "select id from scoring.outbox")) > 1:
                    await asyncio.sleep(0.05)
            relay.cancel()
            assert [row["id"] for row in left] == [stuck]
    finally:
        await sql(running.layout, "delete from scoring.outbox where id = $1", stuck)
