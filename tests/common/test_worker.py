"""The worker loop on a real NATS server: done once, retried, given up, handed back."""

import asyncio
from typing import Any

import pytest
from nats.js.api import ConsumerConfig, RetentionPolicy, StreamConfig

from danceai.common.errors import JobFailed, ProductError
from danceai.common.messaging import worker as worker_module
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.worker import Slot, Worker
from tests.support.platform import RunningPlatform


class Bench:
    """A queue of its own with a worker whose handler the test decides."""

    def __init__(self, bus: Bus, name: str) -> None:
        self.bus, self.name = bus, name
        self.handled: list[str] = []
        self.given_up: list[tuple[str, str]] = []
        self.fail: dict[str, list[Exception]] = {}
        self.concludes: dict[str, asyncio.Event] = {}

    async def open(self) -> None:
        await self.bus.js.add_stream(
            StreamConfig(name=self.name, subjects=[self.name], retention=RetentionPolicy.WORK_QUEUE)
        )
        await self.bus.js.add_consumer(self.name, ConsumerConfig(durable_name="workers", ack_wait=15, max_deliver=4))

    async def _handle(self, message: Any, slot: Slot) -> None:
        text = message.data.decode()
        self.handled.append(text)
        if text in self.concludes:
            slot.leave()
            await self.concludes[text].wait()
        if self.fail.get(text):
            raise self.fail[text].pop(0)

    async def _give_up(self, message: Any, error: ProductError) -> None:
        self.given_up.append((message.data.decode(), error.message))

    async def work(self, until: Any, timeout: float = 20) -> None:
        worker = Worker(self.bus.js, self.name, "workers", 3, 5, self._handle, self._give_up)
        running = asyncio.create_task(worker.run())
        async with asyncio.timeout(timeout):
            while not until():
                await asyncio.sleep(0.02)
        worker.stop()
        await running

    async def left(self) -> int:
        return (await self.bus.js.stream_info(self.name)).state.messages


@pytest.fixture
async def bench(running: RunningPlatform, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(worker_module, "BACKOFF", (0.1, 0.1, 0.1))
    monkeypatch.setattr(worker_module, "PATIENCE", 0.2)
    bus = await running.connect()
    opened = Bench(bus, f"BENCH_{abs(hash(request.node.name))}")
    await opened.open()
    yield opened
    await bus.js.delete_stream(opened.name)
    await bus.close()


async def test_every_job_is_done_once(bench: Bench) -> None:
    for i in range(8):
        await bench.bus.js.publish(bench.name, str(i).encode())
    await bench.work(lambda: len(bench.handled) == 8)
    assert sorted(bench.handled) == [str(i) for i in range(8)]
    assert await bench.left() == 0


async def test_a_passing_failure_is_retried(bench: Bench) -> None:
    bench.fail["job"] = [RuntimeError("away for a moment")]
    await bench.bus.js.publish(bench.name, b"job")
    await bench.work(lambda: len(bench.handled) == 2)
    assert bench.given_up == []
    assert await bench.left() == 0


async def test_a_permanent_failure_is_given_up_at_once_with_its_sentence(bench: Bench) -> None:
    bench.fail["job"] = [JobFailed("The file is damaged.")] * 5
    await bench.bus.js.publish(bench.name, b"job")
    await bench.work(lambda: bench.given_up)
    assert bench.handled == ["job"]
    assert bench.given_up == [("job", "The file is damaged.")]
    dead = await bench.bus.js.get_last_msg("DEAD_LETTERS", f"dead.{bench.name}")
    assert dead.data == b"job"
    assert (dead.headers or {})["Dead-Letter-Attempts"] == "1"


async def test_a_poisonous_job_is_given_up_after_its_attempts(bench: Bench) -> None:
    bench.fail["job"] = [RuntimeError("broken")] * 9
    await bench.bus.js.publish(bench.name, b"job")
    await bench.work(lambda: bench.given_up)
    assert bench.handled == ["job"] * 3
    assert "our side" in bench.given_up[0][1]
    assert await bench.left() == 0


async def test_the_next_job_starts_while_one_concludes_but_no_third(bench: Bench) -> None:
    bench.concludes = {str(i): asyncio.Event() for i in range(3)}
    for i in range(3):
        await bench.bus.js.publish(bench.name, str(i).encode())

    async def watch() -> None:
        while len(bench.handled) < 2:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)
        assert bench.handled == ["0", "1"]
        assert await bench.left() == 3
        for concluded in bench.concludes.values():
            concluded.set()

    watching = asyncio.create_task(watch())
    await bench.work(lambda: len(bench.handled) == 3 and watching.done())
    await watching
    assert await bench.left() == 0
