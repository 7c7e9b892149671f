"""The segment job: every body in a few seconds of video, stored as Parquet."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from sqlalchemy import bindparam, func, select, update

from danceai.common.contracts.analyses import StageName, part_of
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import FindBodies, PoseOptions, TrackCouple
from danceai.common.database.reach import asked
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.messaging.live import Progress
from danceai.common.observability import metrics
from danceai.common.offload import in_thread, keep_going
from danceai.common.poses import BodyTable, KeyPoints, to_parquet
from danceai.common.prefetch import work_ahead
from danceai.common.skeleton import JOINT_COUNT
from danceai.common.storage.keys import Kind
from danceai.pose.finding.finder import FrameBodies, look_everywhere
from danceai.pose.models.entry import ModelInUse
from danceai.pose.models.loading import start_finder
from danceai.pose.models.store import find_model_in_use
from danceai.pose.models.tuned_files import bring_files
from danceai.pose.networks.layouts import leave_out
from danceai.pose.runs.plan_run import give_up
from danceai.pose.settings import PoseSettings
from danceai.pose.tables import RunRow, SegmentRow
from danceai.pose.tracking.hints import read_hints
from danceai.pose.video.frames import read_frames

FRAMES_AHEAD = 4
"""Decoded pictures that may wait for the network; bounds memory for any length and size."""

OWN = "a job reads and marks its own segment"
OF_RUN = SegmentRow.run_id == bindparam("this_run")
THIS = OF_RUN & (SegmentRow.number == bindparam("this_number"))
FRAMES_DONE = select(func.coalesce(func.sum(SegmentRow.last - SegmentRow.first), 0)).where(OF_RUN, SegmentRow.done)
WITH_RUN = (
    select(RunRow, SegmentRow, FRAMES_DONE.scalar_subquery())
    .join(SegmentRow, SegmentRow.run_id == RunRow.id)
    .where(THIS)
    .execution_options(**asked(OWN))
)
IS_DONE = update(SegmentRow).where(THIS).values(done=True).execution_options(synchronize_session=False, **asked(OWN))
LEFT = select(func.count()).select_from(SegmentRow).where(OF_RUN, SegmentRow.done.is_(False))
"""Built once: a segment costs little beside its network, and building statements is a good part of that"""


def find_in_frames(
    path: Path,
    first: int,
    last: int,
    model: ModelInUse,
    options: PoseOptions,
    settings: PoseSettings,
    looked: Callable[[int], None],
) -> BodyTable:
    """All bodies in frames [first, last). The same segment always gives the same bodies."""
    hints = read_hints(options)
    region = hints.region if options.look_only_there else look_everywhere
    finder, version = start_finder(model, settings, options.detect_every)
    found: list[tuple[int, FrameBodies]] = []
    for number, bodies in finder.find(work_ahead(read_frames(path, first, last), FRAMES_AHEAD), region):
        keep_going()
        found.append((number, bodies))
        looked(number - first + 1)
    table = _gather(found, {"model": f"{model.entry.name} ({version})"})
    return replace(table, keypoints=leave_out(table.keypoints, face=options.face, hands=options.hands))


def _gather(found: list[tuple[int, FrameBodies]], details: dict[str, str]) -> BodyTable:
    """The bodies of all frames in one table."""
    counts = [len(bodies.scores) for _, bodies in found]
    keypoints = KeyPoints.unknown(sum(counts), JOINT_COUNT)
    seen = [bodies.keypoints for _, bodies in found if len(bodies.scores)]
    if seen:
        joints = KeyPoints.join(seen)
        keypoints = keypoints.with_joints(slice(joints.shape[1]), joints)
    return BodyTable(
        frame=np.repeat([number for number, _ in found], counts).astype(np.int32),
        person=np.concatenate([np.arange(count) for count in [0, *counts]]).astype(np.int16),
        score=np.concatenate([np.empty(0), *(bodies.scores for _, bodies in found)]).astype(np.float32),
        colour=np.concatenate([np.empty((0, 6), np.float32), *(bodies.colours for _, bodies in found)]),
        keypoints=keypoints,
        details=details,
    )


@job(FindBodies, failed=give_up)
async def find_bodies(message: FindBodies, context: JobContext) -> None:
    """Find the bodies of one segment; the last one in asks for the couple."""
    which = {"this_run": message.run_id, "this_number": message.segment}
    async with context.transaction() as work:
        found = await work.db.execute(WITH_RUN, which)
        pose_run, segment, before = found.one()
        model = await find_model_in_use(work.db, pose_run.model, "")
    if pose_run.state != "running" or segment.done:
        return
    await bring_files(context, model)
    part = part_of(StageName.POSE, Camera(pose_run.camera))

    def looked(count: int) -> None:
        done, total = before + count, pose_run.film.facts.frames
        progress = Progress(part=part, done=done, total=total, unit="frames")
        context.live.tell("analysis", pose_run.analysis_id, progress)

    async with context.storage.local_copy(pose_run.film.rendition_key, ".mp4", keep=True) as path:
        bodies = await in_thread(
            find_in_frames, path, segment.first, segment.last, model, pose_run.options, PoseSettings.of(context), looked
        )
    metrics.FRAMES.labels(model.entry.name).inc(segment.last - segment.first)
    context.slot.leave()  # the network can go on with the next segment
    key = pose_run.segment_key(message.segment)
    await context.storage.put(key, Kind.SEGMENT, to_parquet(bodies), "application/vnd.apache.parquet")
    async with context.conclude() as work:
        pose_run = await work.find(RunRow, message.run_id, lock=True)
        if pose_run.state != "running":
            await work.drop(key)
            return
        await work.db.execute(IS_DONE, which)
        # The run row is locked: of two segments that finish together exactly one sees none left.
        left = await work.db.scalar(LEFT, which)
        if left == 0:
            work.enqueue(TrackCouple(run_id=pose_run.id))
