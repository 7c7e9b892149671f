"""The life of an analysis: which stage needs which, what starts when another is done, what a failure means.

Every change locks the analysis row first, so two events that arrive together are applied one after the other.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from danceai.common.contracts.analyses import (
    UNDER_WAY,
    AnalysisCancelled,
    AnalysisFailed,
    AnalysisFinished,
    LifeState,
    RenderOverlay,
    ScoreAnalysis,
    StageName,
    WriteReport,
)
from danceai.common.contracts.base import Camera, Dance, Job, Language
from danceai.common.contracts.coaching import WriteEvaluation
from danceai.common.contracts.poses import PlanRun, PoseOptions
from danceai.common.contracts.videos import Film
from danceai.common.errors import Conflict, NotFound, ProductError
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.scoring.analyses.stage_order import PER_CAMERA, builds_on, needed_by, why_not_again
from danceai.scoring.descriptions import choose_words
from danceai.scoring.tables import AnalysisRow, StageRow

ANALYSIS = "analysis"
"""The kind under which live views follow an analysis"""


class Life:
    """One analysis with its stages, locked."""

    def __init__(self, work: UnitOfWork, row: AnalysisRow, stages: list[StageRow]) -> None:
        self.work = work
        self.row = row
        self.stages = stages

    @classmethod
    async def of(cls, work: UnitOfWork, analysis_id: UUID) -> "Life":
        """Lock an analysis. Raises NotFound, Forbidden when its couple is out of reach."""
        row = await work.find(AnalysisRow, analysis_id, lock=True)
        return cls(work, row, await work.all(work.visible(StageRow).where(StageRow.analysis_id == analysis_id)))

    @classmethod
    async def find(cls, work: UnitOfWork, analysis_id: UUID) -> "Life | None":
        """Lock an analysis that somebody reports of; None when it was deleted meanwhile, and nobody cares any more."""
        try:
            return await cls.of(work, analysis_id)
        except NotFound:
            return None

    def stage(self, name: StageName, camera: Camera | None = None) -> StageRow:
        """One stage. Raises NotFound."""
        for stage in self.stages:
            if stage.name == name and stage.camera == (camera or ""):
                return stage
        raise NotFound("This analysis has no such stage.")

    def has(self, name: StageName, camera: Camera | None = None) -> bool:
        """Whether there is such a stage: a session may have got its second camera later."""
        return any(stage.name == name and stage.camera == (camera or "") for stage in self.stages)

    @property
    def checked(self) -> bool:
        """Whether all videos are."""
        return all(stage.state == LifeState.DONE for stage in self.stages if stage.name == StageName.CHECK)

    @property
    def under_way(self) -> bool:
        """Whether it runs, or waits for its turn."""
        return self.row.state in UNDER_WAY

    def current(self, name: StageName, camera: Camera | None, attempt: int) -> bool:
        """Whether a report about this attempt of a stage still matters."""
        stage = self.stage(name, camera)
        return self.row.state == LifeState.RUNNING and stage.state == LifeState.RUNNING and stage.attempt == attempt

    def add_stages(self, cameras: list[Camera]) -> None:
        """All stages, waiting."""
        for name in StageName:
            for camera in cameras if name in PER_CAMERA else [None]:
                stage = StageRow(
                    studio_id=self.row.studio_id,
                    analysis_id=self.row.id,
                    name=name.value,
                    camera=camera or "",
                    state=LifeState.WAITING.value,
                    attempt=1,
                    final=False,
                )
                self.stages.append(stage)
                self.work.db.add(stage)

    def done(self, name: StageName, camera: Camera | None = None) -> None:
        """A stage has ended well: start what waited for it, or finish the analysis."""
        stage = self.stage(name, camera)
        if stage.state == LifeState.DONE:
            return
        stage.state, stage.finished_at = LifeState.DONE.value, _now()
        stage.error_code = stage.error_message = None
        self.advance()
        self.finish()

    def finish(self) -> None:
        """Done when all stages are."""
        if all(stage.state == LifeState.DONE for stage in self.stages) and self.row.state == LifeState.RUNNING:
            self.row.state, self.row.finished_at = LifeState.DONE.value, _now()
            self.work.announce(
                AnalysisFinished(
                    analysis_id=self.row.id,
                    session_id=self.row.session_id,
                    couple_id=self.row.couple_id,
                    dance=Dance(self.row.dance),
                    started_by=self.row.created_by,
                    score=self._mean_score(),
                )
            )

    def _mean_score(self) -> float | None:
        result = self.row.result
        return result.total / len(result.components) if result is not None and result.total else None

    def failed(self, name: StageName, camera: Camera | None, code: str, message: str, *, final: bool) -> None:
        """A stage cannot be done: the analysis has failed, with that stage's sentence.

        final: another attempt would end the same. Of several recordings the sentence says which one it is about.
        """
        if not self.under_way:
            return
        stage = self.stage(name, camera)
        if camera and len({one.camera for one in self.stages if one.camera}) > 1:
            message = f"Camera {camera}: {message}"
        stage.state, stage.finished_at, stage.final = LifeState.FAILED.value, _now(), final
        stage.error_code, stage.error_message = code, message
        self.row.state, self.row.finished_at = LifeState.FAILED.value, _now()
        self.work.touch(ANALYSIS, self.row.id)
        self.work.announce(
            AnalysisFailed(
                analysis_id=self.row.id,
                session_id=self.row.session_id,
                couple_id=self.row.couple_id,
                dance=Dance(self.row.dance),
                started_by=self.row.created_by,
                stage=name,
                code=code,
                message=message,
            )
        )

    def cancel(self) -> None:
        """Nobody wants it any more; finished stages stay."""
        if not self.under_way:
            raise Conflict("Only a running or waiting analysis can be cancelled.", code="not_under_way")
        self.row.state, self.row.finished_at = LifeState.CANCELLED.value, _now()
        for stage in self.stages:
            if stage.state in (LifeState.RUNNING, LifeState.WAITING):
                stage.state = LifeState.CANCELLED.value
        self.work.touch(ANALYSIS, self.row.id)
        attempts = {Camera(stage.camera): stage.attempt for stage in self.stages if stage.name == StageName.POSE}
        self.work.announce(AnalysisCancelled(analysis_id=self.row.id, attempts=attempts))

    def retry(self, name: StageName, camera: Camera | None) -> None:
        """Have one stage run again, and all that builds on it. Raises Conflict where it cannot or would not help."""
        again = self.stage(name, camera)
        reason = why_not_again(LifeState(self.row.state), self.stages, again)
        if reason is not None:
            raise Conflict(reason)
        for stage in self.stages:
            ended = stage.state in (LifeState.FAILED, LifeState.CANCELLED)
            if stage is again or builds_on(stage, again) or ended:
                stage.state, stage.attempt, stage.final = LifeState.WAITING.value, stage.attempt + 1, False
                stage.started_at = stage.finished_at = stage.error_code = stage.error_message = None

    def advance(self) -> None:
        """Start every waiting stage whose needs are done."""
        for stage in self.stages:
            startable = stage.state == LifeState.WAITING and stage.name != StageName.CHECK
            if startable and all(needed.state == LifeState.DONE for needed in needed_by(self.stages, stage)):
                stage.state, stage.started_at = LifeState.RUNNING.value, _now()
                self.work.enqueue(self.job(stage))
        self.work.touch(ANALYSIS, self.row.id)

    def job(self, stage: StageRow) -> Job:
        """What does a stage's work. Raises Conflict, NotFound before there is what it needs."""
        name, row = StageName(stage.name), self.row
        if name is StageName.SCORE:
            return ScoreAnalysis(analysis_id=row.id, attempt=stage.attempt)
        if name is StageName.OVERLAY:
            return RenderOverlay(analysis_id=row.id, attempt=stage.attempt)
        if name is StageName.REPORT:
            return WriteReport(analysis_id=row.id, attempt=stage.attempt)
        if name is StageName.EVALUATE:
            if row.result is None:
                raise Conflict("There are no scores to speak of yet.", code="no_scores_yet")
            return WriteEvaluation(
                analysis_id=row.id,
                attempt=stage.attempt,
                dance=Dance(row.dance),
                language=Language(row.language),
                result=row.result,
                words=choose_words(row.result, Language(row.language)),
                insight=row.configuration.insight,
                couple_id=row.couple_id,
                session_id=row.session_id,
            )
        film = self.film(Camera(stage.camera))
        return PlanRun(
            analysis_id=row.id,
            film=film,
            attempt=stage.attempt,
            model=row.configuration.pose_model,
            options=row.configuration.pose.get(film.camera, PoseOptions()),
        )

    def film(self, camera: Camera) -> Film:
        """The checked video of one camera. Raises NotFound before it is checked."""
        film = self.row.films.get(camera)
        if film is None:
            raise NotFound("This analysis has no such camera, or its video is not checked yet.")
        return film

    def film_checked(self, film: Film) -> None:
        """Keep what ingest found, and go on."""
        self.row.films = {**self.row.films, film.camera: film}
        stage = self.stage(StageName.CHECK, film.camera)
        stage.started_at = stage.started_at or self.row.created_at
        self.done(StageName.CHECK, film.camera)


class StageJob(Protocol):
    """A job of one attempt at one stage."""

    @property
    def analysis_id(self) -> UUID:
        """Whose stage it is."""

    @property
    def attempt(self) -> int:
        """Which attempt."""


def fails(name: StageName) -> Callable[[StageJob, ProductError, UnitOfWork], Awaitable[None]]:
    """What happens when a stage's job is given up: the stage and the analysis have failed with its sentence."""

    async def failed(message: StageJob, error: ProductError, work: UnitOfWork) -> None:
        life = await Life.find(work, message.analysis_id)
        if life is not None and life.current(name, None, message.attempt):
            life.failed(name, None, error.reported_code, error.message, final=error.final)

    return failed


def _now() -> datetime:
    return datetime.now(UTC)
