"""A run's beginning and end: cut into segments, cancelled, given up."""

import itertools
from collections.abc import Sequence
from uuid import uuid5

from danceai.common.contracts.analyses import AnalysisCancelled, AnalysisDeleted
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import FindBodies, PlanRun, PoseFailed, TrackCouple
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.pose.models.store import find_model
from danceai.pose.settings import PoseSettings
from danceai.pose.tables import RunRow, SegmentRow

SEGMENT_SECONDS = 2.0
"""As long as a rendition's keyframe distance: each segment starts at a keyframe, or at a cut."""


def cut_into_segments(frames: int, fps: float, cuts: Sequence[int] = ()) -> list[tuple[int, int]]:
    """[first, last) of every segment; what would be short joins its neighbour, but never another shot.

    Whoever looks through a segment expects people where they were a frame before: after a cut they are elsewhere.
    """
    length = max(1, round(SEGMENT_SECONDS * fps))
    edges = [0, *sorted({cut for cut in cuts if 0 < cut < frames}), frames]
    starts: list[int] = []
    for first, last in itertools.pairwise(edges):
        keyframes = range(first - first % length + length, last, length)
        starts += [first, *(k for k in keyframes if min(k - first, last - k) >= length // 3)]
    return list(itertools.pairwise([*starts, frames]))


async def plan_failed(message: PlanRun, error: ProductError, work: UnitOfWork) -> None:
    """Tell that this video's couple will not be followed."""
    work.announce(
        PoseFailed(
            analysis_id=message.analysis_id,
            camera=message.film.camera,
            attempt=message.attempt,
            code=error.reported_code,
            message=error.message,
            final=error.final,
        )
    )


@job(PlanRun, failed=plan_failed)
async def plan_run(message: PlanRun, context: JobContext) -> None:
    """Cut the video into segments and put each into the queue. Asked again, finish the run and tell again."""
    film = message.film
    run_id = uuid5(message.analysis_id, f"{film.camera}/{message.attempt}")
    async with context.conclude() as work:
        known = await work.first(work.visible(RunRow).where(RunRow.id == run_id).with_for_update())
        if known is not None:
            await _tell_again(work, known)
            return
        model = await find_model(work.db, message.model, PoseSettings.of(context).backend)
        run = RunRow(
            studio_id=work.studio_id,
            id=run_id,
            analysis_id=message.analysis_id,
            camera=film.camera.value,
            attempt=message.attempt,
            model=model.name,
            film=film,
            state="running",
            options=message.options,
        )
        work.db.add(run)
        await work.db.flush()
        for number, (first, last) in enumerate(cut_into_segments(film.facts.frames, film.facts.fps, film.facts.cuts)):
            work.db.add(
                SegmentRow(studio_id=work.studio_id, run_id=run.id, number=number, first=first, last=last, done=False)
            )
            work.enqueue(FindBodies(run_id=run.id, segment=number))


async def _tell_again(work: UnitOfWork, run: RunRow) -> None:
    """What a run has come to was not heard: its last step is taken again, and tells the same."""
    if run.state in ("done", "failed"):
        run.state = "running"
        for step in await steps_left(work, run):
            work.enqueue(step)


async def steps_left(work: UnitOfWork, run: RunRow) -> list[FindBodies | TrackCouple]:
    """What is still to be done for a run."""
    left = work.visible(SegmentRow).where(SegmentRow.run_id == run.id, SegmentRow.done.is_(False))
    segments = await work.all(left.order_by(SegmentRow.number))
    return [FindBodies(run_id=run.id, segment=segment.number) for segment in segments] or [TrackCouple(run_id=run.id)]


async def give_up(message: FindBodies | TrackCouple, error: ProductError, work: UnitOfWork) -> None:
    """One part of the run cannot be done: the run has failed, once."""
    run = await work.find(RunRow, message.run_id, lock=True)
    if run.state != "running":
        return
    run.state = "failed"
    await work.drop(run.folder)
    work.announce(
        PoseFailed(
            analysis_id=run.analysis_id,
            camera=Camera(run.camera),
            attempt=run.attempt,
            code=error.reported_code,
            message=error.message,
            final=error.final,
        )
    )


async def on_analysis_cancelled(event: AnalysisCancelled, work: UnitOfWork) -> None:
    """Segments still in the queue find their run cancelled and do nothing; attempts begun since then go on."""
    running = work.visible(RunRow).where(RunRow.analysis_id == event.analysis_id, RunRow.state == "running")
    for run in await work.all(running.with_for_update()):
        if run.attempt <= event.attempts.get(Camera(run.camera), run.attempt):
            run.state = "cancelled"
            await work.drop(run.folder)


async def on_analysis_deleted(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """Nobody needs these runs any more, nor what they have made."""
    for run in await work.all(work.visible(RunRow).where(RunRow.analysis_id.in_(event.unused_poses)).with_for_update()):
        await work.drop(run.folder)
        for segment in await work.all(work.visible(SegmentRow).where(SegmentRow.run_id == run.id)):
            await work.db.delete(segment)
        await work.db.flush()
        await work.db.delete(run)
