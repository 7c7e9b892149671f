"""Callers resolved a moment ago: a page makes many calls, and each would ask auth who makes it.

An answer holds for seconds, and less when auth says over the bus that something about the caller has changed; it says
so before it answers whoever changed it, so the next call already meets the change.
"""

import hashlib
import time
from collections import OrderedDict
from uuid import UUID

from danceai.common.contracts.sign_in import ResolvedKey, ResolvedSession

Owner = ResolvedSession | ResolvedKey
SECONDS = 5.0
"""How long the loss of auth's word can go unnoticed"""
MOST = 20_000


class KnownCallers:
    """By the hash of what they came with; secrets are not kept."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, tuple[float, Owner]] = OrderedDict()
        self.turn = 0
        """Counts changes: an answer asked for before one and kept after it would be old"""

    def find(self, secret: str) -> Owner | None:
        """Whoever came with this secret, if that was just now."""
        until, owner = self._known.get(_key(secret), (0.0, None))
        return owner if time.monotonic() < until else None

    def keep(self, secret: str, owner: Owner, turn: int) -> None:
        """Remember for a moment what was asked for in this turn; the oldest make room."""
        if turn != self.turn:
            return
        self._known[_key(secret)] = time.monotonic() + SECONDS, owner
        self._known.move_to_end(_key(secret))
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def forget(self, identifier: UUID) -> None:
        """Something about a user, a key or a whole studio has changed."""
        self.turn += 1
        gone = [
            key for key, (_, owner) in self._known.items() if identifier in (owner.actor.user_id, owner.actor.studio_id)
        ]
        for key in gone:
            del self._known[key]


def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
