"""Who follows something live.

A stream outlives the call that opened it, so its follower is asked for again and again: at once when auth says that
something about them has changed, and every few seconds should that word be lost.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from danceai.common.errors import TooMany
from danceai.common.identity import Actor

MOST = 30
"""Streams of one person: windows they may have open"""
SURE = 10.0
"""Seconds for which it is taken as known who follows"""


class Follower:
    """Whoever has opened one stream."""

    def __init__(self, actor: Actor, ask: Callable[[], Awaitable[Actor]]) -> None:
        """ask: who comes with what the stream was opened with, now."""
        self.actor = actor
        self.changed = asyncio.Event()
        """Set when something about them has changed"""
        self._ask = ask
        self._asked_at = time.monotonic()

    async def now(self) -> Actor:
        """Who they are by now. Raises NotSignedIn, Forbidden when they are nobody any more."""
        if self.changed.is_set() or time.monotonic() > self._asked_at + SURE:
            self.changed.clear()  # first: what changes while we ask is asked for again
            self.actor, self._asked_at = await self._ask(), time.monotonic()
        return self.actor


class Followers:
    """Everybody who follows something through this process."""

    def __init__(self) -> None:
        self._all: set[Follower] = set()

    def make_sure_of_room(self, actor: Actor) -> None:
        """Raise TooMany when somebody follows too much already."""
        if sum(follower.actor.user_id == actor.user_id for follower in self._all) >= MOST:
            raise TooMany(
                "Too many of your windows follow an analysis. Please close some of them.",
                code="too_many_windows",
                retry_after=10,
            )

    @contextmanager
    def joined(self, follower: Follower) -> Iterator[None]:
        """One more while the block lasts."""
        self._all.add(follower)
        try:
            yield
        finally:
            self._all.discard(follower)

    def tell(self, identifier: UUID) -> None:
        """Something about a user, a key or a whole studio has changed."""
        for follower in self._all:
            if identifier in (follower.actor.user_id, follower.actor.studio_id):
                follower.changed.set()
