"""How much of a call's body is read, and how long that may take; the rest of the gateway gets it in one piece.

Whoever is not signed in can have little of it read: a larger one is taken only from those who are, and only where a
route needs it.
"""

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from danceai.common.errors import ProductError
from danceai.gateway.callers import actor_of
from danceai.gateway.problems import problem
from danceai.gateway.settings import GatewaySettings

KIB = 1024
LARGEST = 128 * KIB
LARGER: Mapping[tuple[str, str], int] = {
    # As much as the bus carries in one message: a day of lessons, word by word.
    ("POST", "/v1/transcripts"): 8192 * KIB,
    ("POST", "/v1/transcripts/import"): 8192 * KIB,
}
"""By method and path"""
HANG_UP = {"Connection": "close"}
"""Nobody reads what is still on its way"""


class TooLarge(ProductError):
    """More than the call can need."""

    code = "too_large"
    status = 413


class TooSlow(ProductError):
    """The body did not come in time."""

    code = "too_slow"
    status = 408


class Left(Exception):
    """Whoever called has hung up."""


class Bodies:
    """Reads what a call brings before anybody else does."""

    def __init__(self, app: ASGIApp, settings: GatewaySettings) -> None:
        self._app = app
        self._seconds = settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        headers = Headers(scope=scope) if scope["type"] == "http" else None
        if headers is None or not _brings_any(headers):
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await _read(scope, headers, receive)
        except TimeoutError:
            late = TooSlow("The call took too long to arrive. Please check the connection and try again.")
            await problem(late, HANG_UP)(scope, receive, send)
        except ProductError as refusal:
            await problem(refusal, HANG_UP)(scope, receive, send)
        except Left:
            return
        else:
            await self._app(scope, _again(body, receive), send)


def _brings_any(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


async def _read(scope: Scope, headers: Headers, receive: Receive) -> bytes:
    """The whole body. Raises TooLarge, what `actor_of` refuses with, Left."""
    most = LARGER.get((scope["method"], scope["path"]), LARGEST)
    allowed, announced, body, more = LARGEST, int(headers.get("content-length", "0")), bytearray(), True
    while True:
        size = max(announced, len(body))
        if size > most:
            raise TooLarge(f"A call may bring {most // KIB} KB, not more. Send it in smaller pieces.")
        if size > allowed:
            request = Request(scope)
            await actor_of(request, request.app.state.bus)
            allowed = most
        if not more:
            return bytes(body)
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        body += message.get("body", b"")
        more = message.get("more_body", False)


def _again(body: bytes, receive: Receive) -> Receive:
    """What the application receives: the body, then whatever comes after it."""
    given = False

    async def next_message() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message
