"""Live progress of one analysis: a snapshot from its owner, then fleeting progress, until it ends."""

import asyncio
import time
from collections.abc import AsyncIterator
from uuid import UUID

from danceai.common.contracts.analyses import Analysis, GetAnalysis, LifeState, StageName
from danceai.common.contracts.base import Camera, Message
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.progress import StageProgress, overall, subject

KEEP_ALIVE = 10.0


class Live(Message):
    """What a progress bar needs."""

    state: LifeState
    percent: float
    eta_seconds: float | None
    stage: StageName | None
    camera: Camera | None
    done: float
    total: float
    unit: str
    error_message: str | None


class Estimate:
    """Percent that never falls, and the time left from how fast it has grown."""

    def __init__(self) -> None:
        self._live: dict[tuple[StageName, Camera | None], float] = {}
        self._began: tuple[float, float] | None = None
        self._highest = 0.0

    def hear(self, progress: StageProgress) -> None:
        """Take in one report."""
        if progress.stage is not None and progress.total > 0:
            key = (progress.stage, progress.camera)
            self._live[key] = max(self._live.get(key, 0.0), progress.done / progress.total)

    def of(self, analysis: Analysis, progress: StageProgress | None) -> Live:
        """The state to show now."""
        share = max(self._highest, overall(analysis.stages, self._live))
        self._highest = share
        now = time.monotonic()
        self._began = self._began or (now, share)
        elapsed, grown = now - self._began[0], share - self._began[1]
        eta = elapsed / grown * (1 - share) if grown > 0.02 and analysis.state is LifeState.RUNNING else None
        running = next((s for s in analysis.stages if s.state is LifeState.RUNNING), None)
        heard = progress if progress and progress.stage else None
        return Live(
            state=analysis.state,
            percent=round(100 * share, 1),
            eta_seconds=round(eta, 1) if eta is not None else None,
            stage=heard.stage if heard else running.name if running else None,
            camera=heard.camera if heard else running.camera if running else None,
            done=heard.done if heard else 0.0,
            total=heard.total if heard else 0.0,
            unit=heard.unit if heard else "",
            error_message=analysis.error_message,
        )


async def live_events(bus: Bus, actor: Actor, analysis_id: UUID) -> AsyncIterator[tuple[str, str]]:
    """(event name, JSON) pairs: `snapshot`, `progress`, and `end` last. Holds no database session."""
    estimate = Estimate()
    analysis = await bus.request(GetAnalysis(analysis_id=analysis_id), actor)
    told = [subject(actor.studio_id, about) for about in (analysis_id, analysis.session_id)]
    async with bus.following(*told) as queue:
        # Read again: what changed before the subscription stood would be missed.
        analysis = await bus.request(GetAnalysis(analysis_id=analysis_id), actor)
        yield "snapshot", estimate.of(analysis, None).model_dump_json()
        while analysis.state is LifeState.RUNNING:
            progress: StageProgress | None = None
            try:
                message = await asyncio.wait_for(queue.get(), KEEP_ALIVE)
                progress = StageProgress.model_validate_json(message.data)
            except TimeoutError:
                pass
            if progress is None or progress.changed:
                analysis = await bus.request(GetAnalysis(analysis_id=analysis_id), actor)
            if progress is not None:
                estimate.hear(progress)
            yield "progress", estimate.of(analysis, progress).model_dump_json()
        yield "end", estimate.of(analysis, None).model_dump_json()
