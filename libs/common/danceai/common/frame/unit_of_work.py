"""One request, event or job conclusion = one transaction: what it reads, changes, announces and enqueues."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.contracts.audit import AdministrationChanged
from danceai.common.contracts.base import Addressed, Event, Job, Reply, Request
from danceai.common.database.engine import TENANT
from danceai.common.frame.outbox import outbox_row
from danceai.common.identity import Actor
from danceai.common.messaging.envelope import Envelope
from danceai.common.settings import Settings
from danceai.common.storage.objects import Storage

if TYPE_CHECKING:
    from danceai.common.messaging.bus import Bus
    from danceai.common.messaging.progress import Progress


R = TypeVar("R", bound=Reply)


class UnitOfWork:
    """What a use case works with. It never commits: leaving the frame's block does."""

    def __init__(
        self,
        session: AsyncSession,
        actor: Actor,
        storage: Storage,
        bus: "Bus",
        progress: "Progress",
        settings: Settings,
        correlation: UUID | None = None,
    ) -> None:
        self.session = session
        self.actor = actor
        self.storage = storage
        self.bus = bus
        self.progress = progress
        self.settings = settings
        self.wrote_messages = False
        self.changed_analyses: set[UUID] = set()
        self.changed_callers: set[UUID] = set()
        self._correlation = correlation

    @property
    def studio_id(self) -> UUID:
        """The studio this transaction sees."""
        return self.actor.studio_id

    @asynccontextmanager
    async def as_studio(self, studio_id: UUID) -> AsyncIterator[None]:
        """See and change another studio's rows while the block lasts: for sign-in and for platform administration."""
        before = self.actor
        await self.session.flush()
        await self.session.execute(TENANT, {"studio": str(studio_id)})
        self.actor = before.model_copy(update={"studio_id": studio_id})
        try:
            yield
            await self.session.flush()
        finally:
            self.actor = before
            with suppress(SQLAlchemyError):  # the transaction has failed already, and its error is on the way
                await self.session.execute(TENANT, {"studio": str(before.studio_id)})

    async def ask(self, request: Request[R], timeout: float = 15.0) -> R:
        """Ask another service for the actor: this one has checked the permission, the other checks the reach."""
        return await self.bus.request(request, self.actor.through_service(), timeout=timeout)

    def announce(self, event: Event) -> None:
        """Tell a fact, if and when the transaction commits."""
        self._post(event)

    def enqueue(self, job: Job) -> None:
        """Ask for long work, if and when the transaction commits."""
        self._post(job)

    def record(self, action: str, kind: str, identifier: object, **details: Any) -> None:
        """Have the audit log tell of an administrative change, if and when the transaction commits."""
        self._post(
            AdministrationChanged(
                action=action, subject_kind=kind, subject_id=str(identifier), details=details, at=datetime.now(UTC)
            )
        )

    def callers_changed(self, identifier: UUID) -> None:
        """Have every gateway ask anew who a user, a key, or anybody of a studio is, after the commit."""
        self.changed_callers.add(identifier)

    def touch(self, analysis_id: UUID) -> None:
        """Let live views of the analysis read it again after the commit."""
        self.changed_analyses.add(analysis_id)

    def _post(self, message: Addressed) -> None:
        envelope = Envelope.of(message, self.actor, self._correlation)
        payload = message.model_dump_json().encode()
        self.session.add(outbox_row(envelope.id, message.subject, envelope.headers(), payload, datetime.now(UTC)))
        self.wrote_messages = True
