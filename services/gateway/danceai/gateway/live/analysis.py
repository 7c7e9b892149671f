"""An analysis, live: its stages from scoring, and how far ingest, pose and scoring are with them."""

import time
from uuid import UUID

from danceai.common.contracts.analyses import UNDER_WAY, Analysis, GetAnalysis, LifeState, Stage, StageName, stage_of
from danceai.common.contracts.base import Camera, Message
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Place, Progress
from danceai.gateway.live.kinds import Kind

# Rough share of the whole run each stage takes; only the progress bar depends on it.
WEIGHTS = {
    StageName.CHECK: 12.0,
    StageName.POSE: 50.0,
    StageName.SCORE: 6.0,
    StageName.OVERLAY: 24.0,
    StageName.EVALUATE: 3.0,
    StageName.REPORT: 5.0,
}
LEAST_GROWN = 0.02
"""Share that must have been done before the time left is guessed"""


class LiveAnalysis(Message):
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


class AnalysisView:
    """Percent that never falls, and the time left from how fast it has grown."""

    def __init__(self, analysis_id: UUID) -> None:
        self._id = analysis_id
        self._analysis: Analysis | None = None
        self._shares: dict[str, float] = {}
        self._last: Progress | None = None
        self._began: tuple[float, float] | None = None
        self._highest = 0.0

    @property
    def _read(self) -> Analysis:
        assert self._analysis is not None, "read before it is shown"
        return self._analysis

    @property
    def ended(self) -> bool:
        """Done, failed or cancelled."""
        return self._read.state not in UNDER_WAY

    @property
    def places(self) -> list[Place]:
        """Its own, and its session's: videos are checked before an analysis may even exist."""
        return [("analysis", self._id), ("session", self._read.session_id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask scoring."""
        self._analysis = await bus.request(GetAnalysis(analysis_id=self._id), actor)

    def hear(self, progress: Progress) -> None:
        """One stage has come further."""
        self._last = progress if progress.part else None
        if progress.part and progress.total > 0:
            share = progress.done / progress.total
            self._shares[progress.part] = max(self._shares.get(progress.part, 0.0), share)

    def show(self) -> LiveAnalysis:
        """How far the whole is, and what is being worked on."""
        share = self._highest = max(self._highest, share_done(self._read.stages, self._shares))
        now = time.monotonic()
        self._began = self._began or (now, share)
        elapsed, grown = now - self._began[0], share - self._began[1]
        guessed = grown > LEAST_GROWN and not self.ended
        running = next((s for s in self._read.stages if s.state is LifeState.RUNNING), None)
        stage, camera = (running.name, running.camera) if running else (None, None)
        last = self._last
        if last is not None:
            stage, camera = stage_of(last.part)
        return LiveAnalysis(
            state=self._read.state,
            percent=round(100 * share, 1),
            eta_seconds=round(elapsed / grown * (1 - share), 1) if guessed else None,
            stage=stage,
            camera=camera,
            done=last.done if last else 0.0,
            total=last.total if last else 0.0,
            unit=last.unit if last else "",
            error_message=self._read.error_message,
        )


def share_done(stages: list[Stage], shares: dict[str, float]) -> float:
    """Share of the whole analysis that is done, 0..1, from stored stages and what was told of the running ones."""
    total = done = 0.0
    for stage in stages:
        weight = WEIGHTS[stage.name]
        total += weight
        if stage.state is LifeState.DONE:
            done += weight
        elif stage.state is LifeState.RUNNING:
            part = f"{stage.name}/{stage.camera}" if stage.camera else stage.name.value
            done += weight * min(shares.get(part, 0.0), 1.0)
    return done / total if total else 0.0


KIND = Kind("analysis", GetAnalysis, "analysis_id", AnalysisView)
