"""Analyses that stand still: a place nobody took, a video nobody heard of, a stage nobody works on, an end untold.

What scoring works off itself it knows exactly, from its own queues. Pose and coaching are asked again for what they
were asked for, after a while: they answer with what they have, or go on with it.
"""

from sqlalchemy import ColumnElement

from danceai.common.contracts.analyses import (
    BeginAnalysis,
    LifeState,
    RenderOverlay,
    ScoreAnalysis,
    StageName,
    WriteReport,
)
from danceai.common.contracts.base import Camera
from danceai.common.contracts.videos import GetDanceSession, Video
from danceai.common.errors import NotFound
from danceai.common.frame.reconciling import STOOD_STILL, Mending, StoodStill
from danceai.scoring.analyses.life_cycle import Life
from danceai.scoring.analyses.listening import take_in
from danceai.scoring.tables import AnalysisRow, StageRow

OWN: dict[StageName, type[ScoreAnalysis] | type[RenderOverlay] | type[WriteReport]] = {
    StageName.SCORE: ScoreAnalysis,
    StageName.OVERLAY: RenderOverlay,
    StageName.REPORT: WriteReport,
}
GONE = "The recording of this analysis is gone. Please upload it again."
OTHERS = (StageName.POSE, StageName.EVALUATE)


async def lost_turns(mending: Mending) -> None:
    """Analyses that wait for a place, while no job of theirs asks for one."""
    async with mending.transaction() as work:
        waiting = await work.all(work.visible(AnalysisRow).where(AnalysisRow.state == LifeState.WAITING.value))
    if not waiting:
        return
    ordered = {job.analysis_id for job in await mending.ordered(BeginAnalysis)}
    for row in waiting:
        if row.id in ordered:
            continue
        async with mending.transaction() as work:
            life = await Life.of(work, row.id)
            if life.row.state != LifeState.WAITING:
                continue
            work.enqueue(BeginAnalysis(analysis_id=row.id))
        mending.mended("lost_turns", "restarted", row.id)


async def unheard_videos(mending: Mending) -> None:
    """Analyses that wait for a check which is over, or for a video that is gone."""
    open_checks = (StageRow.name == StageName.CHECK.value, StageRow.state != LifeState.DONE.value)
    for analysis_id, session_id in {(row.id, row.session_id) for row, _ in await _running(mending, *open_checks)}:
        try:
            session = await mending.ask(GetDanceSession(session_id=session_id))
        except NotFound:
            videos: dict[Camera, Video] = {}
        else:
            videos = {video.camera: video for video in session.videos}
        async with mending.transaction() as work:
            outcome = _hear(await Life.of(work, analysis_id), videos)
        if outcome:
            mending.mended("unheard_videos", outcome, analysis_id)


def _hear(life: Life, videos: dict[Camera, Video]) -> str:
    """Take in how the videos stand; what came of it, empty when that was known."""
    if life.row.state != LifeState.RUNNING:
        return ""
    news = False
    for stage in life.stages:
        if stage.name == StageName.CHECK and stage.state != LifeState.DONE:
            camera = Camera(stage.camera)
            if camera in videos:
                news |= take_in(life, videos[camera])
            else:
                life.failed(StageName.CHECK, camera, "recording_gone", GONE, final=True)
    if life.row.state != LifeState.RUNNING:
        return "ended"
    return "resumed" if news else ""


async def lost_stages(mending: Mending) -> None:
    """Stages that run while none of scoring's own jobs is there to do it."""
    for name, kind in OWN.items():
        running = await _running(mending, StageRow.name == name.value, StageRow.state == LifeState.RUNNING.value)
        if not running:
            continue
        ordered = {(job.analysis_id, job.attempt) for job in await mending.ordered(kind)}
        for row, stage in running:
            if (row.id, stage.attempt) not in ordered:
                await _do_again(mending, stage)


async def _do_again(mending: Mending, seen: StageRow) -> None:
    again = await mending.may_restart(f"lost_stages.{seen.name}.{seen.attempt}", seen.analysis_id)
    name = StageName(seen.name)
    async with mending.transaction() as work:
        life = await Life.of(work, seen.analysis_id)
        if not life.current(name, None, seen.attempt):
            return
        if again:
            work.enqueue(life.job(life.stage(name)))
        else:
            life.failed(name, None, StoodStill.code, STOOD_STILL, final=False)
    mending.mended("lost_stages", "restarted" if again else "ended", seen.analysis_id)


async def unanswered_stages(mending: Mending) -> None:
    """Stages that others have long been asked for: asked again, they say how it ended, or go on."""
    names = [name.value for name in OTHERS]
    long_running = (
        StageRow.name.in_(names),
        StageRow.state == LifeState.RUNNING.value,
        StageRow.started_at < mending.asked_before,
    )
    for row, seen in await _running(mending, *long_running):
        name, camera = StageName(seen.name), Camera(seen.camera) if seen.camera else None
        async with mending.transaction() as work:
            life = await Life.of(work, row.id)
            if not life.current(name, camera, seen.attempt):
                continue
            work.enqueue(life.job(life.stage(name, camera)))
        mending.mended("unanswered_stages", "asked again", row.id)


async def stalled_analyses(mending: Mending) -> None:
    """Running analyses of which no stage runs: go on, or end as their stages have."""
    async with mending.transaction() as work:
        stages = work.visible(StageRow).with_only_columns(StageRow.analysis_id)
        busy = stages.where(
            (StageRow.state == LifeState.RUNNING.value)
            | ((StageRow.name == StageName.CHECK.value) & (StageRow.state == LifeState.WAITING.value))
        )
        idle = work.visible(AnalysisRow).where(
            AnalysisRow.state == LifeState.RUNNING.value, AnalysisRow.id.not_in(busy)
        )
        identifiers = [row.id for row in await work.all(idle)]
    for identifier in identifiers:
        async with mending.transaction() as work:
            outcome = _go_on(await Life.of(work, identifier))
        if outcome:
            mending.mended("stalled_analyses", outcome, identifier)


def _go_on(life: Life) -> str:
    if life.row.state != LifeState.RUNNING:
        return ""
    broken = next((one for one in life.stages if one.state in (LifeState.FAILED, LifeState.CANCELLED)), None)
    if broken is not None:
        camera = Camera(broken.camera) if broken.camera else None
        code, sentence = broken.error_code or StoodStill.code, broken.error_message or STOOD_STILL
        life.failed(StageName(broken.name), camera, code, sentence, final=broken.final)
        return "ended"
    if any(stage.state == LifeState.RUNNING for stage in life.stages):
        return ""
    life.advance()
    life.finish()
    return "resumed"


async def _running(mending: Mending, *conditions: ColumnElement[bool]) -> list[tuple[AnalysisRow, StageRow]]:
    """Running analyses with those of their stages that fit."""
    async with mending.transaction() as work:
        of_analysis = (StageRow.studio_id == AnalysisRow.studio_id) & (StageRow.analysis_id == AnalysisRow.id)
        pairs = work.visible(AnalysisRow).add_columns(StageRow).join(StageRow, of_analysis)
        found = await work.db.execute(pairs.where(AnalysisRow.state == LifeState.RUNNING.value, *conditions))
        return [(row, stage) for row, stage in found]
