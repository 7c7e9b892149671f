"""Studios take turns: a flood of one delays its own jobs, over several workers, restarts and upgrades."""

import asyncio
import time
from collections import Counter
from statistics import median
from uuid import uuid4

import pytest

from danceai.common.contracts.base import Job
from danceai.common.messaging import streams
from danceai.common.messaging.turns import Turns
from tests.common.bench import Bench
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform

FLOOD, PROBES = 200, 7
FLOODING, QUIET = str(uuid4()), str(uuid4())


def _served(turns: Turns, count: int) -> Counter[str]:
    served: Counter[str] = Counter()
    for _ in range(count):
        name = turns.next()
        assert name is not None
        turns.took(name)
        served[name] += 1
    return served


def test_who_waits_is_served_in_turn() -> None:
    turns = Turns()
    for name in "abc":
        turns.add(name)
    assert _served(turns, 9) == {"a": 3, "b": 3, "c": 3}


def test_twice_the_weight_is_twice_as_often() -> None:
    turns = Turns(lambda name: 2.0 if name == "big" else 1.0)
    for name in ("big", "one", "two"):
        turns.add(name)
    assert _served(turns, 40) == {"big": 20, "one": 10, "two": 10}


def test_who_comes_back_has_neither_a_debt_nor_a_claim() -> None:
    turns = Turns()
    turns.add("flood")
    _served(turns, 100)
    turns.add("new")
    assert _served(turns, 1) == {"new": 1}, "not after the flood"
    turns.drop("new")
    _served(turns, 50)
    turns.add("new")
    assert _served(turns, 10) == {"new": 5, "flood": 5}, "and not ahead of it for having waited"


async def _delay(bench: Bench, name: str, after: float = 0.0) -> float:
    await asyncio.sleep(after)
    began = time.perf_counter()
    await bench.order(name, QUIET)
    while name not in bench.ended:
        await asyncio.sleep(0.002)
    return bench.ended[name] - began


async def test_a_flood_of_one_studio_hardly_delays_another(bench: Bench, figure: FigureBook) -> None:
    bench.seconds = 0.05
    done = asyncio.Event()
    working = asyncio.create_task(bench.work(done.is_set, timeout=60))
    await _delay(bench, "warm")
    usual = [await _delay(bench, f"usual {i}") for i in range(PROBES)]
    for i in range(FLOOD):
        await bench.order(f"flood {i}", FLOODING)
    # Each comes at another moment of the job that is just being done.
    flooded = [await _delay(bench, f"flooded {i}", after=i * bench.seconds / PROBES) for i in range(PROBES)]
    assert await bench.left() > FLOOD / 2, "the flood was still there"
    done.set()
    await working
    figure("fair.queue_usual_ms", 1000 * median(usual), "ms")
    ratio = median(flooded) / median(usual)
    figure("fair.delay_ratio", ratio, "x", "<= 2")
    assert ratio <= 2


async def test_a_quiet_studios_job_is_taken_at_once(bench: Bench, figure: FigureBook) -> None:
    """A worker that has idled hears of a job instead of asking every studio that there is."""
    done = asyncio.Event()
    working = asyncio.create_task(bench.work(done.is_set))
    await asyncio.sleep(1)
    waits = []
    for i in range(10):
        began = time.perf_counter()
        await bench.order(f"job {i}", str(uuid4()))  # a studio nobody has heard of yet
        while f"job {i}" not in bench.ended:
            await asyncio.sleep(0.001)
        waits.append(bench.ended[f"job {i}"] - began)
    done.set()
    await working
    figure("fair.wake_ms", 1000 * max(waits), "ms", "<= 200")
    assert max(waits) <= 0.2


async def test_workers_share_what_one_studio_may_have_in_work(bench: Bench) -> None:
    """Two workers with two slots each, one job of a studio at a time; the other studio's run beside."""
    bench.seconds = 0.05
    for i in range(6):
        await bench.order(f"a{i}", FLOODING)
        await bench.order(f"b{i}", QUIET)
    workers = [bench.worker(slots=2, per_studio=1) for _ in range(2)]
    began = time.perf_counter()
    await bench.work(lambda: len(bench.ended) == 12, *workers)
    assert bench.most_in_work == 1
    assert time.perf_counter() - began < 12 * 0.05 + 1, "both studios were worked for at the same time"
    assert len(bench.handled) == 12


@pytest.mark.parametrize("workers", [1, 2])
async def test_a_studio_at_its_limit_is_not_waited_for(bench: Bench, workers: int) -> None:
    """Its next job cannot be had, here or in another process; the other studio's is taken meanwhile."""
    bench.concludes = {"long": asyncio.Event()}
    done = asyncio.Event()
    chosen = [bench.worker(slots=3 - workers, per_studio=1) for _ in range(workers)]
    working = asyncio.create_task(bench.work(done.is_set, *chosen))
    await bench.order("long", FLOODING)
    while "long" not in bench.handled:
        await asyncio.sleep(0.01)
    for i in range(3):
        await bench.order(f"behind {i}", FLOODING)
    delays = [await _delay(bench, f"other {i}", after=0.2) for i in range(PROBES)]
    bench.concludes["long"].set()
    done.set()
    await working
    assert max(delays) < 1


async def test_a_consumer_that_was_removed_is_made_again(bench: Bench) -> None:
    worker = bench.worker()
    done = asyncio.Event()
    working = asyncio.create_task(bench.work(done.is_set, worker))
    await _delay(bench, "first")
    await bench.bus.js.delete_consumer(bench.name, QUIET)
    assert await _delay(bench, "second") < 2
    done.set()
    await working


class Upgraded(Job, service="bench"):
    """A kind that was there before queues were shared out by studio."""


async def test_jobs_from_before_the_upgrade_are_done(running: RunningPlatform, bench: Bench) -> None:
    """The stream as an earlier version made it, with one job in the hands of a worker and one waiting."""
    from nats.js.api import ConsumerConfig, RetentionPolicy, StreamConfig

    old = Bench(bench.bus, Upgraded.short_name())
    js = bench.bus.js
    await js.add_stream(StreamConfig(name=old.name, subjects=[old.subject], retention=RetentionPolicy.WORK_QUEUE))
    try:
        await js.add_consumer(old.name, ConsumerConfig(durable_name="workers", ack_wait=15, max_deliver=5))
        for text in ("in hand", "waiting"):
            await old.order(text, "")
        bound = await js.pull_subscribe_bind(consumer="workers", stream=old.name)
        [held] = await bound.fetch(1)
        assert held.data == b"in hand"
        for _ in range(2):  # safe to repeat
            await streams.provision(js, [Upgraded], {})
        assert (await js.stream_info(old.name)).config.max_consumers == streams.MOST_STUDIOS
        await old.order("new")
        await old.work(lambda: len(old.handled) == 3)
        assert sorted(old.handled) == ["in hand", "new", "waiting"]
        assert await old.left() == 0
    finally:
        await js.delete_stream(old.name)
