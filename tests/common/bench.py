"""A queue of its own on the real NATS server, with workers whose handler the test decides."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

from nats.aio.msg import Msg
from nats.js.api import RetentionPolicy, StreamConfig

from danceai.common.errors import ProductError
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.queues import FairQueue
from danceai.common.messaging.streams import MOST_STUDIOS
from danceai.common.messaging.worker import Slot, Worker

STUDIO = str(uuid4())


class Bench:
    """One kind of job, what is known of its attempts, and what was done."""

    def __init__(self, bus: Bus, name: str) -> None:
        self.bus = bus
        self.name = f"JOBS_BENCH_{name.upper()}"
        self.subject = f"jobs.bench.{name}"
        self.handled: list[str] = []
        self.ended: dict[str, float] = {}
        self.given_up: list[tuple[str, str]] = []
        self.fail: dict[str, list[Exception]] = {}
        self.fail_begin: list[Exception] = []
        self.fail_give_up: list[Exception] = []
        self.concludes: dict[str, asyncio.Event] = {}
        self.attempts: Counter[str] = Counter()
        self.seconds = 0.0
        self.in_work: Counter[str] = Counter()
        self.most_in_work = 0

    async def open(self) -> None:
        """Make the stream."""
        await self.bus.js.add_stream(
            StreamConfig(
                name=self.name,
                subjects=[f"{self.subject}.*", self.subject],
                retention=RetentionPolicy.WORK_QUEUE,
                max_consumers=MOST_STUDIOS,
            )
        )

    async def order(self, text: str, studio: str = STUDIO) -> None:
        """Have something done for a studio; "" = as it was ordered before there were studios."""
        await self.bus.js.publish(f"{self.subject}.{studio}".rstrip("."), text.encode())

    async def begin(self, message: Msg) -> int:
        """Counted in memory."""
        if self.fail_begin:
            raise self.fail_begin.pop(0)
        self.attempts[message.data.decode()] += 1
        return self.attempts[message.data.decode()]

    async def give_back(self, message: Msg) -> None:
        """The same."""
        self.attempts[message.data.decode()] -= 1

    async def handle(self, message: Msg, slot: Slot) -> None:
        """As the test has planned."""
        text, studio = message.data.decode(), message.subject
        self.handled.append(text)
        self.in_work[studio] += 1
        self.most_in_work = max(self.most_in_work, self.in_work[studio])
        try:
            await asyncio.sleep(self.seconds)
            if text in self.concludes:
                slot.leave()
                await self.concludes[text].wait()
            if self.fail.get(text):
                raise self.fail[text].pop(0)
        finally:
            self.in_work[studio] -= 1
            self.ended[text] = time.perf_counter()

    async def give_up(self, message: Msg, error: ProductError) -> None:
        """Remember what the owner was told."""
        if self.fail_give_up:
            raise self.fail_give_up.pop(0)
        self.given_up.append((message.data.decode(), error.message))

    def worker(self, *, slots: int = 1, per_studio: int = 0, limit: float = 5) -> Worker:
        """One that is not running yet."""
        queue = FairQueue(self.bus.client, self.name, self.subject, per_studio=per_studio)
        return Worker(self.bus.js, queue, 3, limit, self, slots=slots)

    async def work(self, until: Callable[[], object], *workers: Worker, timeout: float = 20) -> None:
        """Have one worker, or the given ones, work until something is true."""
        chosen = workers or (self.worker(),)
        running = [asyncio.create_task(worker.run()) for worker in chosen]
        async with asyncio.timeout(timeout):
            while not until():
                await asyncio.sleep(0.01)
        for worker in chosen:
            worker.stop()
        await asyncio.gather(*running)

    async def left(self) -> int:
        """How many jobs are in the queue, in work or not."""
        return (await self.bus.js.stream_info(self.name)).state.messages
