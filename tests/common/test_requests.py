"""How requests are answered, on the real bus with a service of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import sqlalchemy.exc
from pydantic import SecretStr
from sqlalchemy import text

from danceai.common.contracts.base import Done, Reply, Request
from danceai.common.errors import Forbidden, Invalid, ProductError, TooMany, Unavailable
from danceai.common.frame.contexts import Context
from danceai.common.frame.requests import Desk
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import Service
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import NOBODY, Actor, Permission, Reach, Role
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.envelope import Envelope
from danceai.common.outages import is_outage
from danceai.common.settings import ServiceSettings, Settings
from tests.support.platform import RunningPlatform


class AskFirst(Request[Done], service="desk"):
    """Answered at once."""


class AskSecond(Request[Done], service="desk", needs=Permission.MANAGE_STUDIO):
    """The same, for those who may."""


class AskBroken(Request[Done], service="desk"):
    """Its handler has a defect."""


class AskRows(Request[Done], service="desk"):
    """Its handler needs the database."""


class AskTooOften(Request[Done], service="desk"):
    """Its handler says when to come again."""


class Text(Reply):
    text: str


class AskLarge(Request[Text], service="desk"):
    """Its answer is larger than the bus takes."""


async def ask_large(request: AskLarge, context: Context) -> Text:
    return Text(text="x" * 9_000_000)


async def ask_first(request: AskFirst, context: Context) -> Done:
    assert context.actor == NOBODY, "before sign-in nobody is anybody"
    return Done()


async def ask_second(request: AskSecond, context: Context) -> Done:
    return Done()


async def ask_broken(request: AskBroken, context: Context) -> Done:
    raise ZeroDivisionError


async def ask_rows(request: AskRows, work: UnitOfWork) -> Done:
    return Done()


async def ask_too_often(request: AskTooOften, context: Context) -> Done:
    raise TooMany("Not now.", retry_after=7)


DESK = Service(
    "desk", requests=[ask_first, ask_second, ask_broken, ask_rows, ask_too_often, ask_large], first=[ask_rows]
)
TRAINER = Actor(user_id=uuid4(), studio_id=uuid4(), role=Role.TRAINER, couples=frozenset())


@pytest.fixture
async def bus(running: RunningPlatform) -> AsyncIterator[Bus]:
    """One connection for the desk, which is also asked over it."""
    connected = await running.connect()
    yield connected
    await connected.close()


def _running(bus: Bus) -> RunningService:
    """There is neither a database nor a store where this looks for them."""
    settings = Settings(
        database_url=SecretStr("postgresql+asyncpg://nobody@127.0.0.1:1/none"),
        identity_key=SecretStr(""),
        trust_file=Path(),
    )
    return RunningService(DESK, settings, ServiceSettings(), bus)


async def test_a_request_that_comes_while_others_are_still_being_subscribed_is_answered(
    bus: Bus, running: RunningPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that has just begun to listen may be asked before it listens to everything."""
    caller = await running.connect()
    subscribe, answers = bus.client.subscribe, []

    async def and_be_asked(*arguments: Any, **options: Any) -> Any:
        subscription = await subscribe(*arguments, **options)
        await bus.client.flush()
        answers.append(await caller.request(AskFirst(), NOBODY, timeout=5))
        return subscription

    monkeypatch.setattr(bus.client, "subscribe", and_be_asked)
    desk = Desk(_running(bus))
    async with desk.open():
        pass
    await caller.close()
    assert answers == [Done()] * len(DESK.requests)


async def test_what_was_begun_is_finished_when_the_desk_closes(bus: Bus) -> None:
    desk = Desk(_running(bus))
    async with desk.open():
        asked = asyncio.create_task(bus.request(AskFirst(), NOBODY, timeout=5))
        while not (desk._in_hand or asked.done()):  # noqa: SLF001 - nobody else can tell that it has begun
            await asyncio.sleep(0)
    assert await asked == Done()


async def test_refusals_are_typed_and_defects_are_told_without_details(bus: Bus, running: RunningPlatform) -> None:
    async with Desk(_running(bus)).open():
        with pytest.raises(Forbidden, match="does not allow"):
            await bus.request(AskSecond(), running.vouched(TRAINER), timeout=5)
        with pytest.raises(ProductError, match="on our side") as broken:
            await bus.request(AskBroken(), NOBODY, timeout=5)
    assert (broken.value.reported_status, broken.value.reported_code) == (500, "internal")


async def test_a_database_that_is_away_is_said_to_be_and_when_to_come_again(bus: Bus) -> None:
    async with Desk(_running(bus)).open():
        with pytest.raises(Unavailable, match="does not answer") as away:
            await bus.request(AskRows(), NOBODY, timeout=10)
        with pytest.raises(TooMany) as often:
            await bus.request(AskTooOften(), NOBODY, timeout=5)
    assert (away.value.reported_status, away.value.retry_after) == (503, 5)
    assert (often.value.reported_status, often.value.retry_after) == (429, 7)


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (sqlalchemy.exc.TimeoutError("QueuePool limit"), True),
        (asyncpg.CannotConnectNowError("starting up"), True),
        (sqlalchemy.exc.OperationalError("", {}, asyncpg.AdminShutdownError("going")), True),
        (sqlalchemy.exc.InterfaceError("", {}, Exception("closed"), connection_invalidated=True), True),
        (sqlalchemy.exc.IntegrityError("", {}, asyncpg.UniqueViolationError("twice")), False),
        (FileNotFoundError(), False),
        (ZeroDivisionError(), False),
    ],
)
def test_what_counts_as_away(error: Exception, *, away: bool) -> None:
    assert is_outage(error) is away


async def test_those_that_every_call_waits_for_have_connections_of_their_own(running: RunningPlatform) -> None:
    """Everything else has taken all the connections there are, and keeps them."""
    bus = await running.connect()
    service = RunningService(DESK, running.layout.settings("auth"), ServiceSettings(), bus)
    envelope = Envelope.of(AskRows(), NOBODY)
    async with AsyncExitStack() as stack:
        for _ in range(12):
            await stack.enter_async_context(service.unit_of_work(envelope, Reach.DELEGATED))
        async with asyncio.timeout(3), service.unit_of_work(envelope, Reach.DELEGATED, first=True) as work:
            assert await work.db.scalar(text("select 1")) == 1
    await service.close()
    await bus.close()


async def test_an_answer_larger_than_the_bus_takes_is_a_refusal_and_no_silence(bus: Bus) -> None:
    async with Desk(_running(bus)).open():
        with pytest.raises(Invalid, match="too large to be sent"):
            await bus.request(AskLarge(), NOBODY, timeout=5)
