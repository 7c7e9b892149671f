"""Requests about one analysis: start, look, cancel, retry, score again."""

from uuid import uuid4

from danceai.common.contracts.analyses import (
    UNDER_WAY,
    Analysis,
    CancelAnalysis,
    Configuration,
    GetAnalysis,
    LifeState,
    RescoreAnalysis,
    RetryStage,
    StageName,
    StartAnalysis,
)
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.setup import GetStudioSetup, StudioSetup
from danceai.common.contracts.videos import DanceSession, GetDanceSession
from danceai.common.errors import Conflict
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Permission
from danceai.scoring.analyses import allowance
from danceai.scoring.analyses.admission import ANALYSES, admit
from danceai.scoring.analyses.files import to_played
from danceai.scoring.analyses.life_cycle import Life
from danceai.scoring.analyses.listing import failure_of, to_stages
from danceai.scoring.analyses.stage_order import PER_CAMERA
from danceai.scoring.tables import AnalysisRow, StageRow


def to_reply(row: AnalysisRow, stages: list[StageRow]) -> Analysis:
    """An analysis as others see it."""
    return Analysis(
        id=row.id,
        session_id=row.session_id,
        couple_id=row.couple_id,
        dance=Dance(row.dance),
        language=Language(row.language),
        state=LifeState(row.state),
        configuration=row.configuration,
        created_at=row.created_at,
        finished_at=row.finished_at,
        error_message=failure_of(stages),
        evaluation=row.evaluation,
        files=sorted(row.files),
        films={camera: to_played(row, film) for camera, film in sorted(row.films.items())},
        networks={camera: followed.model for camera, followed in sorted(row.poses.items())},
        based_on=row.based_on,
        result=row.result,
        stages=to_stages(row, stages),
    )


def with_setup(wanted: Configuration, setup: StudioSetup, cameras: list[Camera]) -> Configuration:
    """What a new analysis keeps for ever: what was asked for, and what the studio has set up today."""
    options = {camera: wanted.pose.get(camera, PoseOptions()) for camera in cameras}
    pose = {
        camera: given.model_copy(
            update={"face": given.face and setup.track_face, "hands": given.hands and setup.track_hands}
        )
        for camera, given in options.items()
    }
    return wanted.model_copy(
        update={
            "pose_model": wanted.pose_model or setup.pose_model,
            "pose": pose,
            "debug_overlay": wanted.debug_overlay or setup.debug_overlay,
        }
    )


async def start_analysis(request: StartAnalysis, context: Context) -> Analysis:
    """Open an analysis of a session's videos; asked for the same again while it runs, answer with that one.

    Raises NotFound, QuotaExceeded, Conflict for a session without a video.
    """
    if request.configuration.debug_overlay:
        context.actor.must(Permission.DEBUG)
    session = await context.ask(GetDanceSession(session_id=request.session_id))
    if not session.videos:
        raise Conflict("This session has no video yet. Upload one first.", code="no_video_yet")
    setup = await context.ask(GetStudioSetup())
    cameras = [video.camera for video in session.videos]
    configuration = with_setup(request.configuration, setup, cameras)
    async with context.transaction() as work:
        same = await _under_way(work, session, configuration)
        if same is not None:
            return to_reply(same, await work.all(work.visible(StageRow).where(StageRow.analysis_id == same.id)))
        await allowance.admit(work)
        row = AnalysisRow(
            studio_id=work.studio_id,
            id=uuid4(),
            session_id=session.id,
            couple_id=session.couple_id,
            dance=session.dance.value,
            language=session.language.value,
            state=LifeState.RUNNING.value,
            recordings=[video.file_name for video in session.videos],
            configuration=configuration,
            films={},
            poses={},
            files={},
            created_by=work.actor.user_id,
        )
        work.db.add(row)
        await work.db.flush()
        await work.db.refresh(row)
        life = Life(work, row, [])
        life.add_stages(cameras)
        # What the videos' state is now is asked after the commit: an event that comes before it would be missed.
        await admit(life)
        return to_reply(row, life.stages)


async def _under_way(work: UnitOfWork, session: DanceSession, configuration: Configuration) -> AnalysisRow | None:
    """The same analysis, begun already: a second click starts no second one."""
    await work.alone(ANALYSES)
    alike = work.visible(AnalysisRow).where(
        AnalysisRow.session_id == session.id,
        AnalysisRow.state.in_(UNDER_WAY),
        AnalysisRow.language == session.language.value,
        AnalysisRow.based_on.is_(None),
    )
    return next((row for row in await work.all(alike) if row.configuration == configuration), None)


async def get_analysis(request: GetAnalysis, work: UnitOfWork) -> Analysis:
    """One analysis."""
    row = await work.find(AnalysisRow, request.analysis_id)
    return to_reply(row, await work.all(work.visible(StageRow).where(StageRow.analysis_id == row.id)))


async def cancel_analysis(request: CancelAnalysis, work: UnitOfWork) -> Analysis:
    """Stop working on it."""
    life = await Life.of(work, request.analysis_id)
    life.cancel()
    return to_reply(life.row, life.stages)


async def retry_stage(request: RetryStage, work: UnitOfWork) -> Analysis:
    """Run one stage again, and what builds on it."""
    life = await Life.of(work, request.analysis_id)
    life.retry(request.stage, request.camera)
    if life.row.state == LifeState.RUNNING:
        life.advance()
    else:
        await admit(life)
    return to_reply(life.row, life.stages)


async def rescore_analysis(request: RescoreAnalysis, work: UnitOfWork) -> Analysis:
    """A new analysis of the same poses, configured differently. Raises Conflict before there are poses."""
    if request.debug_overlay:
        work.actor.must(Permission.DEBUG)
    source = await Life.of(work, request.analysis_id)
    if any(stage.state != LifeState.DONE for stage in source.stages if StageName(stage.name) in PER_CAMERA):
        raise Conflict(
            "The couple has not been followed to the end yet. Wait, or retry the stage that failed.",
            code="not_followed_yet",
        )
    if strange := set(request.swapped or ()) - set(source.row.poses):
        raise Conflict(f"This analysis has no camera {min(strange)}.")
    given = {
        name: getattr(request, name) for name in RescoreAnalysis.model_fields if name in Configuration.model_fields
    }
    changed = {name: value for name, value in given.items() if value is not None}
    await allowance.admit(work)
    row = AnalysisRow(
        studio_id=work.studio_id,
        id=uuid4(),
        session_id=source.row.session_id,
        couple_id=source.row.couple_id,
        dance=request.dance or source.row.dance,
        language=request.language or source.row.language,
        state=LifeState.RUNNING.value,
        recordings=source.row.recordings,
        configuration=source.row.configuration.model_copy(update=changed),
        films=source.row.films,
        poses=source.row.poses,
        files={},
        created_by=work.actor.user_id,
        based_on=source.row.id,
    )
    work.db.add(row)
    await work.db.flush()
    await work.db.refresh(row)
    life = Life(work, row, [])
    life.add_stages(list(row.poses))
    for stage in life.stages:
        if StageName(stage.name) in PER_CAMERA:
            theirs = source.stage(StageName(stage.name), Camera(stage.camera))
            stage.state, stage.started_at, stage.finished_at = theirs.state, theirs.started_at, theirs.finished_at
    await admit(life)
    return to_reply(row, life.stages)
