"""The transactional outbox: what a transaction wants to tell lies in its own database until the bus has it."""

import asyncio
import contextlib

import nats.errors
import nats.js.errors
from sqlalchemy import delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from danceai.common.database.engine import Database
from danceai.common.database.tables import OutboxRow
from danceai.common.messaging.bus import Bus
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger

log = logger(__name__)
BATCH = 100
POLL = 1.0


class OutboxRelay:
    """Moves rows to the bus in order; a row's id is the message id, so a second sending is dropped there."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Called after a commit that wrote rows."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                sent = await self._send_batch()
            except (nats.errors.Error, nats.js.errors.Error, SQLAlchemyError, OSError) as error:
                log.warning("outbox_waits", error=repr(error))
                sent = 0
            if sent < BATCH:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), POLL)
                self._wake.clear()

    async def _send_batch(self) -> int:
        async with self._database.platform_session() as session, session.begin():
            rows = (
                await session.scalars(
                    select(OutboxRow).order_by(OutboxRow.number).limit(BATCH).with_for_update(skip_locked=True)
                )
            ).all()
            for row in rows:
                headers = self._bus.sealed(row.subject, row.headers, row.payload)
                await self._bus.js.publish(row.subject, row.payload, headers=headers)
            if rows:
                await session.execute(delete(OutboxRow).where(OutboxRow.id.in_([row.id for row in rows])))
            waiting = await session.scalar(select(func.count()).select_from(OutboxRow)) if rows else 0
            metrics.OUTBOX.set(waiting or 0)
            return len(rows)
