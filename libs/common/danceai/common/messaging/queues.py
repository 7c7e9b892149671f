"""Where a worker's messages come from: a service's events in order, or the jobs of one kind studio by studio.

A kind of job is one work-queue stream with a subject per studio. A studio that has something waiting has a consumer
there, made by the first worker that sees it and removed by the server when nobody has asked it for a while; at most
`per_studio` of its jobs are out at a time, whoever works on them. Workers hear on the subjects themselves that a job
has come, and look at the stream every other second for what they have not heard of: jobs that come again, and places
that became free elsewhere.
"""

import asyncio
import contextlib
import json
import time
from collections import Counter
from datetime import datetime
from typing import Protocol

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js import JetStreamContext
from nats.js.errors import APIError

from danceai.common.messaging.streams import job_consumer
from danceai.common.messaging.turns import Turns, Weight, everybody_alike
from danceai.common.observability import metrics

PATIENCE = 2.0
"""Seconds until a queue that has nothing is looked at again"""
STORED_WITHIN = (0.005, 0.25)
"""Seconds after which a job that should be there is asked for: who hears of it may be quicker than the stream"""
ANSWERS_WITHIN = 5.0
NOBODY_THERE = "503"
AT_ITS_LIMIT = 0.02
"""Seconds until the server says that a studio has as many jobs in work as it may; unless told, it says nothing"""


def _ask(per_studio: int) -> bytes:
    """For one job, if there is one now."""
    within = {"expires": round(AT_ITS_LIMIT * 1e9)} if per_studio else {}
    return json.dumps({"batch": 1, "no_wait": True, **within}).encode()


class Queue(Protocol):
    """What a worker takes messages from."""

    @property
    def stream(self) -> str:
        """The JetStream stream it reads."""

    async def open(self) -> None:
        """Begin to listen."""

    async def next(self) -> Msg | None:
        """The next message, or None when none came for a while."""

    def ended(self, message: Msg, again_in: float | None) -> None:
        """A message is done with, or comes again in so many seconds."""

    async def close(self) -> None:
        """Stop listening."""


class EventQueue:
    """A service's events, one after the other."""

    def __init__(self, js: JetStreamContext, stream: str, consumer: str) -> None:
        self._js = js
        self.stream = stream
        self._consumer = consumer
        self._subscription: JetStreamContext.PullSubscription | None = None

    async def open(self) -> None:
        """Bind to the consumer that provisioning has made."""
        self._subscription = await self._js.pull_subscribe_bind(consumer=self._consumer, stream=self.stream)

    async def next(self) -> Msg | None:
        """The next event."""
        assert self._subscription is not None
        try:
            [message] = await self._subscription.fetch(1, timeout=PATIENCE)
        except nats.errors.TimeoutError:
            return None
        return message

    def ended(self, message: Msg, again_in: float | None) -> None:
        """The server hands out what comes next."""

    async def close(self) -> None:
        """Ask for nothing more."""
        if self._subscription is not None:
            with contextlib.suppress(nats.errors.Error):
                await self._subscription.unsubscribe()


class FairQueue:
    """The jobs of one kind, taken from the studios in turn."""

    def __init__(
        self, client: Client, stream: str, subject: str, *, per_studio: int = 0, weight: Weight = everybody_alike
    ) -> None:
        """subject: of the kind, without a studio."""
        self.stream = stream
        self._client = client
        self._js = client.jetstream(timeout=ANSWERS_WITHIN)
        self._subject = subject
        self._per_studio = per_studio
        self._turns = Turns(weight)
        self._asking = _ask(per_studio)
        self._out: Counter[str] = Counter()
        """Jobs of each studio that this worker has in hand"""
        self._known: set[str] = set()
        """Studios whose consumer has been there"""
        self._woken = asyncio.Event()
        self._looked = 0.0
        self._answers_to = ""
        self._answers: Subscription | None = None
        self._heard: Subscription | None = None

    async def open(self) -> None:
        """Hear of new jobs from now on."""
        await self._listen()
        self._heard = await self._client.subscribe(f"{self._subject}.*", cb=self._hear)

    async def _listen(self) -> None:
        """Be answered at a new place: an answer that is late must not be taken for the next one."""
        if self._answers is not None:
            await self._answers.unsubscribe()
        self._answers_to = self._client.new_inbox()
        self._answers = await self._client.subscribe(self._answers_to)

    async def close(self) -> None:
        """Hear nothing more."""
        for subscription in (self._answers, self._heard):
            if subscription is not None:
                with contextlib.suppress(nats.errors.Error):
                    await subscription.unsubscribe()

    async def next(self) -> Msg | None:
        """The next job of whoever's turn it is."""
        if time.monotonic() - self._looked > PATIENCE:
            await self._look()
        while (subject := self._turns.next()) is not None:
            full = 0 < self._per_studio <= self._out[subject]
            message = None if full else await self._take(subject)
            if message is not None:
                self._turns.took(subject)
                self._out[message.subject] += 1
                return message
            self._turns.drop(subject)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), PATIENCE)
        self._woken.clear()
        return None

    def ended(self, message: Msg, again_in: float | None) -> None:
        """Its studio may have another one in work; or this one again."""
        self._out -= Counter([message.subject])
        self._soon(message.subject, again_in or 0.0)

    async def _hear(self, message: Msg) -> None:
        self._soon(message.subject, 0.0)

    def _soon(self, subject: str, seconds: float) -> None:
        for more in STORED_WITHIN:
            asyncio.get_running_loop().call_later(seconds + more, self._add, subject)

    def _add(self, subject: str) -> None:
        self._turns.add(subject)
        self._woken.set()

    async def _look(self) -> None:
        """Who has anything in the stream, in work or not."""
        asked = f"$JS.API.STREAM.INFO.{self.stream}"
        told = await self._client.request(asked, b'{"subjects_filter": ">"}', timeout=ANSWERS_WITHIN)
        answer = json.loads(told.data)
        if "error" in answer:
            raise APIError.from_error(answer["error"])
        state = answer["state"]
        for subject in state.get("subjects") or {}:
            self._turns.add(subject)
        metrics.QUEUED.labels(self.stream).set(state["messages"])
        oldest = datetime.fromisoformat(state["first_ts"][:19] + "+00:00").timestamp() if state["messages"] else None
        metrics.QUEUE_AGE.labels(self.stream).set(max(0.0, time.time() - oldest) if oldest else 0.0)
        self._looked = time.monotonic()

    async def _take(self, subject: str) -> Msg | None:
        """A job of one studio; None when none waits, or as many as may be are in work."""
        consumer = job_consumer(subject, self._per_studio)
        if subject not in self._known:
            await self._js.add_consumer(self.stream, consumer)
            self._known.add(subject)
        asked = f"$JS.API.CONSUMER.MSG.NEXT.{self.stream}.{consumer.durable_name}"
        await self._client.publish(asked, self._asking, reply=self._answers_to)
        assert self._answers is not None
        try:
            message = await self._answers.next_msg(timeout=ANSWERS_WITHIN)
        except nats.errors.TimeoutError:
            await self._listen()  # a job that comes late comes again
            raise
        status = (message.headers or {}).get("Status")
        if status == NOBODY_THERE:  # removed since, because nobody asked for a while
            self._known.discard(subject)
            self._soon(subject, 0.0)
        return message if status is None else None
