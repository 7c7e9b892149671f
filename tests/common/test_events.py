"""Facts are never lost: no refusal is final, one that nobody can take does not stop the others."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from nats.js.api import ConsumerConfig, StreamConfig

from danceai.common.errors import NotFound
from danceai.common.messaging.queues import EventQueue
from danceai.common.messaging.worker import Worker
from tests.common.bench import Bench

CONSUMER = "listener"


@pytest.fixture
async def facts(bench: Bench) -> AsyncIterator[Bench]:
    """The same bench over a stream of events."""
    heard = Bench(bench.bus, bench.subject.rsplit(".", 1)[1] + "e")
    await bench.bus.js.add_stream(StreamConfig(name=heard.name, subjects=[f"{heard.subject}.*"]))
    await bench.bus.js.add_consumer(heard.name, ConsumerConfig(durable_name=CONSUMER, ack_wait=15, max_deliver=-1))
    yield heard
    await bench.bus.js.delete_stream(heard.name)


def _listener(facts: Bench, attempts: int = 3) -> Worker:
    return Worker(facts.bus.js, EventQueue(facts.bus.js, facts.name, CONSUMER), attempts, 5, facts, patient=True)


async def test_a_fact_that_is_refused_now_is_told_again(facts: Bench) -> None:
    facts.fail["fact"] = [NotFound("This analysis has no such stage.")] * 2
    for text in ("fact", "next"):
        await facts.order(text)
    await facts.work(lambda: len(facts.handled) == 4, _listener(facts))
    assert facts.handled[:2] == ["fact", "next"], "the next one does not wait"
    assert facts.given_up == []


async def test_a_fact_that_nobody_can_take_is_parked(facts: Bench) -> None:
    facts.fail["fact"] = [NotFound("This analysis has no such stage.")] * 9
    for text in ("fact", "next"):
        await facts.order(text)
    await facts.work(lambda: facts.given_up and "next" in facts.handled, _listener(facts))
    assert facts.handled.count("fact") == 3
    dead = await facts.bus.js.get_last_msg("DEAD_LETTERS", f"dead.{facts.subject}.*")
    assert dead.data == b"fact"


async def test_a_fact_outlasts_any_outage(facts: Bench) -> None:
    facts.fail["fact"] = [ConnectionRefusedError("database")] * 20
    await facts.order("fact")
    await asyncio.wait_for(facts.work(lambda: len(facts.handled) == 21, _listener(facts)), 20)
    assert facts.given_up == []
