"""Every stream and consumer of the bus, made from the services' own tables; provisioned by a command, workers bind.

Jobs: one work-queue stream per kind with a subject per studio; workers make a consumer for each studio that has
something waiting (`queues`). Events: one stream, one durable consumer per listening service. Live progress: one stream
that keeps minutes. What is in JetStream and in no table is reported, not silently left: nobody works it off.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from danceai.common.contracts.base import Event, Job
from danceai.common.messaging.live import LIVE

DAY = 24 * 3600.0
EVENTS = "EVENTS"
EVENT_ATTEMPTS = 10
"""Failures of a handler after which an event is parked in DEAD_LETTERS, so that it does not stop the ones behind it"""
DEAD_LETTERS = "DEAD_LETTERS"
DEAD_SUBJECT = "dead"
WORKERS = "workers"
"""The one consumer that a job's stream had before there was one for each studio"""
EARLIER = "earlier"
"""The consumer of jobs that were ordered before then: they take their turn as one more studio"""
IDLE = 120.0
"""Seconds after which a studio's consumer is removed"""
MOST_OUT = 1000
MOST_STUDIOS = 100_000
"""Consumers of a job's stream; NATS 2.15 allows a thousand unless told otherwise"""
CALLERS_CHANGED = "callers.changed"
"""Core subject, not stored: the id of a user, a key or a studio about which gateways must ask anew"""
BACKOFF = (2.0, 10.0, 60.0)
ACK_WAIT = 15.0
"""Seconds after which a silent worker's message goes to another; heartbeats come three times as often."""
DUPLICATES = 600.0
"""Seconds in which a second copy of a message is dropped"""
JOBS = "JOBS_"
LIVE_SECONDS = 600.0
LIVE_MESSAGES = 5000
"""Of one thing, that can be heard again"""


def _job_stream(job: type[Job]) -> StreamConfig:
    return StreamConfig(
        name=job.queue(),
        # The second is what jobs were ordered under before they had a studio; some may still wait.
        subjects=[f"{job.subject}.*", job.subject],
        retention=RetentionPolicy.WORK_QUEUE,
        max_consumers=MOST_STUDIOS,
        storage=StorageType.FILE,
        duplicate_window=DUPLICATES,
    )


def _common_streams() -> list[StreamConfig]:
    return [
        StreamConfig(
            name=EVENTS,
            subjects=["events.>"],
            retention=RetentionPolicy.LIMITS,
            max_age=7 * DAY,
            storage=StorageType.FILE,
            duplicate_window=DUPLICATES,
        ),
        StreamConfig(
            name=DEAD_LETTERS,
            subjects=[f"{DEAD_SUBJECT}.>"],
            retention=RetentionPolicy.LIMITS,
            max_age=30 * DAY,
            storage=StorageType.FILE,
        ),
        StreamConfig(
            name=LIVE,
            subjects=["live.>"],
            retention=RetentionPolicy.LIMITS,
            max_age=LIVE_SECONDS,
            max_msgs_per_subject=LIVE_MESSAGES,
            storage=StorageType.FILE,
        ),
    ]


def _consumer(durable: str, **options: Any) -> ConsumerConfig:
    """Delivery is unlimited: attempts are counted by the service, in its database, and the worker gives up itself."""
    return ConsumerConfig(
        durable_name=durable,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT,
        deliver_policy=DeliverPolicy.ALL,
        max_deliver=-1,
        **options,
    )


def job_consumer(subject: str, per_studio: int = 0) -> ConsumerConfig:
    """Of one studio's jobs of a kind. per_studio: how many of them may be in work at a time; 0 = any number."""
    studio = subject.split(".")[3:]
    return _consumer(
        studio[0] if studio else EARLIER,
        filter_subject=subject,
        max_ack_pending=per_studio or MOST_OUT,
        inactive_threshold=IDLE,
    )


async def provision(
    js: JetStreamContext, jobs: Iterable[type[Job]], listeners: Mapping[str, Iterable[type[Event]]]
) -> None:
    """Create what is missing and update what differs. Safe to run again at any time, for some services or for all."""
    known = list(jobs)
    for stream in [*_common_streams(), *map(_job_stream, known)]:
        await _make(js, stream)
    for job in known:
        with suppress(NotFoundError):  # what it had in hand is delivered again, to whose turn it is
            await js.delete_consumer(job.queue(), WORKERS)
    for service, events in listeners.items():
        subjects = sorted(event.subject for event in events)
        if subjects:
            await js.add_consumer(EVENTS, _consumer(service, filter_subjects=subjects, max_ack_pending=MOST_OUT))


async def _make(js: JetStreamContext, stream: StreamConfig) -> None:
    try:
        found = await js.stream_info(str(stream.name))
    except NotFoundError:
        await js.add_stream(stream)
        return
    if stream.name == LIVE and found.config.storage != stream.storage:  # no update changes that; it keeps minutes
        await js.delete_stream(LIVE)
        await js.add_stream(stream)
    else:
        await js.update_stream(stream)


async def find_strays(
    js: JetStreamContext, jobs: Iterable[type[Job]], listeners: Mapping[str, Iterable[type[Event]]]
) -> list[str]:
    """Queues and listeners in JetStream that no service has any more, with how much waits in them, ready to read."""
    queues, hearing = {job.queue() for job in jobs}, {service for service, events in listeners.items() if events}
    idle = [
        f"queue {stream.config.name}: no service works it off; {stream.state.messages} jobs wait in it"
        for stream in await js.streams_info()
        if str(stream.config.name).startswith(JOBS) and stream.config.name not in queues
    ]
    deaf = [
        f"listener {consumer.name}: no such service hears events; {consumer.num_pending} wait for it"
        for consumer in await js.consumers_info(EVENTS)
        if consumer.name not in hearing
    ]
    return idle + deaf
