"""What others tell scoring, and what that means for the analyses concerned."""

from collections.abc import Callable
from uuid import UUID

from danceai.common.contracts.analyses import BeginAnalysis, LifeState, StageName
from danceai.common.contracts.base import Camera
from danceai.common.contracts.coaching import EvaluationFailed, EvaluationWritten
from danceai.common.contracts.poses import PoseFailed, PoseFinished
from danceai.common.contracts.videos import Film, GetDanceSession, Video, VideoReady, VideoRejected
from danceai.common.errors import NotYet, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.observability.logs import logger
from danceai.scoring.analyses.admission import has_room
from danceai.scoring.analyses.life_cycle import ANALYSIS, Life
from danceai.scoring.tables import AnalysisRow

log = logger(__name__)
ASK_AGAIN = 2.0
"""Seconds until an analysis that waits for its turn looks again"""


def take_in(life: Life, video: Video) -> bool:
    """Go by where a video stands now; one that is still being checked will announce itself. Whether that was news."""
    if not life.has(StageName.CHECK, video.camera):
        return False
    stage = life.stage(StageName.CHECK, video.camera)
    if stage.state == LifeState.DONE:
        return False
    if stage.state == LifeState.WAITING:
        stage.state, stage.started_at = LifeState.RUNNING.value, life.row.created_at
    if video.film is not None:
        life.film_checked(video.film)
    elif video.state == "rejected":
        code, message = video.error_code or "rejected", video.error_message or "The video was rejected."
        life.failed(StageName.CHECK, video.camera, code, message, final=True)
    life.work.touch(ANALYSIS, life.row.id)
    return video.film is not None or video.state == "rejected"


async def begin_failed(message: BeginAnalysis, error: ProductError, work: UnitOfWork) -> None:
    """The session's videos could not be asked for."""
    life = await Life.find(work, message.analysis_id)
    if life is None:
        return
    camera = Camera(min(stage.camera for stage in life.stages if stage.name == StageName.CHECK))
    life.failed(StageName.CHECK, camera, error.reported_code, error.message, final=error.final)


@job(BeginAnalysis, failed=begin_failed)
async def begin_analysis(message: BeginAnalysis, context: JobContext) -> None:
    """Wait for a place, then look where the videos stand; those not checked yet will announce themselves."""
    async with context.transaction() as work:
        life = await Life.of(work, message.analysis_id)
        if life.row.state == LifeState.WAITING:
            if not await has_room(work, life.row):
                raise NotYet(ASK_AGAIN)
            life.row.state = LifeState.RUNNING.value
            life.advance()
    session = await context.ask(GetDanceSession(session_id=life.row.session_id))
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.row.state == LifeState.RUNNING:
            for video in session.videos:
                # An event that came while ingest was asked knows better: what is done stays done.
                take_in(life, video)


async def _tell_each(work: UnitOfWork, session_id: UUID, tell: Callable[[Life], object]) -> None:
    """Tell the running analyses of a session one by one; what one of them cannot take does not keep it from others."""
    running = work.visible(AnalysisRow).where(
        AnalysisRow.session_id == session_id, AnalysisRow.state == LifeState.RUNNING.value
    )
    for identifier in sorted(row.id for row in await work.all(running)):
        try:
            async with work.db.begin_nested():
                tell(await Life.of(work, identifier))
        except ProductError as error:
            log.warning("analysis_not_told", analysis=str(identifier), error=str(error))


async def on_video_ready(event: VideoReady, work: UnitOfWork) -> None:
    """Analyses that wait for this video go on."""
    film: Film = event.film

    def go_on(life: Life) -> None:
        if life.has(StageName.CHECK, film.camera) and life.stage(StageName.CHECK, film.camera).state != LifeState.DONE:
            life.film_checked(film)

    await _tell_each(work, event.session_id, go_on)


async def on_video_rejected(event: VideoRejected, work: UnitOfWork) -> None:
    """Analyses that wait for this video fail with its sentence."""

    def fail(life: Life) -> None:
        if life.has(StageName.CHECK, event.camera):
            life.failed(StageName.CHECK, event.camera, event.code, event.message, final=True)

    await _tell_each(work, event.session_id, fail)


async def on_pose_finished(event: PoseFinished, work: UnitOfWork) -> None:
    """One camera's couple has been followed."""
    life = await Life.find(work, event.analysis_id)
    if life is not None and life.current(StageName.POSE, event.camera, event.attempt):
        life.row.poses = {**life.row.poses, event.camera: event.couple}
        life.done(StageName.POSE, event.camera)


async def on_pose_failed(event: PoseFailed, work: UnitOfWork) -> None:
    """One camera's couple could not be followed."""
    life = await Life.find(work, event.analysis_id)
    if life is not None and life.current(StageName.POSE, event.camera, event.attempt):
        life.failed(StageName.POSE, event.camera, event.code, event.message, final=event.final)


async def on_evaluation_written(event: EvaluationWritten, work: UnitOfWork) -> None:
    """The text is there."""
    life = await Life.find(work, event.analysis_id)
    if life is not None and life.current(StageName.EVALUATE, None, event.attempt):
        life.row.evaluation = event.text
        life.done(StageName.EVALUATE)


async def on_evaluation_failed(event: EvaluationFailed, work: UnitOfWork) -> None:
    """No text could be written."""
    life = await Life.find(work, event.analysis_id)
    if life is not None and life.current(StageName.EVALUATE, None, event.attempt):
        life.failed(StageName.EVALUATE, None, event.code, event.message, final=event.final)
