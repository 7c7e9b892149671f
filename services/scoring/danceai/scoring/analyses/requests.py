"""Requests about analyses: start, look, list, cancel, retry, files."""

from uuid import UUID, uuid4

from sqlalchemy import select

from danceai.common.contracts.analyses import (
    Analyses,
    Analysis,
    BeginAnalysis,
    CancelAnalysis,
    Configuration,
    FileLink,
    GetAnalysis,
    GetAnalysisFile,
    GetPoses,
    LifeState,
    ListAnalyses,
    RescoreAnalysis,
    RetryStage,
    Stage,
    StageName,
    StartAnalysis,
)
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import Result
from danceai.common.contracts.setup import GetStudioSetup, StudioSetup
from danceai.common.contracts.videos import GetDanceSession
from danceai.common.errors import Conflict, NotFound
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Permission
from danceai.common.storage.objects import LINK_SECONDS
from danceai.scoring.analyses.life_cycle import PER_CAMERA, Life
from danceai.scoring.tables import AnalysisRow, StageRow

ORDER = {step.value: number for number, step in enumerate(StageName)}


def to_reply(row: AnalysisRow, stages: list[StageRow]) -> Analysis:
    """An analysis as others see it."""
    ordered = sorted(stages, key=lambda stage: (ORDER[stage.name], stage.camera))
    failed = next((stage.error_message for stage in ordered if stage.state == LifeState.FAILED), None)
    return Analysis(
        id=row.id,
        session_id=row.session_id,
        couple_id=row.couple_id,
        dance=Dance(row.dance),
        language=Language(row.language),
        state=LifeState(row.state),
        configuration=Configuration.model_validate(row.configuration),
        created_at=row.created_at,
        finished_at=row.finished_at,
        error_message=failed,
        evaluation=row.evaluation,
        files=sorted(row.files),
        based_on=row.based_on,
        result=Result.model_validate(row.result) if row.result else None,
        stages=[
            Stage(
                name=StageName(stage.name),
                camera=Camera(stage.camera) if stage.camera else None,
                state=LifeState(stage.state),
                attempt=stage.attempt,
                started_at=stage.started_at,
                finished_at=stage.finished_at,
                error_code=stage.error_code,
                error_message=stage.error_message,
            )
            for stage in ordered
        ],
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


async def _own(work: UnitOfWork, analysis_id: UUID) -> AnalysisRow:
    """An analysis of this studio. Raises NotFound, Forbidden when its couple is out of reach."""
    row = await work.session.get(AnalysisRow, (work.studio_id, analysis_id))
    if row is None:
        raise NotFound("This analysis does not exist.")
    work.actor.must_reach(row.couple_id)
    return row


async def _own_life(work: UnitOfWork, analysis_id: UUID) -> Life:
    """The same, locked and with its stages."""
    await _own(work, analysis_id)
    return await Life.of(work, analysis_id)


async def start_analysis(request: StartAnalysis, work: UnitOfWork) -> Analysis:
    """Open an analysis of a session's videos. Raises NotFound, Conflict for a session without a video."""
    if request.configuration.debug_overlay:
        work.actor.must(Permission.DEBUG)
    session = await work.ask(GetDanceSession(session_id=request.session_id))
    if not session.videos:
        raise Conflict("This session has no video yet. Upload one first.")
    setup = await work.ask(GetStudioSetup())
    chosen = with_setup(request.configuration, setup, [video.camera for video in session.videos])
    row = AnalysisRow(
        studio_id=work.studio_id,
        id=uuid4(),
        session_id=session.id,
        couple_id=session.couple_id,
        dance=session.dance.value,
        language=session.language.value,
        state=LifeState.RUNNING.value,
        configuration=chosen.model_dump(mode="json"),
        videos=[],
        poses={},
        files={},
        created_by=work.actor.user_id,
    )
    work.session.add(row)
    await work.session.flush()
    await work.session.refresh(row)
    life = Life(work, row, [])
    life.add_stages([video.camera for video in session.videos])
    # What the videos' state is now is asked after the commit: an event that comes before it would be missed.
    work.enqueue(BeginAnalysis(analysis_id=row.id))
    return to_reply(row, life.stages)


async def get_analysis(request: GetAnalysis, work: UnitOfWork) -> Analysis:
    """One analysis."""
    row = await _own(work, request.analysis_id)
    stages = await work.session.scalars(select(StageRow).where(StageRow.analysis_id == row.id))
    return to_reply(row, list(stages))


async def list_analyses(request: ListAnalyses, work: UnitOfWork) -> Analyses:
    """A page of analyses, newest first."""
    query = select(AnalysisRow).order_by(AnalysisRow.created_at.desc()).limit(request.limit + 1)
    if work.actor.couples is not None:
        query = query.where(AnalysisRow.couple_id.in_(work.actor.couples))
    if request.couple_id:
        query = query.where(AnalysisRow.couple_id == request.couple_id)
    if request.session_id:
        query = query.where(AnalysisRow.session_id == request.session_id)
    if request.state:
        query = query.where(AnalysisRow.state == request.state.value)
    if request.before:
        query = query.where(AnalysisRow.created_at < request.before)
    rows = list(await work.session.scalars(query))
    page = rows[: request.limit]
    found = await work.session.scalars(select(StageRow).where(StageRow.analysis_id.in_([row.id for row in page])))
    stages: dict[object, list[StageRow]] = {}
    for stage in found:
        stages.setdefault(stage.analysis_id, []).append(stage)
    return Analyses(
        analyses=[to_reply(row, stages.get(row.id, [])) for row in page],
        next_before=page[-1].created_at if len(rows) > request.limit else None,
    )


async def cancel_analysis(request: CancelAnalysis, work: UnitOfWork) -> Analysis:
    """Stop working on it."""
    life = await _own_life(work, request.analysis_id)
    life.cancel()
    return to_reply(life.row, life.stages)


async def retry_stage(request: RetryStage, work: UnitOfWork) -> Analysis:
    """Run one stage again, and what builds on it."""
    life = await _own_life(work, request.analysis_id)
    life.retry(request.stage, request.camera)
    return to_reply(life.row, life.stages)


async def rescore_analysis(request: RescoreAnalysis, work: UnitOfWork) -> Analysis:
    """A new analysis of the same poses, configured differently. Raises Conflict before there are poses."""
    if request.debug_overlay:
        work.actor.must(Permission.DEBUG)
    source = await _own_life(work, request.analysis_id)
    if any(stage.state != LifeState.DONE for stage in source.stages if StageName(stage.name) in PER_CAMERA):
        raise Conflict("The couple has not been followed to the end yet. Wait, or retry the stage that failed.")
    wanted = request.model_dump(mode="json", exclude={"analysis_id", "language"}, exclude_none=True)
    row = AnalysisRow(
        studio_id=work.studio_id,
        id=uuid4(),
        session_id=source.row.session_id,
        couple_id=source.row.couple_id,
        dance=source.row.dance,
        language=request.language or source.row.language,
        state=LifeState.RUNNING.value,
        configuration={**source.row.configuration, **wanted},
        videos=source.row.videos,
        poses=source.row.poses,
        files={},
        created_by=work.actor.user_id,
        based_on=source.row.id,
    )
    work.session.add(row)
    await work.session.flush()
    await work.session.refresh(row)
    life = Life(work, row, [])
    life.add_stages([Camera(camera) for camera in row.poses])
    for stage in life.stages:
        if StageName(stage.name) in PER_CAMERA:
            theirs = source.stage(StageName(stage.name), Camera(stage.camera))
            stage.state, stage.started_at, stage.finished_at = theirs.state, theirs.started_at, theirs.finished_at
    life.advance()
    return to_reply(row, life.stages)


async def get_analysis_file(request: GetAnalysisFile, work: UnitOfWork) -> FileLink:
    """A signed address of one output. Raises NotFound."""
    row = await _own(work, request.analysis_id)
    if request.name not in row.files:
        raise NotFound("This file does not exist (yet).")
    url = work.storage.sign_get(row.files[request.name])
    return FileLink(name=request.name, url=url, expires_in_seconds=LINK_SECONDS)


async def get_poses(request: GetPoses, work: UnitOfWork) -> FileLink:
    """The object key of the couple's poses on camera A. Raises NotFound."""
    row = await _own(work, request.analysis_id)
    if not row.poses:
        raise NotFound("This analysis has no poses (yet).")
    first = min(row.poses)
    return FileLink(name="poses.parquet", url=row.poses[first]["poses_key"], expires_in_seconds=0)
