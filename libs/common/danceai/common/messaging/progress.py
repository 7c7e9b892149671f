"""Progress of long work: fleeting messages on core subjects, never stored.

One subject per analysis; the check of a video, which comes before any analysis, is told under its session.
"""

import asyncio
import time
from uuid import UUID

from danceai.common.contracts.analyses import LifeState, Stage, StageName
from danceai.common.contracts.base import Camera, Message
from danceai.common.messaging.bus import Bus

# Rough share of the whole run each stage takes; only the progress bar depends on it.
WEIGHTS = {
    StageName.CHECK: 12.0,
    StageName.POSE: 50.0,
    StageName.SCORE: 6.0,
    StageName.OVERLAY: 24.0,
    StageName.EVALUATE: 3.0,
    StageName.REPORT: 5.0,
}


class StageProgress(Message):
    """How far one stage is, or (with `changed`) that the analysis should be read again."""

    stage: StageName | None = None
    camera: Camera | None = None
    done: float = 0.0
    total: float = 1.0
    unit: str = ""
    changed: bool = False


def subject(studio_id: UUID, about: UUID) -> str:
    """Where progress of one analysis (or of a session's videos) is told."""
    return f"progress.{studio_id}.{about}"


class Progress:
    """Tells progress at most five times a second; callable from threads."""

    def __init__(self, bus: Bus, studio_id: UUID) -> None:
        self._bus = bus
        self._studio_id = studio_id
        self._loop = asyncio.get_running_loop()
        self._last = 0.0

    def tell(self, about: UUID, progress: StageProgress) -> None:
        """Publish; lost messages do no harm."""
        now = time.monotonic()
        if not progress.changed and now - self._last < 0.2 and progress.done < progress.total:
            return
        self._last = now
        payload = progress.model_dump_json().encode()
        publishing = self._bus.client.publish(subject(self._studio_id, about), payload)
        asyncio.run_coroutine_threadsafe(publishing, self._loop)


def overall(stages: list[Stage], live: dict[tuple[StageName, Camera | None], float]) -> float:
    """Share of the whole analysis that is done, 0..1, from stored stages and live fractions."""
    total = done = 0.0
    for stage in stages:
        weight = WEIGHTS[stage.name]
        total += weight
        if stage.state is LifeState.DONE:
            done += weight
        elif stage.state is LifeState.RUNNING:
            done += weight * min(live.get((stage.name, stage.camera), 0.0), 1.0)
    return done / total if total else 0.0
