"""Which studios a service has to do with: what must be looked after from time to time is theirs.

Rows of a studio are seen from within the studio only (`database.tenancy`), so somebody has to know where to look.
"""

import time
from uuid import UUID

from sqlalchemy import text

from danceai.common.database.engine import Database

SEEN = text("insert into active_studios (studio_id) values (:studio) on conflict (studio_id) do update set at = now()")
ACTIVE = text("select studio_id from active_studios where at > now() - interval '30 days' order by at desc")
AGAIN = 3600.0
"""Seconds after which a studio that is still active is written down again"""


class ActiveStudios:
    """Those in whose name something was done in the last month."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._written: dict[UUID, float] = {}

    async def seen(self, studio_id: UUID) -> None:
        """Something is about to be done in this studio's name."""
        now = time.monotonic()
        if now - self._written.get(studio_id, -AGAIN) < AGAIN:
            return
        await self._database.at_once(SEEN, {"studio": studio_id})
        self._written[studio_id] = now

    async def all(self) -> list[UUID]:
        """The latest first."""
        async with self._database.platform_session() as session:
            return list(await session.scalars(ACTIVE))
