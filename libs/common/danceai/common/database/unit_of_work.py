"""One request, event or job conclusion = one transaction: what it reads, changes, announces and enqueues."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.contracts.base import Addressed, Event, Job
from danceai.common.identity import Actor
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.outbox import outbox_row
from danceai.common.settings import Settings
from danceai.common.storage.objects import Storage

if TYPE_CHECKING:
    from danceai.common.messaging.bus import Bus
    from danceai.common.messaging.progress import Progress


class UnitOfWork:
    """What a use case works with. It never commits: leaving the frame's block does."""

    def __init__(
        self, session: AsyncSession, actor: Actor, storage: Storage, bus: "Bus", progress: "Progress",
        settings: Settings, correlation: UUID | None = None,
    ) -> None:  # fmt: skip
        self.session = session
        self.actor = actor
        self.storage = storage
        self.bus = bus
        self.progress = progress
        self.settings = settings
        self.wrote_messages = False
        self.changed_analyses: set[UUID] = set()
        self._correlation = correlation

    @property
    def studio_id(self) -> UUID:
        """The studio this transaction sees."""
        return self.actor.studio_id

    def announce(self, event: Event) -> None:
        """Tell a fact, if and when the transaction commits."""
        self._post(event)

    def enqueue(self, job: Job) -> None:
        """Ask for long work, if and when the transaction commits."""
        self._post(job)

    def touch(self, analysis_id: UUID) -> None:
        """Let live views of the analysis read it again after the commit."""
        self.changed_analyses.add(analysis_id)

    def _post(self, message: Addressed) -> None:
        envelope = Envelope.of(message, self.actor, self._correlation)
        payload = message.model_dump_json().encode()
        self.session.add(
            outbox_row(envelope.id, message.subject, envelope.headers(), payload, datetime.now(UTC))
        )
        self.wrote_messages = True
