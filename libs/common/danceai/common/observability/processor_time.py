"""Whose work the processor time of this process was: confined processes, threads of libraries and all."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from danceai.common.observability import metrics


def spent() -> float:
    """Processor seconds of this process and of those children that have ended."""
    return sum(os.times()[:4])


class Meter:
    """Jobs that are under way side by side share what is spent meanwhile; what is spent between jobs is nobody's."""

    def __init__(self) -> None:
        self._under_way: Counter[str] = Counter()
        self._seen = 0.0

    @contextmanager
    def job(self, kind: str) -> Iterator[None]:
        """One is under way while the block lasts."""
        self._settle()
        self._under_way[kind] += 1
        try:
            yield
        finally:
            self._settle()
            self._under_way[kind] -= 1

    def _settle(self) -> None:
        now, many = spent(), self._under_way.total()
        for kind, count in self._under_way.items():
            if count:
                metrics.PROCESSOR.labels(kind).inc(max(0.0, now - self._seen) * count / many)
        self._seen = now


METER = Meter()
"""Of this process"""
