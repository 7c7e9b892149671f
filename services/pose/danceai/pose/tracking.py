"""The track job: all segments are in; choose the couple, follow it, store its poses and tell everybody."""

import numpy as np
from sqlalchemy import func, select

from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import PoseFinished, TrackCouple
from danceai.common.messaging.service import JobContext, job
from danceai.common.offload import in_thread
from danceai.common.poses import from_dense, from_parquet, join, to_parquet
from danceai.pose.couple_tracking import CoupleTrack, track_couple
from danceai.pose.runs import find_run, give_up
from danceai.pose.segments import segment_name
from danceai.pose.tables import SegmentRow


def coverage(track: CoupleTrack) -> float:
    """Share of frames in which both dancers are known."""
    known = np.isfinite(track.poses[:, :, 5:13, 0]).mean(axis=2) > 0.5
    return float(known.all(axis=1).mean())


@job(TrackCouple, failed=give_up)
async def run(message: TrackCouple, context: JobContext) -> None:
    """Join the segments and follow the couple. Raises NoCouple."""
    async with context.reading() as work:
        pose_run = await find_run(work, message.run_id)
        count = await work.session.scalar(
            select(func.count()).select_from(SegmentRow).where(SegmentRow.run_id == message.run_id)
        )
    if pose_run.state != "running":
        return
    parts = [from_parquet(await context.storage.get(pose_run.key(segment_name(i)))) for i in range(count or 0)]
    bodies = join(parts)
    track = await in_thread(track_couple, bodies, pose_run.frames, pose_run.fps)
    details = {"model": pose_run.model, "fps": str(pose_run.fps), "persons": "lead,follow"}
    poses_key, bodies_key = pose_run.key("poses.parquet"), pose_run.key("bodies.parquet")
    parquet = "application/vnd.apache.parquet"
    await context.storage.put(poses_key, to_parquet(from_dense(track.poses, details)), parquet)
    await context.storage.put(bodies_key, to_parquet(bodies), parquet)
    async with context.conclude() as work:
        pose_run = await find_run(work, message.run_id)
        if pose_run.state != "running":
            return
        pose_run.state = "done"
        work.announce(
            PoseFinished(
                analysis_id=pose_run.analysis_id, camera=Camera(pose_run.camera), attempt=pose_run.attempt,
                poses_key=poses_key, bodies_key=bodies_key, model=pose_run.model, coverage=coverage(track),
            )
        )  # fmt: skip
