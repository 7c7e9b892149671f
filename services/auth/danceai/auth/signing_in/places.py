"""Places for what is costly and open to everybody: a few at once, some waiting, and a word to whoever comes beyond.

Without them a burst waits for ever for itself, and everybody else behind it.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from danceai.common.errors import TooMany

SENTENCE = "Too many people are signing in at this moment. Please try again in a few seconds."
PATIENCE = 10.0
"""Seconds to wait for a turn: whoever has asked us gives up soon after, and nothing is done for those who have left"""


class Busy(TooMany):
    """Too many at this moment, whoever they are; nothing was tried, so nothing is counted."""

    code = "too_many_requests"
    keeps = False
    waiting = 5


class Places:
    """`at_once` are let in, `waiting` may wait for some seconds, and of all these one network has half at most."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._taken: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, whose: str) -> AsyncIterator[None]:
        """Wait for a turn, which lasts as long as the block. Raises Busy."""
        if self._taken.total() >= self._most or self._taken[whose] >= (self._most + 1) // 2:
            raise Busy(SENTENCE)
        self._taken[whose] += 1
        try:
            await self._wait()
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._taken -= Counter([whose])

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._turns.acquire()
        except TimeoutError:
            raise Busy(SENTENCE) from None
