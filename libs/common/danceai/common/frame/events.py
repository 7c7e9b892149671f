"""How an event becomes a call: one durable consumer per service, each event applied once.

A fact that cannot be applied now may be applied in a minute, whatever the handler says: no refusal is final. What fails
again and again is parked in DEAD_LETTERS, so that the facts behind it are heard, and the reconcilers mend what it
would have changed.
"""

from nats.aio.msg import Msg

from danceai.common.contracts.base import Event
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import is_first
from danceai.common.frame.counted import CountedTasks
from danceai.common.frame.running import RunningService
from danceai.common.identity import Reach
from danceai.common.messaging.queues import EventQueue
from danceai.common.messaging.streams import EVENT_ATTEMPTS, EVENTS
from danceai.common.messaging.worker import Slot, Worker
from danceai.common.observability import metrics, tracing
from danceai.common.observability.logs import logger

log = logger(__name__)
LIMIT = 60.0
"""Seconds one event may take"""


class EventTasks(CountedTasks):
    """All events a service listens to."""

    def __init__(self, running: RunningService) -> None:
        super().__init__(running, f"event.{running.service.name}")
        self._by_subject = {kind.subject: (kind, handler) for kind, handler in running.service.heard.items()}

    async def handle(self, message: Msg, _: Slot) -> None:
        """Apply it, in one transaction."""
        kind, handler = self._by_subject[message.subject]
        envelope = self._envelope(message)
        event: Event = kind.model_validate_json(message.data)
        envelope.mark_logs()
        with tracing.span(envelope.type, envelope.trace), metrics.SECONDS.labels("event", envelope.type).time():
            async with self._running.unit_of_work(envelope, Reach.DELEGATED) as work:
                if await is_first(work, self._consumer, envelope):
                    await handler(event, work)
        metrics.HANDLED.labels("event", envelope.type, "ok").inc()

    async def give_up(self, message: Msg, error: ProductError) -> None:
        """It will be parked: say so where somebody looks."""
        log.error("event_parked", subject=message.subject, error=str(error))
        metrics.HANDLED.labels("event", message.subject, "parked").inc()


def event_worker(running: RunningService) -> Worker:
    """One consumer for all events this service listens to."""
    queue = EventQueue(running.bus.js, EVENTS, running.service.name)
    return Worker(running.bus.js, queue, EVENT_ATTEMPTS, LIMIT, EventTasks(running), patient=True)
