"""How a job becomes a call: done once even when delivered twice, and given up with a sentence."""

import structlog
from nats.aio.msg import Msg
from sqlalchemy import select

from danceai.common.database.tables import ProcessedMessage
from danceai.common.errors import NotAuthentic, ProductError
from danceai.common.frame.contexts import AlreadyDone, JobContext, is_first
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import JobHandler
from danceai.common.identity import Reach
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.streams import WORKERS
from danceai.common.messaging.worker import Slot, Worker
from danceai.common.observability import metrics, tracing
from danceai.common.observability.logs import logger

log = logger(__name__)


def job_worker(running: RunningService, handler: JobHandler) -> Worker:
    """The worker of one queue."""
    kind, name = handler.job, handler.job.__name__

    async def handle(message: Msg, slot: Slot) -> None:
        envelope = running.bus.opener.open_order(message.subject, message.headers, message.data)
        body = kind.model_validate_json(message.data)
        structlog.contextvars.bind_contextvars(type=name, studio=str(envelope.actor.studio_id))
        # A first delivery is new; should it not be, `conclude` finds out and nothing is done twice.
        if message.metadata.num_delivered > 1 and await _is_processed(running, envelope, name):
            return
        with tracing.span(name, envelope.trace), metrics.SECONDS.labels("job", name).time():
            metrics.RUNNING.labels(name).inc()
            try:
                await handler.run(body, JobContext(running, envelope, name, slot))
            except AlreadyDone:
                log.info("already_done", type=name)
            finally:
                metrics.RUNNING.labels(name).dec()
        metrics.HANDLED.labels("job", name, "ok").inc()

    async def give_up(message: Msg, error: ProductError) -> None:
        if isinstance(error, NotAuthentic):
            return  # nobody of ours has ordered it: it goes to the dead letters, to be looked at
        envelope = running.bus.opener.open_order(message.subject, message.headers, message.data)
        async with running.unit_of_work(envelope, Reach.DELEGATED) as work:
            if await is_first(work, name, envelope):
                await handler.failed(kind.model_validate_json(message.data), error, work)
        metrics.HANDLED.labels("job", name, error.reported_code).inc()

    slots = running.settings.job_slots
    return Worker(running.bus.js, kind.queue(), WORKERS, kind.attempts, kind.limit, handle, give_up, slots=slots)


async def _is_processed(running: RunningService, envelope: Envelope, consumer: str) -> bool:
    async with running.unit_of_work(envelope, Reach.DELEGATED) as work:
        query = select(ProcessedMessage).where(
            ProcessedMessage.consumer == consumer, ProcessedMessage.message_id == envelope.id
        )
        return (await work.db.scalar(query)) is not None
