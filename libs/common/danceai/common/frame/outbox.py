"""The transactional outbox: what a transaction wants to tell lies in its own database until the bus has it."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import nats.errors
import nats.js.errors
from sqlalchemy import func, select

from danceai.common.database.engine import Database
from danceai.common.database.tables import OutboxRow
from danceai.common.messaging.bus import Bus
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage

log = logger(__name__)
BATCH = 100
POLL = 1.0
REFUSED = (
    TypeError,  # not ours to send
    nats.errors.MaxPayloadError,
    nats.errors.BadSubjectError,
    nats.js.errors.NoStreamResponseError,
    nats.js.errors.APIError,
)
POSTPONED = timedelta(seconds=5)
"""How long a message waits that the bus has refused, so that others pass"""


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
            except Exception as error:
                log.warning("outbox_waits", error=repr(error), exc_info=None if is_outage(error) else error)
                sent = 0
            if sent < BATCH:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), POLL)
                self._wake.clear()

    async def _send_batch(self) -> int:
        async with self._database.platform_session() as session, session.begin():
            due = select(OutboxRow).where(OutboxRow.not_before <= func.now()).order_by(OutboxRow.number).limit(BATCH)
            rows = (await session.scalars(due.with_for_update(skip_locked=True))).all()
            for row in rows:
                if await self._sent(row):
                    await session.delete(row)
            await session.flush()
            waiting = await session.scalar(select(func.count()).select_from(OutboxRow)) if rows else 0
            metrics.OUTBOX.set(waiting or 0)
            return len(rows)

    async def _sent(self, row: OutboxRow) -> bool:
        """Whether the bus has taken it. What it refuses lets the others pass, and is tried again after a while."""
        try:
            headers = self._bus.sealed(row.subject, row.headers, row.payload)
            await self._bus.js.publish(row.subject, row.payload, headers=headers)
        except REFUSED as error:
            row.tries += 1
            row.not_before = datetime.now(UTC) + POSTPONED
            log.warning("outbox_refused", subject=row.subject, tries=row.tries, error=repr(error))
            return False
        return True
