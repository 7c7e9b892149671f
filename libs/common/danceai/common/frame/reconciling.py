"""What stands still is found and mended: the last word on "no fact and no job is lost".

Messages are delivered until they are worked off, and yet a queue can be emptied by mistake, an event be parked, a
backup be older than the bus. So every service looks, from time to time and studio by studio, for rows that say
"running" while nobody works on them, and restarts or ends them with a sentence. What is in its own queues a service
knows exactly; another service is asked again, and answers the same question with the same answer.
"""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from nats.js.errors import NotFoundError
from sqlalchemy import delete, select

from danceai.common.contracts.base import Job
from danceai.common.database.tables import OutboxRow
from danceai.common.errors import JobFailed
from danceai.common.frame import attempts
from danceai.common.frame.contexts import Context
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import Reconciler
from danceai.common.identity import Reach, service_of
from danceai.common.messaging.envelope import Envelope
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage

J = TypeVar("J", bound=Job)
log = logger(__name__)
MOST_RESTARTS = 3
"""Of one thing; what stands still again after that is ended"""
MOST_REFUSALS = 60
"""After which a message that the bus refuses each time is dropped: some minutes"""
STOOD_STILL = "This stood still on our side, and starting it again did not help. Please try again later."


class StoodStill(JobFailed):
    """Nobody worked on it any more, more often than can be chance."""

    code = "stood_still"
    ours = True


class Mending(Context):
    """What a reconciler works with, in one studio, on the service's own account."""

    def __init__(self, running: RunningService, studio_id: UUID) -> None:
        super().__init__(running, Envelope(actor=service_of(studio_id), type="Reconciling"), Reach.DELEGATED)
        self.found = 0

    @property
    def asked_before(self) -> datetime:
        """What was asked of another service before then should have been answered."""
        return datetime.now(UTC) - timedelta(seconds=self.settings.reconcile_after)

    async def ordered(self, kind: type[J]) -> list[J]:
        """Every job of a kind of this service's own that waits or is in work, for this studio.

        A job is in the outbox until it is in the queue, and there until it is done: a row that was read before this
        and still says the same afterwards belongs to one of these, or to none.
        """
        subject = kind.subject_of(self.studio_id)
        async with self._running.database.platform_session() as session:
            payloads = list(await session.scalars(select(OutboxRow.payload).where(OutboxRow.subject == subject)))
        for where in (subject, kind.subject):  # the second: from before jobs had a studio
            payloads += [payload async for payload in self._queued(kind.queue(), where)]
        return [kind.model_validate_json(payload) for payload in payloads]

    async def _queued(self, stream: str, subject: str) -> AsyncIterator[bytes]:
        number = 1
        with suppress(NotFoundError):
            while True:
                message = await self._running.bus.js.get_msg(stream, seq=number, subject=subject, next=True)
                yield message.data or b""
                number = (message.seq or number) + 1

    async def may_restart(self, kind: str, identifier: UUID) -> bool:
        """Count one more restart of a thing; False when it has had enough of them."""
        count = await attempts.begin(self._running.database, f"reconciled.{kind}", identifier)
        return count is not None and count <= MOST_RESTARTS

    def mended(self, kind: str, outcome: str, identifier: object) -> None:
        """Tell what was done about one thing."""
        self.found += 1
        metrics.RECONCILED.labels(self._running.service.name, kind, outcome).inc()
        log.warning("reconciled", kind=kind, outcome=outcome, studio=str(self.studio_id), id=str(identifier))


async def unsendable_messages(running: RunningService) -> int:
    """Drop what the bus will never take, so that it is seen and not tried for ever; whose it was is mended as lost."""
    async with running.database.platform_session() as session, session.begin():
        refused = delete(OutboxRow).where(OutboxRow.tries >= MOST_REFUSALS).returning(OutboxRow.subject, OutboxRow.id)
        dropped = (await session.execute(refused)).all()
    for subject, identifier in dropped:
        metrics.RECONCILED.labels(running.service.name, "unsendable_messages", "dropped").inc()
        log.error("reconciled", kind="unsendable_messages", outcome="dropped", subject=subject, id=str(identifier))
    return len(dropped)


async def reconcile(running: RunningService) -> int:
    """One round over all studios; how many things stood still."""
    found = await unsendable_messages(running)
    for studio_id in await running.studios.all():
        for reconciler in running.service.reconcilers:
            found += await _in_studio(running, reconciler, studio_id)
    return found


async def _in_studio(running: RunningService, reconciler: Reconciler, studio_id: UUID) -> int:
    mending = Mending(running, studio_id)
    try:
        await reconciler(mending)
    except Exception as error:
        if is_outage(error):
            raise
        # One studio's trouble is not another's.
        log.exception("reconciler_failed", reconciler=reconciler.__name__, studio=str(studio_id))
        metrics.RECONCILED.labels(running.service.name, reconciler.__name__, "failed").inc()
    return mending.found
