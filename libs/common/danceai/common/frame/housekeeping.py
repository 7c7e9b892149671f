"""What a service does from time to time beside its messages: mend what stands still, collect objects, purge old rows.

One process of a service does it at a time: whoever has the advisory lock. A chore that fails is told, counted, and
tried again in the next round; the others go on.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, text

from danceai.common.database.tables import ProcessedMessage
from danceai.common.errors import ProductError
from danceai.common.frame import attempts, ledger
from danceai.common.frame.reconciling import reconcile
from danceai.common.frame.running import RunningService
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage

log = logger(__name__)
TRY_LOCK = text("select pg_try_advisory_lock(hashtextextended(:chore, 2))")
UNLOCK = text("select pg_advisory_unlock(hashtextextended(:chore, 2))")
AT_ONCE = 100
"""Objects taken on together"""
LEASE = timedelta(minutes=10)
"""After which objects that a killed collector had taken on are due again"""


@dataclass(frozen=True)
class Chore:
    """One thing to do in every round; answers how much there was of it."""

    name: str
    every: float
    """Seconds between two rounds"""
    do: Callable[[RunningService], Awaitable[int]]


async def collect_objects(running: RunningService) -> int:
    """Abort unfinished uploads and delete objects that are due, and forget them."""
    gone = 0
    while True:
        async with running.database.platform_session() as session, session.begin():
            due = await ledger.take(session, AT_ONCE, datetime.now(UTC) + LEASE)
        for key in due:
            gone += await _collect(running, key)
        if len(due) < AT_ONCE:
            return gone


async def _collect(running: RunningService, key: str) -> bool:
    """Take one object away; what cannot be taken now is due again when the lease ends."""
    try:
        await running.storage.abort_multipart(key)
        await running.storage.delete(key)
    except ProductError as error:
        log.warning("object_not_collected", key=key, error=str(error))
        return False
    async with running.database.platform_session() as session, session.begin():
        await ledger.forget(session, key)
    return True


async def purge_processed(running: RunningService) -> int:
    """Forget messages so old that the bus delivers none of them again, and attempts at them."""
    await attempts.forget(running.database)
    before = datetime.now(UTC) - timedelta(days=running.settings.keep_processed_days)
    async with running.database.platform_session() as session, session.begin():
        old = delete(ProcessedMessage).where(ProcessedMessage.at < before).returning(ProcessedMessage.message_id)
        return len((await session.execute(old)).all())


async def purge_own(running: RunningService) -> int:
    """Delete what the service's own settings keep no longer."""
    gone = 0
    for purge in running.service.purges:
        async with running.database.platform_session() as session, session.begin():
            gone += await purge(session, running.own)
    return gone


def chores_of(running: RunningService) -> list[Chore]:
    """What there is to do for a service."""
    every = running.settings.housekeeping_seconds
    collecting = [Chore("collect_objects", every, collect_objects)] if running.service.objects.writes else []
    purging = [Chore("purge_own", every, purge_own)] if running.service.purges else []
    mending = Chore("reconcile", running.settings.reconcile_seconds, reconcile)
    return [mending, *collecting, Chore("purge_processed", every, purge_processed), *purging]


class Housekeeping:
    """Goes round until cancelled."""

    def __init__(self, running: RunningService, chores: list[Chore]) -> None:
        self._running = running
        self._chores = chores

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            for chore in self._chores:
                group.create_task(self._keep_doing(chore))

    async def _keep_doing(self, chore: Chore) -> None:
        while True:
            await self._do(chore)
            await asyncio.sleep(chore.every)

    async def _do(self, chore: Chore) -> None:
        name = f"{self._running.service.name}.{chore.name}"
        try:
            async with self._running.database.engine.connect() as connection:
                locking = await connection.execution_options(isolation_level="AUTOCOMMIT")
                if not await locking.scalar(TRY_LOCK, {"chore": name}):
                    return
                try:
                    done = await chore.do(self._running)
                finally:
                    with suppress(Exception):  # a lost connection has lost its lock as well
                        await locking.execute(UNLOCK, {"chore": name})
        except Exception as error:
            if is_outage(error):
                log.warning("chore_waits", chore=chore.name, error=repr(error))
                metrics.CHORES.labels(chore.name, "waits").inc()
            else:
                log.exception("chore_failed", chore=chore.name)
                metrics.CHORES.labels(chore.name, "failed").inc()
        else:
            metrics.CHORES.labels(chore.name, "done").inc()
            if done:
                log.info("chore_done", chore=chore.name, count=done)
