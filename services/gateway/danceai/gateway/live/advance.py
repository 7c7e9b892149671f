"""How far one analysis is: from its stored stages, and from what was told of those that run."""

import time
from collections.abc import Callable, Sequence

from danceai.common.contracts.analyses import UNDER_WAY, LifeState, Stage, StageName, part_of, stage_of
from danceai.common.contracts.base import Camera, Message
from danceai.common.messaging.live import Progress

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
LEAST_SECONDS = 1.0
"""Over which a speed is measured"""


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
    per_second: float | None = None
    """How many of the unit are done in a second; None before that is known"""
    error_message: str | None


class Advance:
    """Percent that never falls, the speed of the stage that runs, and the time left from how fast all has grown."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._shares: dict[str, float] = {}
        self._last: Progress | None = None
        self._stage_began: tuple[str, float, float] = ("", 0.0, 0.0)
        self._began: tuple[float, float] | None = None
        self._highest = 0.0

    def hear(self, progress: Progress) -> None:
        """One stage has come further."""
        self._last = progress if progress.part else None
        if not progress.part or progress.total <= 0:
            return
        share = progress.done / progress.total
        self._shares[progress.part] = max(self._shares.get(progress.part, 0.0), share)
        part, _, done = self._stage_began
        if part != progress.part or progress.done < done:
            self._stage_began = (progress.part, self._clock(), progress.done)

    def _speed(self) -> float | None:
        if self._last is None:
            return None
        _, since, before = self._stage_began
        elapsed, done = self._clock() - since, self._last.done - before
        return round(done / elapsed, 1) if elapsed >= LEAST_SECONDS and done > 0 else None

    def show(self, state: LifeState, stages: Sequence[Stage], error_message: str | None) -> LiveAnalysis:
        """How far the whole is, and what is being worked on."""
        share = self._highest = max(self._highest, share_done(stages, self._shares))
        now = self._clock()
        self._began = self._began or (now, share)
        elapsed, grown = now - self._began[0], share - self._began[1]
        guessed = grown > LEAST_GROWN and state in UNDER_WAY
        running = next((one for one in stages if one.state is LifeState.RUNNING), None)
        stage, camera = (running.name, running.camera) if running else (None, None)
        last = self._last
        if last is not None:
            stage, camera = stage_of(last.part)
        return LiveAnalysis(
            state=state,
            percent=round(100 * share, 1),
            eta_seconds=round(elapsed / grown * (1 - share), 1) if guessed else None,
            stage=stage,
            camera=camera,
            done=last.done if last else 0.0,
            total=last.total if last else 0.0,
            unit=last.unit if last else "",
            per_second=self._speed(),
            error_message=error_message,
        )


def share_done(stages: Sequence[Stage], shares: dict[str, float]) -> float:
    """Share of the whole analysis that is done, 0..1, from stored stages and what was told of the running ones."""
    total = done = 0.0
    for stage in stages:
        weight = WEIGHTS[stage.name]
        total += weight
        if stage.state is LifeState.DONE:
            done += weight
        elif stage.state is LifeState.RUNNING:
            done += weight * min(shares.get(part_of(stage.name, stage.camera), 0.0), 1.0)
    return done / total if total else 0.0
