"""What handlers work with when one transaction is not all they need: short transactions, other services, the store.

Nothing of this can be reached from within a transaction, and that is the point: ask, fetch and compute first, then
open a transaction for what was found (decision 2).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from danceai.common.contracts.base import Reply, Request
from danceai.common.database.tables import ProcessedMessage
from danceai.common.frame import ledger
from danceai.common.frame.objects import JobObjects, Objects
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Actor, Reach
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.live import Teller
from danceai.common.messaging.worker import Slot

if TYPE_CHECKING:
    from danceai.common.frame.running import RunningService

R = TypeVar("R", bound=Reply)
REMEMBER = (
    insert(ProcessedMessage)
    .values(consumer=bindparam("consumer"), message_id=bindparam("message_id"))
    .on_conflict_do_nothing()
    .returning(ProcessedMessage.message_id)
)


class Context:
    """Around a handler: short transactions when it wants them, requests to other services, the object store."""

    def __init__(self, running: "RunningService", envelope: Envelope, reach: Reach) -> None:
        self.actor: Actor = envelope.actor
        self.storage = Objects(running, envelope.actor.studio_id)
        self.settings = running.settings
        self.own = running.own
        self.live = Teller(running.bus, envelope.actor.studio_id)
        self._running = running
        self._envelope = envelope
        self._reach = reach

    @property
    def studio_id(self) -> UUID:
        """The studio in which this happens."""
        return self.actor.studio_id

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UnitOfWork]:
        """A short transaction; commits at the end of the block."""
        async with self._running.unit_of_work(self._envelope, self._reach) as work:
            yield work

    async def ask(self, request: Request[R], timeout: float = 15.0) -> R:
        """Ask another service for the actor: this one has checked the permission, the other checks the reach."""
        return await self._running.bus.request(request, self.actor, timeout=timeout)


class AlreadyDone(Exception):
    """Another delivery of the same message has concluded meanwhile; nothing of this one is kept."""


async def is_first(work: UnitOfWork, consumer: str, envelope: Envelope) -> bool:
    """Record the message as processed; False when it already was."""
    result = await work.db.execute(REMEMBER, {"consumer": consumer, "message_id": envelope.id})
    return result.first() is not None


class JobContext(Context):
    """What a job works with: short transactions around long work, and one that concludes it."""

    def __init__(self, running: "RunningService", envelope: Envelope, consumer: str, slot: Slot) -> None:
        super().__init__(running, envelope, Reach.DELEGATED)
        self.storage: JobObjects = JobObjects(running, envelope.actor.studio_id)
        self.slot = slot
        self.message_id = envelope.id
        self._consumer = consumer

    @asynccontextmanager
    async def conclude(self) -> AsyncIterator[UnitOfWork]:
        """The transaction that records the effect, together with the fact that this message had it.

        Objects the job has written are kept by it; what nobody wants after all is to be dropped in the block.
        """
        async with self.transaction() as work:
            if not await is_first(work, self._consumer, self._envelope):
                raise AlreadyDone
            await ledger.keep(work.db, self.storage.written)
            yield work
