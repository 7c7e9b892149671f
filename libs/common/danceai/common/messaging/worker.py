"""The JetStream worker loop: where a job is retried, given back or given up.

Take a free slot, then fetch one; heartbeat from receipt; acknowledge at the end; on failure hand back with a
growing delay; on the last attempt or a permanent error tell the owner, copy to DEAD_LETTERS and terminate.
A job whose heavy part is over may free its slot before it has stored and recorded what it found.

Attempts are counted by the service, in its database, and only those that say something about the work: while a server
of ours is away a job is handed back uncounted, as often as it takes.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import nats.errors
import nats.js.errors
from nats.aio.msg import Msg
from nats.js import JetStreamContext

from danceai.common.errors import JobFailed, NotYet, ProductError
from danceai.common.messaging.queues import Queue
from danceai.common.messaging.streams import ACK_WAIT, BACKOFF, DEAD_SUBJECT
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage

log = logger(__name__)
GAVE_UP = "This took too long or failed too often, so we stopped trying. That is our fault, not the recording's."
STOPPED = "This took longer than allowed, so we stopped it. That is our fault, not the recording's."
DRAIN = 3.0
"""Seconds that jobs in hand may still take when the process is told to stop; then they are another's"""
LAST_WORDS = 3.0
OUTAGE_PAUSE = 1.0
"""Seconds between two looks whether a server has come back"""
OUTAGE_DELAY = 2.0
"""Seconds after which a job comes again that met a server which was away"""


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
    ours = True


class WentWrong(JobFailed):
    """A defect of ours."""

    code = "internal"
    ours = True


class Tasks(Protocol):
    """What a worker works off, as the service knows it."""

    async def begin(self, message: Msg) -> int | None:
        """Count one more attempt and say the how-manieth it is; None when all is done already."""

    async def give_back(self, message: Msg) -> None:
        """The attempt that has begun does not count."""

    async def handle(self, message: Msg, slot: Slot) -> None:
        """Do the work."""

    async def give_up(self, message: Msg, error: ProductError) -> None:
        """Tell the owner that nothing more will come."""


@dataclass
class Worker:
    """Works off one queue."""

    js: JetStreamContext
    queue: Queue
    attempts: int
    limit: float
    tasks: Tasks
    slots: int = 1
    patient: bool = False
    """No refusal is final: what is refused now may be true in a minute, so it is tried as often as anything else"""
    last_turn: float = field(default_factory=time.monotonic)
    in_hand: int = 0
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def stream(self) -> str:
        """The stream it works off."""
        return self.queue.stream

    def stop(self) -> None:
        """Fetch nothing more; `run` returns when the work in hand is done or handed back."""
        self._stopping.set()

    async def run(self) -> None:
        """Until stopped. Raises when the connection is closed for good: the process should die then."""
        await self.queue.open()
        free = asyncio.Semaphore(self.slots)
        hands = asyncio.Semaphore(2 * self.slots)  # as many may be concluding as are working
        running: set[asyncio.Task[None]] = set()
        while not self._stopping.is_set():
            # Never hold a message that cannot be started.
            if not (await self._acquired(hands) and await self._acquired(free)):
                break
            slot = Slot(free)
            message = await self._next()
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
        await self.queue.close()

    async def _acquired(self, room: asyncio.Semaphore) -> bool:
        """Wait for room; False when told to stop before there was any: who works on a long job must hear of it."""
        getting, told = asyncio.create_task(room.acquire()), asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({getting, told}, return_when=asyncio.FIRST_COMPLETED)
            return getting.done()
        finally:
            getting.cancel()
            told.cancel()

    def _finished(self, task: asyncio.Task[None], running: set[asyncio.Task[None]], hands: asyncio.Semaphore) -> None:
        running.discard(task)
        self.in_hand -= 1
        self.last_turn = time.monotonic()
        hands.release()
        if not task.cancelled() and (error := task.exception()):
            # The acknowledgement itself failed (server away): the message comes again, handlers are idempotent.
            log.error("acknowledgement_failed", stream=self.stream, exc_info=error)

    async def _next(self) -> Msg | None:
        self.last_turn = time.monotonic()
        try:
            return await self.queue.next()
        except nats.errors.ConnectionClosedError:
            raise
        except (nats.errors.Error, nats.js.errors.Error) as error:
            log.warning("queue_waits", stream=self.stream, error=str(error) or repr(error))
            await asyncio.sleep(0.5)  # reconnecting, leader election, API time-out
            return None

    async def _process(self, message: Msg, slot: Slot) -> None:
        heartbeat = asyncio.create_task(self._heartbeat(message))
        again_in: float | None = None
        try:
            again_in = await self._attempt(message, slot)
            if again_in is None:
                await message.ack_sync(timeout=5)
            else:
                await message.nak(delay=again_in)
        except asyncio.CancelledError:
            await self._hand_back(message)
            raise
        finally:
            slot.leave()
            heartbeat.cancel()
            self.queue.ended(message, again_in)

    async def _attempt(self, message: Msg, slot: Slot) -> float | None:
        """One attempt: None when the message is done with, or the seconds after which it should come again."""
        try:
            attempt = await self.tasks.begin(message)
        except Exception as error:  # noqa: BLE001 - the same
            if not is_outage(error):  # it cannot even be read
                return await self._failed(message, self.attempts, error)
            log.warning("job_waits", stream=self.stream, error=repr(error))
            await asyncio.sleep(OUTAGE_PAUSE)  # with the slot: the next one would fare no better
            return OUTAGE_DELAY
        if attempt is None:
            return None
        try:
            if attempt > self.attempts:
                raise TookTooLong(GAVE_UP)  # noqa: TRY301 - told to the owner like any other failure
            await self._handle(message, slot)
        except NotYet as later:
            await self._once_back(lambda: self.tasks.give_back(message))
            return later.seconds
        except Exception as error:  # noqa: BLE001 - the loop survives whatever a handler raises
            return await self._failed(message, attempt, error)
        return None

    async def _hand_back(self, message: Msg) -> None:
        """Told to stop in the middle: that was no attempt."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(LAST_WORDS):
                await self.tasks.give_back(message)
        await message.nak()

    async def _handle(self, message: Msg, slot: Slot) -> None:
        try:
            async with asyncio.timeout(self.limit) as scope:
                await self.tasks.handle(message, slot)
        except TimeoutError:
            if scope.expired():
                raise TookTooLong(STOPPED) from None
            raise

    async def _failed(self, message: Msg, attempt: int, error: Exception) -> float | None:
        if is_outage(error):
            log.warning("job_waits", stream=self.stream, error=repr(error))
            await self._once_back(lambda: self.tasks.give_back(message))
            return OUTAGE_DELAY
        permanent = not self.patient and isinstance(error, ProductError) and error.permanent
        log.warning("job_failed", stream=self.stream, attempt=attempt, permanent=permanent, exc_info=error)
        if not permanent and attempt < self.attempts:
            return BACKOFF[min(attempt, len(BACKOFF)) - 1]
        try:
            await self._once_back(lambda: self.tasks.give_up(message, _as_refusal(error)))
        except Exception:
            # Nobody to tell, or telling is broken: the message must not come again for that.
            log.exception("giving_up_failed", stream=self.stream)
        await self._once_back(lambda: self._bury(message, attempt, error))
        return None

    async def _bury(self, message: Msg, attempt: int, error: Exception) -> None:
        """Keep a copy of what will not be delivered again, and why."""
        headers = dict(message.headers or {}) | {
            "Dead-Letter-Subject": message.subject,
            "Dead-Letter-Reason": f"{type(error).__name__}: {error}"[:500].replace("\n", " "),
            "Dead-Letter-Attempts": str(attempt),
            "Nats-Msg-Id": f"dead-{self.stream}-{message.metadata.sequence.stream}",
        }
        await self.js.publish(f"{DEAD_SUBJECT}.{message.subject}", message.data, headers=headers)
        metrics.DEAD.labels(self.stream).inc()

    @staticmethod
    async def _once_back(step: Callable[[], Awaitable[None]]) -> None:
        """Do something that must be done, however long the server it needs is away; the message stays in hand."""
        while True:
            try:
                return await step()
            except Exception as error:
                if not is_outage(error):
                    raise
                await asyncio.sleep(OUTAGE_PAUSE)

    @staticmethod
    async def _heartbeat(message: Msg) -> None:
        while True:
            await asyncio.sleep(ACK_WAIT / 3)
            with contextlib.suppress(nats.errors.Error):
                await message.in_progress()


def _as_refusal(error: Exception) -> ProductError:
    if isinstance(error, ProductError):
        return error
    return WentWrong("Something went wrong on our side, not with the recording. It has been recorded.")
