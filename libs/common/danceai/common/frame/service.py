"""The frame of every service: its table of contents, and how messages become calls with a transaction each."""

import asyncio
import inspect
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import structlog
from nats.aio.msg import Msg
from pydantic import ValidationError
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.contracts.base import Event, Job, Reply, Request
from danceai.common.database.engine import Database
from danceai.common.database.tables import ProcessedMessage
from danceai.common.errors import Conflict, Invalid, ProductError
from danceai.common.frame.outbox import OutboxRelay
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import NOBODY
from danceai.common.messaging.bus import FAILED, Bus
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.progress import Progress, StageProgress
from danceai.common.messaging.streams import CALLERS_CHANGED, EVENTS, LISTENERS
from danceai.common.messaging.worker import Slot, Worker
from danceai.common.observability import metrics, tracing
from danceai.common.observability.logs import logger
from danceai.common.settings import Settings
from danceai.common.storage.objects import Storage

log = logger(__name__)
Handler = Callable[..., Awaitable[Any]]
EVENT_ATTEMPTS = 10
UNSTORABLE = ("22021", "22P05")
"""SQLSTATE of text with a NUL character, which PostgreSQL does not keep"""

REMEMBER = (
    insert(ProcessedMessage)
    .values(consumer=bindparam("consumer"), message_id=bindparam("message_id"))
    .on_conflict_do_nothing()
    .returning(ProcessedMessage.message_id)
)


@dataclass(frozen=True)
class JobHandler:
    """What runs a job, and what tells the owner in the end that it could not be done."""

    job: type[Job]
    run: Handler
    failed: Handler


def job(kind: type[Job], failed: Handler) -> Callable[[Handler], JobHandler]:
    """Declare `async def run(job, context)` as the worker of one queue."""
    return lambda run: JobHandler(kind, run, failed)


class JobContext:
    """What a job works with: short transactions around long work, and one that concludes it."""

    def __init__(self, running: "RunningService", envelope: Envelope, consumer: str, slot: Slot) -> None:
        self.slot = slot
        self._running = running
        self._envelope = envelope
        self._consumer = consumer
        self.storage = running.storage
        self.progress = Progress(running.bus, envelope.actor.studio_id)
        self.settings = running.settings
        self.message_id = envelope.id

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """A short transaction before the work."""
        async with self._running.unit_of_work(self._envelope) as work:
            yield work

    @asynccontextmanager
    async def conclude(self) -> AsyncIterator[UnitOfWork]:
        """The transaction that records the effect, together with the fact that this message had it."""
        async with self._running.unit_of_work(self._envelope) as work:
            if not await first_time(work, self._consumer, self._envelope):
                raise AlreadyDone
            yield work


class AlreadyDone(Exception):
    """Another delivery of the same message has concluded meanwhile; nothing of this one is kept."""


async def first_time(work: UnitOfWork, consumer: str, envelope: Envelope) -> bool:
    """Record the message as processed; False when it already was."""
    result = await work.session.execute(REMEMBER, {"consumer": consumer, "message_id": envelope.id})
    return result.first() is not None


@dataclass(frozen=True)
class Service:
    """The table of contents of a service; `requests` and `events` are handlers typed by their message."""

    name: str
    requests: list[Handler] = field(default_factory=list)
    jobs: list[JobHandler] = field(default_factory=list)
    events: list[Handler] = field(default_factory=list)
    start: Callable[[AsyncSession], Awaitable[None]] | None = None
    """Runs once before the first message, in a transaction of the platform: seeds what must be there."""


def _message_of(handler: Handler) -> Any:
    first = next(iter(inspect.signature(handler).parameters))
    return get_type_hints(handler)[first]


class RunningService:
    """One process of a service."""

    def __init__(self, service: Service, settings: Settings, bus: Bus) -> None:
        self.service = service
        self.settings = settings
        self.bus = bus
        self.database = Database(settings.database_url.get_secret_value())
        self.storage = Storage(settings)
        self.outbox = OutboxRelay(self.database, bus)
        self.workers: list[Worker] = []

    async def start(self) -> None:
        """Seed what the service needs before it answers; every process does, and nothing is done twice."""
        if self.service.start is not None:
            async with self.database.tenant_transaction(NOBODY.studio_id) as session:
                await self.service.start(session)

    @asynccontextmanager
    async def unit_of_work(self, envelope: Envelope) -> AsyncIterator[UnitOfWork]:
        """A transaction bound to the envelope's studio; after its commit the outbox is woken."""
        progress = Progress(self.bus, envelope.actor.studio_id)
        async with self.database.tenant_transaction(envelope.actor.studio_id) as session:
            work = UnitOfWork(
                session, envelope.actor, self.storage, self.bus, progress, self.settings, envelope.correlation
            )
            yield work
        if work.wrote_messages:
            self.outbox.wake()
        for caller in work.changed_callers:
            await self.bus.client.publish(CALLERS_CHANGED, str(caller).encode())
        for analysis_id in work.changed_analyses:
            progress.tell(analysis_id, StageProgress(changed=True))

    async def answer(self, handler: Handler, kind: type[Request[Any]], message: Msg) -> None:
        """One request: permission, transaction, reply or typed error."""
        started, outcome = time.perf_counter(), "ok"
        try:
            envelope = Envelope.read(message.headers)
            structlog.contextvars.bind_contextvars(type=envelope.type, studio=str(envelope.actor.studio_id))
            with tracing.span(kind.__name__, envelope.trace):
                if kind.needs is not None:
                    envelope.actor.must(kind.needs)
                body = kind.model_validate_json(message.data)
                reply: Reply | ProductError
                async with self.unit_of_work(envelope) as work:
                    try:
                        reply = await handler(body, work)
                    except ProductError as error:
                        if not error.keeps:
                            raise
                        reply = error
            if isinstance(reply, ProductError):
                raise reply  # noqa: TRY301 - answered below like every refusal
            await message.respond(reply.model_dump_json().encode())
        except ProductError as error:
            outcome = error.reported_code
            await _refuse(message, error)
        except ValidationError as error:
            outcome = "invalid"
            await _refuse(message, Invalid(_in_words(error)))
        except Exception as error:
            refusal = _refusal(error)
            outcome = refusal.reported_code
            if outcome == "internal":
                log.exception("request_failed")
            await _refuse(message, refusal)
        metrics.HANDLED.labels("request", kind.__name__, outcome).inc()
        metrics.SECONDS.labels("request", kind.__name__).observe(time.perf_counter() - started)

    def job_worker(self, handler: JobHandler) -> Worker:
        """The worker of one queue."""
        kind, consumer = handler.job, handler.job.__name__

        async def handle(message: Msg, slot: Slot) -> None:
            envelope = Envelope.read(message.headers)
            body = handler.job.model_validate_json(message.data)
            structlog.contextvars.bind_contextvars(type=consumer, studio=str(envelope.actor.studio_id))
            # A first delivery is new; should it not be, `conclude` finds out and nothing is done twice.
            if message.metadata.num_delivered > 1 and await self._processed(envelope, consumer):
                return
            with tracing.span(consumer, envelope.trace), metrics.SECONDS.labels("job", consumer).time():
                metrics.RUNNING.labels(consumer).inc()
                try:
                    await handler.run(body, JobContext(self, envelope, consumer, slot))
                except AlreadyDone:
                    log.info("already_done", type=consumer)
                finally:
                    metrics.RUNNING.labels(consumer).dec()
            metrics.HANDLED.labels("job", consumer, "ok").inc()

        async def give_up(message: Msg, error: ProductError) -> None:
            envelope = Envelope.read(message.headers)
            async with self.unit_of_work(envelope) as work:
                if await first_time(work, consumer, envelope):
                    await handler.failed(handler.job.model_validate_json(message.data), error, work)
            metrics.HANDLED.labels("job", consumer, error.reported_code).inc()

        return Worker(
            self.bus.js,
            kind.queue(),
            "workers",
            kind.attempts,
            kind.limit,
            handle,
            give_up,
            slots=self.settings.job_slots,
        )

    def event_worker(self) -> Worker:
        """One durable consumer for all events this service listens to."""
        handlers = {_message_of(handler): handler for handler in self.service.events}
        expected = set(LISTENERS.get(self.service.name, ()))
        if set(handlers) != expected:
            raise RuntimeError(f"{self.service.name} must handle exactly {expected} (topology.LISTENERS)")
        by_subject = {kind.subject: (kind, handler) for kind, handler in handlers.items()}

        async def handle(message: Msg, _: Slot) -> None:
            kind, handler = by_subject[message.subject]
            envelope = Envelope.read(message.headers)
            event: Event = kind.model_validate_json(message.data)
            structlog.contextvars.bind_contextvars(type=envelope.type, studio=str(envelope.actor.studio_id))
            with tracing.span(envelope.type, envelope.trace), metrics.SECONDS.labels("event", envelope.type).time():
                async with self.unit_of_work(envelope) as work:
                    if await first_time(work, f"event.{self.service.name}", envelope):
                        await handler(event, work)
            metrics.HANDLED.labels("event", envelope.type, "ok").inc()

        async def give_up(message: Msg, error: ProductError) -> None:
            log.error("event_given_up", subject=message.subject, error=str(error))

        return Worker(self.bus.js, EVENTS, self.service.name, EVENT_ATTEMPTS, 60, handle, give_up, slots=1)

    async def _processed(self, envelope: Envelope, consumer: str) -> bool:
        async with self.unit_of_work(envelope) as work:
            query = select(ProcessedMessage).where(
                ProcessedMessage.consumer == consumer, ProcessedMessage.message_id == envelope.id
            )
            return (await work.session.scalar(query)) is not None

    async def live(self) -> None:
        """Raise when a worker loop has stopped turning."""
        for worker in self.workers:
            if worker.in_hand < worker.slots and time.monotonic() - worker.last_turn > 60:
                raise Conflict(f"{worker.stream} has not been polled for a minute")

    async def ready(self) -> None:
        """Raise unless database, bus and store answer."""
        await self.database.ready()
        await self.bus.client.flush(timeout=3)
        await self.storage.ready()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Requests are answered while the block lasts."""
        async with AsyncExitStack() as stack:
            for handler in self.service.requests:
                kind = _message_of(handler)

                async def callback(message: Msg, handler: Handler = handler, kind: Any = kind) -> None:
                    task = asyncio.create_task(self.answer(handler, kind, message))
                    pending.add(task)
                    task.add_done_callback(pending.discard)

                subscription = await self.bus.client.subscribe(kind.subject, queue=self.service.name, cb=callback)
                stack.push_async_callback(subscription.unsubscribe)
            pending: set[asyncio.Task[None]] = set()
            yield
            if pending:
                await asyncio.wait(pending, timeout=10)


def _refusal(error: Exception) -> ProductError:
    """What is told of an error nobody has foreseen."""
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") in UNSTORABLE:
        return Invalid("The text contains a character that cannot be stored (NUL). Please remove it.")
    return ProductError("Something went wrong on our side. It has been recorded.", code="internal", status=500)


async def _refuse(message: Msg, error: ProductError) -> None:
    body = {"code": error.reported_code, "status": error.reported_status, "message": error.message}
    answer = json.dumps(body).encode()
    await message._client.publish(message.reply, answer, headers={FAILED: error.reported_code})  # noqa: SLF001


def _in_words(error: ValidationError) -> str:
    parts = [f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:3]]
    return "The request is not valid. " + "; ".join(parts)
