"""Every stream and consumer of the bus, in one place; provisioned by a command, workers only bind.

Jobs: one work-queue stream per kind. Events: one stream, one durable consumer per listening service.
"""

from dataclasses import dataclass

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from danceai.common.contracts import accounts, analyses, coaching, poses, studios, videos
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


@dataclass(frozen=True, slots=True)
class Queue:
    """How one kind of job is worked off."""

    job: type[Job]
    attempts: int = 4
    limit: float = 600.0
    """Seconds one attempt may take."""

    @property
    def stream(self) -> str:
        """JOBS_INGEST_PROBE for jobs.ingest.probe."""
        return self.job.subject.upper().replace(".", "_")


QUEUES: dict[type[Job], Queue] = {
    queue.job: queue
    for queue in (
        Queue(videos.ProbeVideo, limit=1800),
        Queue(poses.FollowCouple, limit=60),
        Queue(poses.FindBodies, limit=600),
        Queue(poses.TrackCouple, limit=600),
        Queue(analyses.BeginAnalysis, limit=60),
        Queue(analyses.ScoreAnalysis, limit=600),
        Queue(analyses.RenderOverlay, limit=3600),
        Queue(analyses.WriteReport, limit=300),
        Queue(coaching.Evaluate, limit=300),
        Queue(accounts.StartReset, limit=60),
        Queue(studios.SendMail, attempts=6, limit=60),
    )
}

LISTENERS: dict[str, tuple[type[Event], ...]] = {
    "auth": (analyses.AnalysisFinished, analyses.AnalysisFailed, studios.AdministrationChanged),
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
            name=queue.stream,
            subjects=[queue.job.subject],
            retention=RetentionPolicy.WORK_QUEUE,
            storage=StorageType.FILE,
            duplicate_window=600,
        )
        for queue in QUEUES.values()
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
    for queue in QUEUES.values():
        await js.add_consumer(queue.stream, _consumer("workers", queue.attempts))
    for service, events in LISTENERS.items():
        subjects = [event.subject for event in events]
        await js.add_consumer(EVENTS, _consumer(service, attempts=10, subjects=subjects))
