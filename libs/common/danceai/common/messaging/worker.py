"""The JetStream worker loop: where a job is retried, given back or given up.

Take a free slot, then fetch one; heartbeat from receipt; acknowledge at the end; on failure hand back with a
growing delay; on the last attempt or a permanent error tell the owner, copy to DEAD_LETTERS and terminate.
A job whose heavy part is over may free its slot before it has stored and recorded what it found.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import nats.errors
import nats.js.errors
from nats.aio.msg import Msg
from nats.js import JetStreamContext

from danceai.common.errors import JobFailed, ProductError
from danceai.common.messaging.streams import ACK_WAIT, BACKOFF, DEAD_SUBJECT
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger

log = logger(__name__)
PATIENCE = 2.0
GAVE_UP = "This took too long or failed too often, so we stopped trying."
DRAIN = 20.0


class Slot:
    """The right to do the heavy part of one job."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._held = True

    def leave(self) -> None:
        """Let the next job be fetched. Again does nothing."""
        if self._held:
            self._held = False
            self._free.release()


class TookTooLong(JobFailed):
    """The time limit of the job ran out, or its worker died with it again and again."""

    code = "took_too_long"


@dataclass
class Worker:
    """Works off one consumer. `handle` does the work, `give_up` tells the owner that nothing more will come."""

    js: JetStreamContext
    stream: str
    consumer: str
    attempts: int
    limit: float
    handle: Callable[[Msg, Slot], Awaitable[None]]
    give_up: Callable[[Msg, ProductError], Awaitable[None]]
    slots: int = 1
    last_turn: float = field(default_factory=time.monotonic)
    in_hand: int = 0
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Fetch nothing more; `run` returns when the work in hand is done or handed back."""
        self._stopping.set()

    async def run(self) -> None:
        """Until stopped. Raises when the connection is closed for good: the process should die then."""
        subscription = await self.js.pull_subscribe_bind(consumer=self.consumer, stream=self.stream)
        free = asyncio.Semaphore(self.slots)
        hands = asyncio.Semaphore(2 * self.slots)  # as many may be concluding as are working
        running: set[asyncio.Task[None]] = set()
        while not self._stopping.is_set():
            await hands.acquire()
            await free.acquire()  # never hold a message that cannot be started
            slot = Slot(free)
            message = await self._next(subscription)
            if message is None:
                slot.leave()
                hands.release()
                continue
            if self._stopping.is_set():
                await message.nak()
                break
            self.in_hand += 1
            task = asyncio.create_task(self._process(message, slot))
            running.add(task)
            task.add_done_callback(lambda done: self._finished(done, running, hands))
        if running:
            _, late = await asyncio.wait(running, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None], running: set[asyncio.Task[None]], hands: asyncio.Semaphore) -> None:
        running.discard(task)
        self.in_hand -= 1
        self.last_turn = time.monotonic()
        hands.release()
        if not task.cancelled() and (error := task.exception()):
            # The acknowledgement itself failed (server away): the message comes again, handlers are idempotent.
            log.error("acknowledgement_failed", stream=self.stream, exc_info=error)

    async def _next(self, subscription: JetStreamContext.PullSubscription) -> Msg | None:
        self.last_turn = time.monotonic()
        try:
            [message] = await subscription.fetch(1, timeout=PATIENCE)
        except nats.errors.TimeoutError:
            return None
        except nats.errors.ConnectionClosedError:
            raise
        except (nats.errors.Error, nats.js.errors.Error):
            await asyncio.sleep(0.5)  # reconnecting, leader election, API time-out
            return None
        return message

    async def _process(self, message: Msg, slot: Slot) -> None:
        attempt = message.metadata.num_delivered
        heartbeat = asyncio.create_task(self._heartbeat(message))
        try:
            if attempt > self.attempts:
                raise TookTooLong(GAVE_UP)  # noqa: TRY301 - told to the owner like any other failure
            async with asyncio.timeout(self.limit):
                await self.handle(message, slot)
        except asyncio.CancelledError:
            await message.nak()
            raise
        except Exception as error:  # noqa: BLE001 - the loop survives whatever a handler raises
            await self._failed(message, attempt, error)
        else:
            await message.ack_sync(timeout=5)
        finally:
            slot.leave()
            heartbeat.cancel()

    async def _failed(self, message: Msg, attempt: int, error: Exception) -> None:
        permanent = isinstance(error, ProductError) and error.permanent
        log.warning("job_failed", stream=self.stream, attempt=attempt, permanent=permanent, exc_info=error)
        if not permanent and attempt < self.attempts:
            await message.nak(delay=BACKOFF[min(attempt, len(BACKOFF)) - 1])
            return
        await self.give_up(message, _as_refusal(error))
        headers = dict(message.headers or {}) | {
            "Dead-Letter-Subject": message.subject,
            "Dead-Letter-Reason": f"{type(error).__name__}: {error}"[:500].replace("\n", " "),
            "Dead-Letter-Attempts": str(attempt),
            "Nats-Msg-Id": f"dead-{self.stream}-{message.metadata.sequence.stream}",
        }
        await self.js.publish(f"{DEAD_SUBJECT}.{message.subject}", message.data, headers=headers)
        metrics.DEAD.labels(self.stream).inc()
        await message.term()

    @staticmethod
    async def _heartbeat(message: Msg) -> None:
        while True:
            await asyncio.sleep(ACK_WAIT / 3)
            with contextlib.suppress(nats.errors.Error):
                await message.in_progress()


def _as_refusal(error: Exception) -> ProductError:
    if isinstance(error, ProductError):
        return error
    if isinstance(error, TimeoutError):
        return TookTooLong("This took longer than allowed, so we stopped it.")
    return JobFailed("Something went wrong on our side. You can retry this stage; we have been told.", code="internal")
