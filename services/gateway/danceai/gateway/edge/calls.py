"""Each call is counted, timed, and the first span of a trace; what it leads to bears one correlation.

A browser or partner that sends `traceparent` has its own trace continued. The answer tells the correlation, so that
somebody who reports a fault can say which call it was.
"""

import time
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from danceai.common.observability import logs, metrics, tracing

PROBED = "/health"
NOWHERE = "elsewhere"
"""Calls that no route has taken: strangers choose their addresses, and each would be a series of its own"""
BROKEN = 500


class Calls:
    """Around everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        if scope["type"] != "http" or scope["path"].startswith(PROBED):
            await self._app(scope, receive, send)
            return
        status, began, correlation = BROKEN, time.perf_counter(), uuid4()

        async def tell(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Correlation-Id"] = str(correlation)
            await send(message)

        structlog.contextvars.clear_contextvars()
        with tracing.span(f"{scope['method']} call", dict(Headers(scope=scope))) as span:
            logs.belongs_to(correlation, service="gateway")
            try:
                await self._app(scope, receive, tell)
            finally:
                kind = f"{scope['method']} {getattr(scope.get('route'), 'path', NOWHERE)}"
                span.update_name(kind)
                metrics.HANDLED.labels("call", kind, f"{status // 100}xx").inc()
                metrics.SECONDS.labels("call", kind).observe(time.perf_counter() - began)
