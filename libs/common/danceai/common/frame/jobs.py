"""How a job becomes a call: done once even when delivered twice, and given up with a sentence."""

from nats.aio.msg import Msg

from danceai.common.errors import NotAuthentic, ProductError
from danceai.common.frame.contexts import AlreadyDone, JobContext, is_first
from danceai.common.frame.counted import CountedTasks
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import JobHandler
from danceai.common.identity import Reach
from danceai.common.messaging.queues import FairQueue
from danceai.common.messaging.worker import Slot, Worker
from danceai.common.observability import metrics, tracing
from danceai.common.observability.logs import logger
from danceai.common.observability.processor_time import METER

log = logger(__name__)


class JobTasks(CountedTasks):
    """The jobs of one kind."""

    def __init__(self, running: RunningService, handler: JobHandler) -> None:
        super().__init__(running, handler.job.__name__)
        self._handler = handler

    async def handle(self, message: Msg, slot: Slot) -> None:
        """Run the job's function."""
        name = self._consumer
        envelope = self._envelope(message)
        body = self._handler.job.model_validate_json(message.data)
        envelope.mark_logs()
        with tracing.span(name, envelope.trace), metrics.SECONDS.labels("job", name).time(), METER.job(name):
            metrics.RUNNING.labels(name).inc()
            try:
                await self._handler.run(body, JobContext(self._running, envelope, name, slot))
            except AlreadyDone:
                log.info("already_done", type=name)
            finally:
                metrics.RUNNING.labels(name).dec()
        metrics.HANDLED.labels("job", name, "ok").inc()

    async def give_up(self, message: Msg, error: ProductError) -> None:
        """Have the owner told, once."""
        if isinstance(error, NotAuthentic):
            return  # nobody of ours has ordered it: it goes to the dead letters, to be looked at
        envelope = self._envelope(message)
        async with self._running.unit_of_work(envelope, Reach.DELEGATED) as work:
            if await is_first(work, self._consumer, envelope):
                await self._handler.failed(self._handler.job.model_validate_json(message.data), error, work)
        metrics.HANDLED.labels("job", self._consumer, error.reported_code).inc()


def job_worker(running: RunningService, handler: JobHandler) -> Worker:
    """The worker of one queue."""
    kind, settings = handler.job, running.settings
    queue = FairQueue(
        running.bus.client, kind.queue(), kind.subject, per_studio=settings.studio_slots or kind.per_studio
    )
    slots = settings.job_slots or kind.slots
    return Worker(running.bus.js, queue, kind.attempts, kind.limit, JobTasks(running, handler), slots=slots)
