"""The segment job: every body in a few seconds of video, stored as Parquet."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from danceai.common.contracts.analyses import Step
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import FindBodies, TrackCouple
from danceai.common.messaging.progress import StageProgress
from danceai.common.messaging.service import JobContext, job
from danceai.common.offload import in_thread
from danceai.common.poses import Bodies, to_parquet
from danceai.common.settings import Settings
from danceai.common.skeleton import JOINT_COUNT
from danceai.pose.looking import BodyFinder
from danceai.pose.networks import network
from danceai.pose.runs import find_run, give_up
from danceai.pose.tables import SegmentRow
from danceai.pose.video_frames import read_frames


def segment_name(number: int) -> str:
    """Object name of one segment's bodies."""
    return f"segment-{number:05d}.parquet"


def find_bodies(
    path: Path, first: int, last: int, model: str, settings: Settings, looked: Callable[[int], None]
) -> Bodies:
    """All bodies in frames [first, last). The same segment always gives the same bodies."""
    frame: list[int] = []
    person: list[int] = []
    scores: list[np.ndarray] = [np.empty(0, np.float32)]
    colours: list[np.ndarray] = [np.empty((0, 3), np.float32)]
    joints: list[np.ndarray] = [np.empty((0, 17, 3), np.float32)]
    with network(model, settings) as net:
        finder = BodyFinder(net)
        for number, picture in read_frames(path, first, last):
            bodies = finder.look(picture)
            frame += [number] * len(bodies.found.scores)
            person += range(len(bodies.found.scores))
            scores.append(bodies.found.scores)
            colours.append(bodies.colours)
            joints.append(bodies.found.joints)
            looked(number - first + 1)
    keypoints = np.full((len(frame), JOINT_COUNT, 3), np.nan, np.float32)
    keypoints[:, :17] = np.concatenate(joints)
    return Bodies(
        frame=np.array(frame, np.int32), person=np.array(person, np.int16), score=np.concatenate(scores),
        colour=np.concatenate(colours), keypoints=keypoints, details={"model": model},
    )  # fmt: skip


@job(FindBodies, failed=give_up)
async def run(message: FindBodies, context: JobContext) -> None:
    """Find the bodies of one segment; the last one in asks for the couple."""
    async with context.reading() as work:
        pose_run = await find_run(work, message.run_id)
        segment = await work.session.get_one(SegmentRow, (work.studio_id, message.run_id, message.segment))
        done = await work.session.scalar(
            select(func.coalesce(func.sum(SegmentRow.last - SegmentRow.first), 0)).where(
                SegmentRow.run_id == message.run_id, SegmentRow.done
            )
        )
    if pose_run.state != "running" or segment.done:
        return
    before, camera = int(done or 0), Camera(pose_run.camera)

    def looked(count: int) -> None:
        told = StageProgress(
            step=Step.POSE, camera=camera, done=before + count, total=pose_run.frames, unit="frames"
        )
        context.progress.tell(pose_run.analysis_id, told)

    async with context.storage.local_copy(pose_run.rendition_key, ".mp4") as path:
        bodies = await in_thread(
            find_bodies, path, segment.first, segment.last, pose_run.model, context.settings, looked
        )
    key = pose_run.key(segment_name(message.segment))
    await context.storage.put(key, to_parquet(bodies), "application/vnd.apache.parquet")
    async with context.conclude() as work:
        pose_run = await find_run(work, message.run_id)
        segment = await work.session.get_one(SegmentRow, (work.studio_id, message.run_id, message.segment))
        segment.done = True
        await work.session.flush()
        # The run row is locked: of two segments that finish together exactly one sees none left.
        left = await work.session.scalar(
            select(func.count()).select_from(SegmentRow).where(
                SegmentRow.run_id == message.run_id, SegmentRow.done.is_(False)
            )
        )
        if left == 0 and pose_run.state == "running":
            work.enqueue(TrackCouple(run_id=pose_run.id))
