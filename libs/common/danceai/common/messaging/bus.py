"""The client side of the bus: connect, ask, tell, and open what comes."""

import asyncio
import contextlib
import json
import os
from collections.abc import Mapping
from typing import TypeVar

import nats.errors
from nats.aio.client import Client
from nats.js import JetStreamContext

from danceai.common.contracts.base import Reply, Request
from danceai.common.errors import Invalid, Unavailable, restored
from danceai.common.identity import Actor
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.seals import Opener, seal
from danceai.common.messaging.trust import Trust
from danceai.common.observability.logs import logger

log = logger(__name__)
R = TypeVar("R", bound=Reply)
FAILED = "Danceai-Error"


async def _report(error: Exception) -> None:
    log.warning("bus_error", error=repr(error))


class Bus:
    """One connection per process; it reconnects for ever."""

    def __init__(self, client: Client, credentials: Credentials, trust: Trust) -> None:
        self.client = client
        self.js: JetStreamContext = client.jetstream(timeout=10)
        self.credentials = credentials
        self.opener = Opener(trust)
        self._myself = trust.senders[credentials.name]

    @classmethod
    async def connect(cls, url: str, credentials: Credentials, trust: Trust) -> "Bus":
        """Connect, waiting for the server if it is not up yet. Raises KeyError when nobody trusts this name."""
        client = Client()
        await client.connect(
            url,
            name=f"{credentials.name}-{os.getpid()}",
            nkeys_seed_str=credentials.connection_seed,
            inbox_prefix=inbox(credentials.name),
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            error_cb=_report,
            allow_reconnect=True,
            connect_timeout=5,
        )
        return cls(client, credentials, trust)

    async def close(self) -> None:
        """Flush and disconnect. Draining would wait for pull subscriptions, which have nothing to drain."""
        with contextlib.suppress(nats.errors.Error, TimeoutError):
            await self.client.flush(timeout=3)
        await self.client.close()

    async def request(self, body: Request[R], actor: Actor, timeout: float = 15.0) -> R:
        """Ask the owning service. Raises the ProductError it answered with, or Unavailable."""
        headers, payload = Envelope.of(body, actor).headers(), body.model_dump_json().encode()
        # A service that is just being restarted has no responder for a moment: ask again for a while.
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            try:
                sealed = self.sealed(body.subject, headers, payload)
                reply = await self.client.request(body.subject, payload, timeout=timeout, headers=sealed)
                break
            except nats.errors.NoRespondersError:
                if asyncio.get_running_loop().time() > deadline:
                    raise Unavailable(_away(body.subject)) from None
                await asyncio.sleep(0.25)
            except nats.errors.TimeoutError:
                raise Unavailable(_away(body.subject)) from None
            except nats.errors.MaxPayloadError:
                raise Invalid("This is too much at once. Send it in smaller pieces.", code="too_much") from None
        if reply.headers and FAILED in reply.headers:
            error = json.loads(reply.data)
            raise restored(
                error["code"], error["status"], error["message"], error.get("retry_after"), error.get("details")
            )
        return body.reply_type().model_validate_json(reply.data)

    def sealed(self, subject: str, headers: Mapping[str, str], body: bytes) -> dict[str, str]:
        """The headers of a message with our seal. Raises TypeError for what is not ours to send."""
        if not self._myself.may_send(subject):
            raise TypeError(f"{self.credentials.name} does not say in its table of contents that it sends {subject}")
        return seal(self.credentials, subject, headers, body)


def inbox(name: str) -> str:
    """Where a process is answered; nobody else may listen there."""
    return f"_INBOX.{name}"


def _away(subject: str) -> str:
    service = subject.split(".", 1)[0]
    return f"The {service} service does not answer at the moment. Please try again in a minute."
