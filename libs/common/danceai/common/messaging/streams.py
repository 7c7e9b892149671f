"""Every stream and consumer of the bus, in one place; provisioned by a command, workers only bind.

Jobs: one work-queue stream per kind. Events: one stream, one durable consumer per listening service.
"""

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from danceai.common.contracts import analyses, audit, coaching, mail, poses, sign_in, videos
from danceai.common.contracts.base import Event, Job

DAY = 24 * 3600.0
EVENTS = "EVENTS"
DEAD_LETTERS = "DEAD_LETTERS"
DEAD_SUBJECT = "dead"
CALLERS_CHANGED = "callers.changed"
"""Core subject, not stored: the id of a user, a key or a studio about which gateways must ask anew"""
BACKOFF = (2.0, 10.0, 60.0)
ACK_WAIT = 15.0
"""Seconds after which a silent worker's message goes to another; heartbeats come three times as often."""


JOBS: tuple[type[Job], ...] = tuple(
    kind
    for module in (videos, poses, analyses, coaching, sign_in, mail)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Job) and kind.service
)

LISTENERS: dict[str, tuple[type[Event], ...]] = {
    "auth": (analyses.AnalysisFinished, analyses.AnalysisFailed, audit.AdministrationChanged),
    "pose": (analyses.AnalysisCancelled,),
    "scoring": (
        videos.VideoReady,
        videos.VideoRejected,
        poses.PoseFinished,
        poses.PoseFailed,
        coaching.EvaluationWritten,
        coaching.EvaluationFailed,
    ),
}


def _streams() -> list[StreamConfig]:
    jobs = [
        StreamConfig(
            name=job.queue(),
            subjects=[job.subject],
            retention=RetentionPolicy.WORK_QUEUE,
            storage=StorageType.FILE,
            duplicate_window=600,
        )
        for job in JOBS
    ]
    return [
        *jobs,
        StreamConfig(
            name=EVENTS,
            subjects=["events.>"],
            retention=RetentionPolicy.LIMITS,
            max_age=7 * DAY,
            storage=StorageType.FILE,
            duplicate_window=600,
        ),
        StreamConfig(
            name=DEAD_LETTERS,
            subjects=[f"{DEAD_SUBJECT}.>"],
            retention=RetentionPolicy.LIMITS,
            max_age=30 * DAY,
            storage=StorageType.FILE,
        ),
    ]


def _consumer(durable: str, attempts: int, subjects: list[str] | None = None) -> ConsumerConfig:
    return ConsumerConfig(
        durable_name=durable,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT,
        deliver_policy=DeliverPolicy.ALL,
        # One above the attempts: the worker gives up itself, this only stops a worker that dies each time.
        max_deliver=attempts + 1,
        max_ack_pending=1000,
        filter_subjects=subjects,
    )


async def provision(js: JetStreamContext) -> None:
    """Create what is missing and update what differs. Safe to run again at any time."""
    for stream in _streams():
        try:
            await js.stream_info(str(stream.name))
            await js.update_stream(stream)
        except NotFoundError:
            await js.add_stream(stream)
    for job in JOBS:
        await js.add_consumer(job.queue(), _consumer("workers", job.attempts))
    for service, events in LISTENERS.items():
        subjects = [event.subject for event in events]
        await js.add_consumer(EVENTS, _consumer(service, attempts=10, subjects=subjects))
