"""Whose turn it is among those who wait: each in turn, one with twice the weight twice as often.

Start-time fair queueing: everybody carries what they have had, divided by their weight; the least goes next, and who
comes (back) begins where the others are, neither with a debt nor with a claim. Pure.
"""

from collections.abc import Callable

Weight = Callable[[str], float]


def everybody_alike(_: str) -> float:
    """The weight of a studio, as long as nobody has bought more."""
    return 1.0


class Turns:
    """Studios that have something waiting."""

    def __init__(self, weight: Weight = everybody_alike) -> None:
        self._weight = weight
        self._had: dict[str, float] = {}
        self._waiting: dict[str, None] = {}
        self._now = 0.0

    def add(self, name: str) -> None:
        """Something of theirs waits. Again does nothing."""
        if name not in self._waiting:
            self._waiting[name] = None
            self._had[name] = max(self._had.get(name, 0.0), self._now)

    def next(self) -> str | None:
        """Whose turn it is; of equals, who came first."""
        return min(self._waiting, key=self._had.__getitem__, default=None)

    def took(self, name: str) -> None:
        """They have had one more."""
        self._now = max(self._now, self._had[name])
        self._had[name] += 1.0 / self._weight(name)

    def drop(self, name: str) -> None:
        """Nothing of theirs waits; what they had is remembered only while it is more than the others had."""
        self._waiting.pop(name, None)
        self._had = {who: had for who, had in self._had.items() if who in self._waiting or had > self._now}
