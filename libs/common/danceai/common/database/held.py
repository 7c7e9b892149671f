"""Transactions that stay open while something else is awaited: noticed, logged, and an error where tests run.

A row lock or a connection held over a remote call or long work stops others who have nothing to do with it
(decision 2). A transaction counts as held when, for a second of the loop's own time, no statement of it was running.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from danceai.common.observability import metrics
from danceai.common.observability.logs import logger

log = logger(__name__)
LOOK_EVERY = 0.2
MOST_LOOKS = 5
"""Looks in a row that find it idle; a loop that is busy itself looks less often, so that its lateness does not count"""
STATEMENTS = "statements"
RUNNING = "statement_running"


class TransactionHeld(RuntimeError):
    """A transaction was open while something else was awaited: a defect of ours."""


def _count_statements(engine: Engine) -> None:
    """Have every connection know whether a statement is running, and how many it has seen."""

    @event.listens_for(engine, "before_cursor_execute")
    def begin(connection: Any, *_: object) -> None:
        connection.info[RUNNING] = True

    @event.listens_for(engine, "after_cursor_execute")
    def end(connection: Any, *_: object) -> None:
        connection.info[RUNNING] = False
        connection.info[STATEMENTS] = connection.info.get(STATEMENTS, 0) + 1

    @event.listens_for(engine, "handle_error")
    def fail(context: Any) -> None:
        if context.connection is not None:
            context.connection.info[RUNNING] = False


class _Open:
    """One open transaction as the watch sees it."""

    def __init__(self, info: dict[str, Any]) -> None:
        self.info = info
        self.task = asyncio.current_task()
        self.seen = -1
        self.looks = 0
        self.where = ""

    def look(self) -> bool:
        """Whether it has just turned out to be held."""
        statements = self.info.get(STATEMENTS, 0)
        if self.info.get(RUNNING) or statements != self.seen:
            self.seen, self.looks = statements, 0
            return False
        self.looks += 1
        if self.looks < MOST_LOOKS or self.where:
            return False
        frames = self.task.get_stack() if self.task else []
        self.where = " > ".join(f"{frame.f_code.co_filename}:{frame.f_lineno}" for frame in frames) or "unknown"
        return True


class Watch:
    """Looks at the open transactions of one database while there are any."""

    def __init__(self, engine: Engine, *, strict: bool = False) -> None:
        self._open: set[_Open] = set()
        self._strict = strict
        self._timer: asyncio.TimerHandle | None = None
        _count_statements(engine)

    @contextmanager
    def over(self, info: dict[str, Any]) -> Iterator[None]:
        """Watch a transaction. Raises TransactionHeld at its end where that is wanted; the transaction then fails."""
        opened = _Open(info)
        self._open.add(opened)
        self._timer = self._timer or asyncio.get_running_loop().call_later(LOOK_EVERY, self._look)
        try:
            yield
        finally:
            self._open.discard(opened)
        if opened.where and self._strict:
            raise TransactionHeld(f"A transaction was held open at {opened.where}")

    def _look(self) -> None:
        for opened in list(self._open):
            if opened.look():
                metrics.HELD.inc()
                log.warning("transaction_held", where=opened.where)
        self._timer = asyncio.get_running_loop().call_later(LOOK_EVERY, self._look) if self._open else None
