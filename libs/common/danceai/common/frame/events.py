"""How an event becomes a call: one durable consumer per service, each event applied once, in order."""

import structlog
from nats.aio.msg import Msg

from danceai.common.contracts.base import Event
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import is_first
from danceai.common.frame.running import RunningService
from danceai.common.identity import Reach
from danceai.common.messaging.streams import EVENT_ATTEMPTS, EVENTS
from danceai.common.messaging.worker import Slot, Worker
from danceai.common.observability import metrics, tracing
from danceai.common.observability.logs import logger

log = logger(__name__)
LIMIT = 60.0
"""Seconds one event may take"""


def event_worker(running: RunningService) -> Worker:
    """One consumer for all events this service listens to."""
    service = running.service
    by_subject = {kind.subject: (kind, handler) for kind, handler in service.heard.items()}

    async def handle(message: Msg, _: Slot) -> None:
        kind, handler = by_subject[message.subject]
        envelope = running.bus.opener.open_order(message.subject, message.headers, message.data)
        event: Event = kind.model_validate_json(message.data)
        structlog.contextvars.bind_contextvars(type=envelope.type, studio=str(envelope.actor.studio_id))
        with tracing.span(envelope.type, envelope.trace), metrics.SECONDS.labels("event", envelope.type).time():
            async with running.unit_of_work(envelope, Reach.DELEGATED) as work:
                if await is_first(work, f"event.{service.name}", envelope):
                    await handler(event, work)
        metrics.HANDLED.labels("event", envelope.type, "ok").inc()

    async def give_up(message: Msg, error: ProductError) -> None:
        log.error("event_given_up", subject=message.subject, error=str(error))

    return Worker(running.bus.js, EVENTS, service.name, EVENT_ATTEMPTS, LIMIT, handle, give_up, slots=1)
