"""The track job: all segments are in; choose the couple, follow it, store its poses and tell everybody."""

import io
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import func, select

from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import FollowedCouple, PoseFinished, TrackCouple
from danceai.common.contracts.videos import VideoFacts
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.offload import in_thread
from danceai.common.poses import SEEN, BodyTable, from_dense, from_parquet, join, to_parquet
from danceai.common.skeleton import TRUNK_AND_ARMS
from danceai.common.storage.keys import Kind
from danceai.pose.runs.plan_run import give_up
from danceai.pose.tables import RunRow, SegmentRow
from danceai.pose.tracking.follow import CoupleTrack, TrackingState, follow_couple
from danceai.pose.tracking.hints import Hints, read_hints


def write_track(track: CoupleTrack, bodies: BodyTable) -> bytes:
    """Per frame: state, bodies found, and which of them (number within the frame, -1 = none) are lead and follow."""
    frames = len(track.states)
    person = np.where(track.rows >= 0, bodies.person[np.maximum(track.rows, 0)], -1)
    table = pa.table(
        {
            "frame": np.arange(frames, dtype=np.int32),
            "state": pa.array([TrackingState(state).name.lower() for state in track.states]),
            "found": np.bincount(bodies.frame, minlength=frames).astype(np.int16),
            "lead": person[:, 0].astype(np.int16),
            "follow": person[:, 1].astype(np.int16),
        },
        metadata={"reference_height": f"{track.height:.1f}"},
    )
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def measure_coverage(track: CoupleTrack) -> float:
    """Share of frames in which both dancers were seen, not only inferred."""
    known = (track.poses.joints(TRUNK_AND_ARMS).confidence >= SEEN).mean(axis=2) > 0.5
    return float(known.all(axis=1).mean())


@dataclass(frozen=True)
class _Followed:
    """What is stored of a couple that was followed: three Parquet files; and what is told of it."""

    poses: bytes
    bodies: bytes
    track: bytes
    model: str
    coverage: float
    lead_certainty: float


def _follow(parts: list[bytes], facts: VideoFacts, hints: Hints, model: str) -> _Followed:
    bodies = join([from_parquet(part) for part in parts])
    track = follow_couple(bodies, facts.frames, facts.fps, hints, facts.cuts)
    model = bodies.details.get("model", model)
    details = {"model": model, "fps": str(facts.fps), "persons": "lead,follow"}
    poses = to_parquet(from_dense(track.poses, details))
    return _Followed(
        poses, to_parquet(bodies), write_track(track, bodies), model, measure_coverage(track), track.lead_certainty
    )


@job(TrackCouple, failed=give_up)
async def track_couple(message: TrackCouple, context: JobContext) -> None:
    """Join the segments and follow the couple. Raises NoCouple."""
    async with context.transaction() as work:
        pose_run = await work.find(RunRow, message.run_id)
        count = await work.db.scalar(
            select(func.count()).select_from(SegmentRow).where(SegmentRow.run_id == message.run_id)
        )
    if pose_run.state != "running":
        return
    parts = [await context.storage.get(pose_run.segment_key(i)) for i in range(count or 0)]
    followed = await in_thread(_follow, parts, pose_run.film.facts, read_hints(pose_run.options), pose_run.model)
    poses_key, bodies_key = pose_run.key("poses.parquet"), pose_run.key("bodies.parquet")
    track_key = pose_run.key("track.parquet")
    parquet = "application/vnd.apache.parquet"
    await context.storage.put(poses_key, Kind.POSES, followed.poses, parquet)
    await context.storage.put(bodies_key, Kind.POSES, followed.bodies, parquet)
    await context.storage.put(track_key, Kind.POSES, followed.track, parquet)
    async with context.conclude() as work:
        pose_run = await work.find(RunRow, message.run_id, lock=True)
        if pose_run.state != "running":
            await work.drop(pose_run.folder)
            return
        pose_run.state = "done"
        await work.drop(pose_run.segments)
        work.announce(
            PoseFinished(
                analysis_id=pose_run.analysis_id,
                camera=Camera(pose_run.camera),
                attempt=pose_run.attempt,
                couple=FollowedCouple(
                    poses_key=poses_key,
                    bodies_key=bodies_key,
                    track_key=track_key,
                    model=followed.model,
                    coverage=followed.coverage,
                    lead_certainty=followed.lead_certainty,
                ),
            )
        )
