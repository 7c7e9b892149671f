"""The client side of the bus: connect, ask, publish, and follow progress."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext

from danceai.common.contracts.base import Reply, Request
from danceai.common.errors import Invalid, Unavailable, restored
from danceai.common.identity import Actor
from danceai.common.messaging.envelope import Envelope
from danceai.common.observability.logs import logger

log = logger(__name__)
R = TypeVar("R", bound=Reply)
FAILED = "Danceai-Error"


async def _report(error: Exception) -> None:
    log.warning("bus_error", error=repr(error))


class Bus:
    """One connection per process; it reconnects for ever."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.js: JetStreamContext = client.jetstream(timeout=10)

    @classmethod
    async def connect(cls, url: str, name: str) -> "Bus":
        """Connect, waiting for the server if it is not up yet."""
        client = Client()
        await client.connect(
            url,
            name=name,
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            error_cb=_report,
            allow_reconnect=True,
            connect_timeout=5,
        )
        return cls(client)

    async def close(self) -> None:
        """Flush and disconnect. Draining would wait for pull subscriptions, which have nothing to drain."""
        with contextlib.suppress(nats.errors.Error, TimeoutError):
            await self.client.flush(timeout=3)
        await self.client.close()

    async def request(self, body: Request[R], actor: Actor, timeout: float = 15.0) -> R:
        """Ask the owning service. Raises the ProductError it answered with, or Unavailable."""
        envelope = Envelope.of(body, actor)
        # A service that is just being restarted has no responder for a moment: ask again for a while.
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            try:
                reply = await self.client.request(
                    body.subject, body.model_dump_json().encode(), timeout=timeout, headers=envelope.headers()
                )
                break
            except nats.errors.NoRespondersError:
                if asyncio.get_running_loop().time() > deadline:
                    raise Unavailable(_away(body.subject)) from None
                await asyncio.sleep(0.25)
            except nats.errors.TimeoutError:
                raise Unavailable(_away(body.subject)) from None
            except nats.errors.MaxPayloadError:
                raise Invalid("This is too much at once. Send it in smaller pieces.") from None
        if reply.headers and FAILED in reply.headers:
            error = json.loads(reply.data)
            raise restored(error["code"], error["status"], error["message"], error.get("retry_after"))
        return body.reply_type().model_validate_json(reply.data)

    @asynccontextmanager
    async def following(self, *subjects: str) -> AsyncIterator[asyncio.Queue[Msg]]:
        """Messages on core subjects while the block lasts; the oldest is dropped when nobody reads."""
        queue: asyncio.Queue[Msg] = asyncio.Queue(maxsize=256)

        async def keep(message: Msg) -> None:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

        subscriptions = [await self.client.subscribe(subject, cb=keep) for subject in subjects]
        try:
            yield queue
        finally:
            for subscription in subscriptions:
                await subscription.unsubscribe()


def _away(subject: str) -> str:
    service = subject.split(".", 1)[0]
    return f"The {service} service does not answer at the moment. Please try again in a minute."
