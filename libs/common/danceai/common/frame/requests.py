"""How a request becomes a call: permission, reach, transaction, reply or typed refusal."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from nats.aio.msg import Msg
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from danceai.common.contracts.base import Reply, Request
from danceai.common.errors import Invalid, ProductError, Unavailable
from danceai.common.frame.contexts import Context
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import Handler, message_of, takes_context
from danceai.common.identity import NOBODY, Reach
from danceai.common.messaging.bus import FAILED
from danceai.common.observability import metrics, tracing
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage

log = logger(__name__)
UNSTORABLE = ("22021", "22P05")
"""SQLSTATE of text with a NUL character, which PostgreSQL does not keep"""
TOO_MUCH = "54000"
"""SQLSTATE of a row beyond PostgreSQL's limits: text with too many different words to be searched"""
LAST_ANSWERS = 10.0
"""Seconds that requests in hand may take when the process is told to stop"""


class Desk:
    """Answers the requests of one service."""

    def __init__(self, running: RunningService) -> None:
        self._running = running
        self._in_hand: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Requests are answered while the block lasts; those in hand at its end are finished."""
        async with AsyncExitStack() as stack:
            for handler in self._running.service.requests:
                kind = message_of(handler)

                async def take(message: Msg, handler: Handler = handler, kind: Any = kind) -> None:
                    task = asyncio.create_task(self.answer(handler, kind, message))
                    self._in_hand.add(task)
                    task.add_done_callback(self._in_hand.discard)

                name = self._running.service.name
                subscription = await self._running.bus.client.subscribe(kind.subject, queue=name, cb=take)
                stack.push_async_callback(subscription.unsubscribe)
            yield
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=LAST_ANSWERS)

    async def answer(self, handler: Handler, kind: type[Request[Any]], message: Msg) -> None:
        """One request."""
        started, outcome = time.perf_counter(), "ok"
        try:
            reply = await self._call(handler, kind, message)
            await self._respond(message, reply)
        except ProductError as error:
            outcome = error.reported_code
            await _refuse(message, error)
        except ValidationError as error:
            outcome = "invalid"
            await _refuse(message, Invalid(_in_words(error)))
        except Exception as error:
            refusal = _refusal_of(error)
            outcome = refusal.reported_code
            if outcome == "internal":
                log.exception("request_failed")
            await _refuse(message, refusal)
        metrics.HANDLED.labels("request", kind.__name__, outcome).inc()
        metrics.SECONDS.labels("request", kind.__name__).observe(time.perf_counter() - started)

    async def _respond(self, message: Msg, reply: Reply) -> None:
        """Raises Invalid for a reply that the bus does not take: the asker would wait for it in vain."""
        data = reply.model_dump_json().encode()
        if len(data) > self._running.bus.client.max_payload:
            raise Invalid("The answer is too large to be sent. Ask for less at once.")
        await message.respond(data)

    async def _call(self, handler: Handler, kind: type[Request[Any]], message: Msg) -> Reply:
        envelope = self._running.bus.opener.open_request(kind.subject, message.headers, message.data)
        # Before sign-in nobody is anybody, whoever the sender says they are.
        reach = Reach.DELEGATED
        if kind.needs is None:
            envelope = envelope.by(NOBODY)
        else:
            reach = envelope.actor.reach(kind.needs)
        envelope.mark_logs()
        with tracing.span(kind.__name__, envelope.trace):
            body = kind.model_validate_json(message.data)
            first = handler in self._running.service.first
            if takes_context(handler):
                reply = await handler(body, Context(self._running, envelope, reach))
            else:
                async with self._running.unit_of_work(envelope, reach, first=first) as work:
                    reply = await handler(body, work)
        return reply  # type: ignore[no-any-return]


def _refusal_of(error: Exception) -> ProductError:
    """What is told of an error nobody has foreseen."""
    state = getattr(error.orig, "sqlstate", "") if isinstance(error, DBAPIError) else ""
    if state in UNSTORABLE:
        return Invalid("The text contains a character that cannot be stored (NUL). Please remove it.")
    if state == TOO_MUCH:
        return Invalid("This is too much text to be kept in one piece. Please save it in several parts.")
    if is_outage(error):
        log.warning("request_waits", error=repr(error))
        return Unavailable("A part of the platform does not answer at the moment. Please try again in a minute.")
    return ProductError("Something went wrong on our side. It has been recorded.", code="internal", status=500)


async def _refuse(message: Msg, error: ProductError) -> None:
    body = {
        "code": error.reported_code,
        "status": error.reported_status,
        "message": error.message,
        "retry_after": error.retry_after,
        "details": error.details,
    }
    answer = json.dumps(body).encode()
    await message._client.publish(message.reply, answer, headers={FAILED: error.reported_code})  # noqa: SLF001


def _in_words(error: ValidationError) -> str:
    parts = [f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:3]]
    return "The request is not valid. " + "; ".join(parts)
