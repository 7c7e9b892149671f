"""What one segment costs beside its network: queue, transactions, storage. Real servers, one worker, no picture read.

Once beside a network that is waited for (as one on another machine is), once with nothing to wait for."""

import asyncio
import time
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import PlanRun
from danceai.common.contracts.videos import Film
from danceai.common.frame.jobs import job_worker
from danceai.common.frame.running import RunningService
from danceai.common.identity import Actor, Reach, Role
from danceai.common.messaging.envelope import Envelope
from danceai.common.poses import BodyTable, KeyPoints
from danceai.common.skeleton import JOINT_COUNT
from danceai.common.storage.objects import Storage
from danceai.local.layout import Layout
from danceai.local.platform import Platform
from danceai.pose.runs import find_bodies
from danceai.pose.service import service
from danceai.pose.settings import PoseSettings
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.places import SAMPLE

SEGMENTS = 60
NETWORK_SECONDS = 0.1
FPS = 30.0


def _nobody(seconds: float) -> BodyTable:
    time.sleep(seconds)
    empty = np.empty(0, np.float32)
    return BodyTable(
        empty.astype(np.int32),
        empty.astype(np.int16),
        empty,
        np.empty((0, 6), np.float32),
        KeyPoints.unknown(0, JOINT_COUNT),
        {},
    )


@pytest.mark.parametrize(
    ("name", "seconds", "goal"), [("segment_overhead", NETWORK_SECONDS, "< 20"), ("segment_alone", 0.0, "")]
)
async def test_overhead_of_a_segment(
    tmp_path: Path,
    models_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    figure: FigureBook,
    name: str,
    seconds: float,
    goal: str,
) -> None:
    """From the first segment taken to the last concluded, over their number, less the network's time."""
    monkeypatch.setattr(find_bodies, "find_in_frames", lambda *_: _nobody(seconds))
    platform = Platform(Layout.load(tmp_path, models_folder, None))
    await platform.start_servers()
    await platform.provision()
    settings = platform.layout.settings("pose")
    bus = await platform.layout.connect("pose")
    running = RunningService(service, settings, PoseSettings(models_dir=models_folder), bus)
    try:
        await running.start()
        actor = Actor(studio_id=uuid4(), user_id=uuid4(), role=Role.TRAINER)
        key = f"{actor.studio_id}/videos/{uuid4()}/r0/rendition.mp4"
        await Storage(platform.layout.store_admin()).put(key, SAMPLE.read_bytes(), "video/mp4")
        facts = describe_video(int(SEGMENTS * FPS * 2), FPS, 1920, 1080, has_audio=False)
        film = Film(video_id=uuid4(), camera=Camera.A, rendition_key=key, audio_key=None, facts=facts)
        wanted = PlanRun(analysis_id=uuid4(), film=film, attempt=1)
        plan, work = (job_worker(running, handler) for handler in service.jobs[:2])
        async with running.unit_of_work(Envelope.of(wanted, actor), Reach.DELEGATED) as unit:
            unit.enqueue(wanted)
        relay = asyncio.create_task(running.outbox.run())
        planning = asyncio.create_task(plan.run())
        stream = work.stream
        while (await bus.js.stream_info(stream)).state.messages < SEGMENTS:
            await asyncio.sleep(0.05)
        began = time.perf_counter()
        working = asyncio.create_task(work.run())
        while (await bus.js.stream_info(stream)).state.messages:
            await asyncio.sleep(0.02)  # asking is work of the same loop
        taken = time.perf_counter() - began
        for worker in (plan, work):
            worker.stop()
        await asyncio.gather(planning, working)
        relay.cancel()
    finally:
        await running.database.close()
        await bus.close()
        await platform.down()
    figure(f"pose.{name}_ms", 1000 * (taken / SEGMENTS - seconds), "ms", goal)
