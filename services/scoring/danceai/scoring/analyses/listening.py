"""What others tell scoring, and what that means for the analyses concerned."""

from collections.abc import AsyncIterator
from uuid import UUID

from danceai.common.contracts.analyses import BeginAnalysis, LifeState, StageName
from danceai.common.contracts.base import Camera
from danceai.common.contracts.coaching import EvaluationFailed, EvaluationWritten
from danceai.common.contracts.poses import PoseFailed, PoseFinished
from danceai.common.contracts.videos import Film, GetDanceSession, Video, VideoReady, VideoRejected
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.scoring.analyses.life_cycle import ANALYSIS, Life
from danceai.scoring.tables import AnalysisRow


def _take_in(life: Life, video: Video) -> None:
    """Go by where a video stands now; one that is still being checked will announce itself."""
    stage = life.stage(StageName.CHECK, video.camera)
    if stage.state == LifeState.WAITING:
        stage.state, stage.started_at = LifeState.RUNNING.value, life.row.created_at
    if video.film is not None:
        life.film_checked(video.film)
    elif video.state == "rejected":
        code, message = video.error_code or "rejected", video.error_message or "The video was rejected."
        life.failed(StageName.CHECK, video.camera, code, message)
    life.work.touch(ANALYSIS, life.row.id)


async def begin_failed(message: BeginAnalysis, error: ProductError, work: UnitOfWork) -> None:
    """The session's videos could not be asked for."""
    life = await Life.of(work, message.analysis_id)
    life.failed(StageName.CHECK, Camera(life.stages[0].camera or "A"), error.reported_code, error.message)


@job(BeginAnalysis, failed=begin_failed)
async def begin_analysis(message: BeginAnalysis, context: JobContext) -> None:
    """Look where the videos stand; those not checked yet will announce themselves."""
    async with context.transaction() as work:
        row = await work.find(AnalysisRow, message.analysis_id)
    session = await context.ask(GetDanceSession(session_id=row.session_id))
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.row.state != LifeState.RUNNING:
            return
        for video in session.videos:
            # An event that came while ingest was asked knows better: what is done stays done.
            if life.stage(StageName.CHECK, video.camera).state != LifeState.DONE:
                _take_in(life, video)


async def _waiting_for(work: UnitOfWork, session_id: UUID) -> AsyncIterator[Life]:
    """The running analyses of a session, one after the other, each locked."""
    running = work.visible(AnalysisRow).where(
        AnalysisRow.session_id == session_id, AnalysisRow.state == LifeState.RUNNING.value
    )
    for row in sorted(await work.all(running), key=lambda row: row.id):
        yield await Life.of(work, row.id)


async def on_video_ready(event: VideoReady, work: UnitOfWork) -> None:
    """Analyses that wait for this video go on."""
    film: Film = event.film
    async for life in _waiting_for(work, event.session_id):
        if life.stage(StageName.CHECK, film.camera).state != LifeState.DONE:
            life.film_checked(film)


async def on_video_rejected(event: VideoRejected, work: UnitOfWork) -> None:
    """Analyses that wait for this video fail with its sentence."""
    async for life in _waiting_for(work, event.session_id):
        life.failed(StageName.CHECK, event.camera, event.code, event.message)


async def on_pose_finished(event: PoseFinished, work: UnitOfWork) -> None:
    """One camera's couple has been followed."""
    life = await Life.of(work, event.analysis_id)
    if life.current(StageName.POSE, event.camera, event.attempt):
        life.row.poses = {**life.row.poses, event.camera: event.couple}
        life.done(StageName.POSE, event.camera)


async def on_pose_failed(event: PoseFailed, work: UnitOfWork) -> None:
    """One camera's couple could not be followed."""
    life = await Life.of(work, event.analysis_id)
    if life.current(StageName.POSE, event.camera, event.attempt):
        life.failed(StageName.POSE, event.camera, event.code, event.message)


async def on_evaluation_written(event: EvaluationWritten, work: UnitOfWork) -> None:
    """The text is there."""
    life = await Life.of(work, event.analysis_id)
    if life.current(StageName.EVALUATE, None, event.attempt):
        life.row.evaluation = event.text
        life.done(StageName.EVALUATE)


async def on_evaluation_failed(event: EvaluationFailed, work: UnitOfWork) -> None:
    """No text could be written."""
    life = await Life.of(work, event.analysis_id)
    if life.current(StageName.EVALUATE, None, event.attempt):
        life.failed(StageName.EVALUATE, None, event.code, event.message)
