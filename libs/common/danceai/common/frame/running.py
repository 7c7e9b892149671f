"""One process of a service: its connections, and a transaction around whatever it does."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from danceai.common.database.engine import Database
from danceai.common.errors import Conflict, ProductError
from danceai.common.frame.active import ActiveStudios
from danceai.common.frame.outbox import OutboxRelay
from danceai.common.frame.service import Service
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import PLATFORM_STUDIO, Reach
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.live import Progress, Teller
from danceai.common.messaging.streams import CALLERS_CHANGED
from danceai.common.messaging.worker import Worker
from danceai.common.settings import ServiceSettings, Settings
from danceai.common.storage.objects import Storage

SILENT = 60.0
"""Seconds after which a worker that asks for nothing is taken for dead"""


FIRST = 4
"""Connections of those requests that every call waits for"""


class RunningService:
    """What all parts of a service's process share."""

    def __init__(self, service: Service, settings: Settings, own: ServiceSettings, bus: Bus) -> None:
        self.service = service
        self.settings = settings
        self.own = own
        self.bus = bus
        url = settings.database_url.get_secret_value()
        self.database = Database(url, strict=settings.strict_transactions)
        self._first = Database(url, FIRST, strict=settings.strict_transactions) if service.first else self.database
        self._storage = Storage(settings) if service.objects else None
        self.outbox = OutboxRelay(self.database, bus)
        self.studios = ActiveStudios(self.database)
        self.workers: list[Worker] = []
        self.stopping = False
        """Told to stop: nothing new should be sent here"""

    @property
    def storage(self) -> Storage:
        """The object store. Raises LookupError in a service that has not said it needs one."""
        if self._storage is None:
            raise LookupError(f"{self.service.name} neither reads nor writes objects")
        return self._storage

    async def start(self) -> None:
        """Seed what the service needs before it answers; every process does, and nothing is done twice."""
        if self.service.start is not None:
            async with self.database.tenant_transaction(PLATFORM_STUDIO) as session:
                await self.service.start(session)

    @asynccontextmanager
    async def unit_of_work(self, envelope: Envelope, reach: Reach, *, first: bool = False) -> AsyncIterator[UnitOfWork]:
        """A transaction bound to the envelope's studio; after its commit the outbox is woken and views are told.

        A refusal that keeps what was written (`ProductError.keeps`) is raised after the commit. first: over a
        connection that is kept free for what every call waits for.
        """
        kept: ProductError | None = None
        await self.studios.seen(envelope.actor.studio_id)
        database = self._first if first else self.database
        async with database.tenant_transaction(envelope.actor.studio_id) as session:
            work = UnitOfWork(
                session,
                envelope.actor,
                reach,
                self.own,
                envelope.correlation,
                self.bus.credentials,
                self.service.posted,
            )
            try:
                yield work
            except ProductError as error:
                if not error.keeps:
                    raise
                kept = error
        if work.wrote_messages:
            self.outbox.wake()
        for caller in work.changed_callers:
            await self.bus.client.publish(CALLERS_CHANGED, str(caller).encode())
        teller = Teller(self.bus, envelope.actor.studio_id)
        for kind, identifier in work.changed:
            teller.tell(kind, identifier, Progress(changed=True))
        if kept is not None:
            raise kept

    async def close(self) -> None:
        """Give all connections to the database back."""
        await self.database.close()
        await self._first.close()

    async def live(self) -> None:
        """Raise when a worker loop has stopped turning."""
        for worker in self.workers:
            if worker.in_hand < worker.slots and time.monotonic() - worker.last_turn > SILENT:
                raise Conflict(f"{worker.stream} has not been polled for a minute")

    async def ready(self) -> None:
        """Raise when told to stop, and unless database, bus and store answer."""
        if self.stopping:
            raise Conflict("This process is stopping.")
        await self.database.ready()
        await self.bus.client.flush(timeout=3)
        if self._storage is not None:
            await self._storage.ready(self.service.objects.probe)
