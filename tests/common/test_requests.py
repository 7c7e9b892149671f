"""How requests are answered, on the real bus with a service of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from danceai.common.contracts.base import Done, Reply, Request
from danceai.common.errors import Forbidden, Invalid, ProductError
from danceai.common.frame.contexts import Context
from danceai.common.frame.requests import Desk
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import Service
from danceai.common.identity import NOBODY, Actor, Permission, Role
from danceai.common.messaging.bus import Bus
from danceai.common.settings import ServiceSettings, Settings
from tests.support.platform import RunningPlatform


class AskFirst(Request[Done], service="desk"):
    """Answered at once."""


class AskSecond(Request[Done], service="desk", needs=Permission.MANAGE_STUDIO):
    """The same, for those who may."""


class AskBroken(Request[Done], service="desk"):
    """Its handler has a defect."""


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


DESK = Service("desk", requests=[ask_first, ask_second, ask_broken, ask_large])
TRAINER = Actor(user_id=NOBODY.user_id, studio_id=NOBODY.studio_id, role=Role.TRAINER, couples=frozenset())


@pytest.fixture
async def bus(running: RunningPlatform) -> AsyncIterator[Bus]:
    """One connection for the desk, which is also asked over it."""
    connected = await Bus.connect(running.layout.nats_url, "desk")
    yield connected
    await connected.close()


def _running(bus: Bus) -> RunningService:
    """No handler here has a transaction: database and store are never connected to."""
    settings = Settings(database_url=SecretStr("postgresql+asyncpg://nobody@127.0.0.1:1/none"))
    return RunningService(DESK, settings, ServiceSettings(), bus)


async def test_a_request_that_comes_while_others_are_still_being_subscribed_is_answered(
    bus: Bus, running: RunningPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that has just begun to listen may be asked before it listens to everything."""
    caller = await Bus.connect(running.layout.nats_url, "caller")
    subscribe, answers = bus.client.subscribe, []

    async def and_be_asked(*arguments: Any, **options: Any) -> Any:
        subscription = await subscribe(*arguments, **options)
        await bus.client.flush()
        answers.append(await caller.request(AskFirst(), TRAINER, timeout=5))
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
        asked = asyncio.create_task(bus.request(AskFirst(), TRAINER, timeout=5))
        await asyncio.sleep(0)
        await bus.client.flush()
    assert await asked == Done()


async def test_refusals_are_typed_and_defects_are_told_without_details(bus: Bus) -> None:
    async with Desk(_running(bus)).open():
        with pytest.raises(Forbidden, match="does not allow"):
            await bus.request(AskSecond(), TRAINER, timeout=5)
        with pytest.raises(ProductError, match="on our side") as broken:
            await bus.request(AskBroken(), TRAINER, timeout=5)
    assert (broken.value.reported_status, broken.value.reported_code) == (500, "internal")


async def test_an_answer_larger_than_the_bus_takes_is_a_refusal_and_no_silence(bus: Bus) -> None:
    async with Desk(_running(bus)).open():
        with pytest.raises(Invalid, match="too large to be sent"):
            await bus.request(AskLarge(), TRAINER, timeout=5)
