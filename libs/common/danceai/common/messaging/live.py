"""Live views of long work: fleeting messages on a subject per kind and id, kept for minutes.

They lie in a JetStream stream of their own, so that somebody whose connection broke hears what was told meanwhile; a
message's number there is what a browser sends back as Last-Event-ID. Telling waits for no acknowledgement: what is
lost does no harm, the owner of the thing knows how it stands.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import nats.errors
import nats.js.errors
from nats.aio.msg import Msg
from nats.js.api import ConsumerConfig, DeliverPolicy

from danceai.common.contracts.base import Message
from danceai.common.messaging.bus import Bus

LIVE = "LIVE"
SELDOM = 0.2
"""Seconds between two reports of one piece of work"""
Place = tuple[str, UUID]
"""What is told about: a kind (analysis, session, transcript ...) and an id"""
Region = tuple[str, UUID | None]
"""Where somebody listens: one place, or all of a kind in the studio"""


class Progress(Message):
    """How far a part of the work is, or (with `changed`) that the thing should be read again."""

    part: str = ""
    """Which of several: a stage, a camera, as the kind names them"""
    done: float = 0.0
    total: float = 1.0
    unit: str = ""
    changed: bool = False


def subject(studio_id: UUID, region: Region) -> str:
    """Where a thing's progress is told, or that of all things of a kind."""
    return f"live.{studio_id}.{region[0]}.{region[1] or '*'}"


def place_of(told: str) -> Place:
    """What a message is about, from where it was told."""
    _, _, kind, identifier = told.split(".")
    return kind, UUID(identifier)


class Teller:
    """Tells progress at most five times a second; callable from threads."""

    def __init__(self, bus: Bus, studio_id: UUID) -> None:
        self._bus = bus
        self._studio_id = studio_id
        self._loop = asyncio.get_running_loop()
        self._last = 0.0

    def tell(self, kind: str, about: UUID, progress: Progress) -> None:
        """Publish; a report that comes too soon after the last one is left out, unless it is the end of a part."""
        now = time.monotonic()
        if not progress.changed and now - self._last < SELDOM and progress.done < progress.total:
            return
        self._last = now
        payload = progress.model_dump_json().encode()
        publishing = self._bus.client.publish(subject(self._studio_id, (kind, about)), payload)
        asyncio.run_coroutine_threadsafe(publishing, self._loop)


@dataclass(frozen=True)
class Heard:
    """One message and its number in the stream."""

    number: int
    place: Place
    progress: Progress


class Listener:
    """What is told of some things from now on, or from a number on."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Heard] = asyncio.Queue(maxsize=256)

    async def keep(self, message: Msg) -> None:
        """Called with every message; the oldest is dropped when nobody reads."""
        if self._queue.full():
            self._queue.get_nowait()
        number = message.metadata.sequence.stream
        self._queue.put_nowait(Heard(number, place_of(message.subject), Progress.model_validate_json(message.data)))

    async def next(self, timeout: float) -> Heard | None:
        """The next message; None when nothing came for so long."""
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(self._queue.get(), timeout)
        return None

    def more(self) -> list[Heard]:
        """What has come since, without waiting."""
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]


@asynccontextmanager
async def listening(bus: Bus, studio_id: UUID, regions: list[Region], after: int | None) -> AsyncIterator[Listener]:
    """Listen while the block lasts: from number `after` on, or from the newest message of each place."""
    listener = Listener()
    subscriptions = [
        await bus.js.subscribe(
            subject(studio_id, region), stream=LIVE, cb=listener.keep, ordered_consumer=True, config=_from(after)
        )
        for region in regions
    ]
    try:
        yield listener
    finally:
        for subscription in subscriptions:
            with contextlib.suppress(nats.errors.Error, nats.js.errors.Error):
                await subscription.unsubscribe()


def _from(after: int | None) -> ConsumerConfig:
    if after is None:
        return ConsumerConfig(deliver_policy=DeliverPolicy.LAST_PER_SUBJECT)
    return ConsumerConfig(deliver_policy=DeliverPolicy.BY_START_SEQUENCE, opt_start_seq=after + 1)


async def still_kept(bus: Bus, after: int) -> bool:
    """Whether everything that was told after a number can still be heard."""
    state = (await bus.js.stream_info(LIVE)).state
    return state.first_seq <= after + 1 and after <= state.last_seq


async def last_number(bus: Bus) -> int:
    """The number of the newest message of all."""
    return (await bus.js.stream_info(LIVE)).state.last_seq
