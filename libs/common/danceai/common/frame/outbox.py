"""The transactional outbox: what a transaction wants to tell lies in its own database until the bus has it."""

import asyncio
import contextlib
import time
from uuid import UUID

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
ASIDE = 60.0
"""Seconds after which a row that was refused is tried again"""


class OutboxRelay:
    """Moves rows to the bus in order; a row's id is the message id, so a second sending is dropped there."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus
        self._wake = asyncio.Event()
        self._aside: dict[UUID, float] = {}

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
            query = select(OutboxRow).where(OutboxRow.id.not_in(self._put_aside())).order_by(OutboxRow.number)
            rows = (await session.scalars(query.limit(BATCH).with_for_update(skip_locked=True))).all()
            sent = [row.id for row in rows if await self._send(row)]
            if sent:
                await session.execute(delete(OutboxRow).where(OutboxRow.id.in_(sent)))
            waiting = await session.scalar(select(func.count()).select_from(OutboxRow)) if rows else 0
            metrics.OUTBOX.set(waiting or 0)
            return len(rows)

    async def _send(self, row: OutboxRow) -> bool:
        """Whether the bus has it. What it can never take waits aside, so that everything behind goes on."""
        try:
            await self._bus.js.publish(row.subject, row.payload, headers=row.headers)
        except (
            nats.errors.MaxPayloadError,
            nats.errors.BadSubjectError,
            nats.js.errors.NoStreamResponseError,
        ) as error:
            log.exception("outbox_row_refused", subject=row.subject, bytes=len(row.payload), error=repr(error))
            self._aside[row.id] = time.monotonic()
            return False
        return True

    def _put_aside(self) -> list[UUID]:
        """Rows that the bus has refused a short time ago."""
        now = time.monotonic()
        self._aside = {row: since for row, since in self._aside.items() if now - since < ASIDE}
        return list(self._aside)
