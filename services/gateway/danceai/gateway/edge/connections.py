"""Connections that must say what they want: uvicorn itself waits for ever for the head of a call.

Its timer for idle connections starts after an answer and stops with the first byte, so one byte a minute would hold a
connection, and with it one of those that there may be at once.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""In which the head of a call must be there, from the connection or from the last answer on"""


class PromptProtocol(H11Protocol):
    """HTTP/1.1 with a deadline for the head of each call."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection: its first call is due."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Some bytes: once they make a head, there is a call in hand and the deadline is over."""
        super().data_received(data)
        if self._in_hand and self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def on_response_complete(self) -> None:
        """An answer has gone out: the next call is due."""
        super().on_response_complete()
        if not self._in_hand:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    @property
    def _in_hand(self) -> bool:
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete

    def _expect(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def _late(self) -> None:
        if not self._in_hand:
            self.transport.close()
