"""An analysis whose pictures bear the numbers of their frames, and so do its skeletons: both can be compared."""

import asyncio
import io
from typing import Any
from uuid import UUID, uuid4

import av
import cv2
import numpy as np
import pytest

from danceai.common.contracts.base import Camera
from danceai.common.frame.contexts import JobContext
from danceai.common.messaging.worker import Slot
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import JOINT_COUNT
from danceai.common.storage.keys import Kind
from danceai.local.client import Client
from danceai.scoring.analyses.files import SKELETONS, named_for
from danceai.scoring.playing.skeletons import pack_skeletons
from danceai.scoring.tables import AnalysisRow
from tests.support.beside import beside, on_account_of
from tests.support.cards import Picture, draw_card
from tests.support.platform import RunningPlatform

FPS, FRAMES, WIDTH, HEIGHT = 30, 300, 640, 360
"""Of the film"""
ROUND = 50
"""Frames after which the skeleton is at the same place again"""
FIRST_X, STEP_X, LEAD_Y, FOLLOW_Y = 60, 10, 0.66, 0.78
"""Where all joints of a body lie: pixels of frame 0, pixels a frame, shares of the height"""
LEAD_BLUE = (47, 107, 255)
LATER = 1.0
"""Seconds after the first camera the second one began"""
NEAR = 60
"""How far a colour may be off, of 255"""


def _film() -> bytes:
    sink = io.BytesIO()
    with av.open(sink, "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "g": "60", "crf": "12"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(FRAMES):
            container.mux(video.encode(av.VideoFrame.from_ndarray(draw_card(number, WIDTH, HEIGHT), format="rgb24")))
        container.mux(video.encode(None))
    return sink.getvalue()


def _skeletons() -> bytes:
    poses = KeyPoints.unknown(FRAMES, 2, JOINT_COUNT)
    poses.xy[..., 0] = (FIRST_X + STEP_X * (np.arange(FRAMES) % ROUND))[:, None, None]
    poses.xy[..., 1] = HEIGHT * np.array([LEAD_Y, FOLLOW_Y])[None, :, None]
    poses.confidence[:] = 1
    return pack_skeletons(poses, FPS)


def read_skeleton(picture: Picture) -> int | None:
    """The number of a frame, up to whole rounds, from where the lead's blue is in a picture of any size; RGB."""
    shown = cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    row = shown[round(LEAD_Y * HEIGHT) - 2 : round(LEAD_Y * HEIGHT) + 3].astype(int)
    blue = (np.abs(row - LEAD_BLUE).max(-1) < NEAR).any(0)
    if not blue.any():
        return None
    return round((float(np.flatnonzero(blue).mean()) - FIRST_X) / STEP_X) % ROUND


async def _plant(running: RunningPlatform, analysis: UUID, scored: UUID, cameras: tuple[Camera, ...]) -> None:
    """What ingest and scoring would have made of the film, seen by each camera; the other one began LATER."""
    async with beside(running, "scoring") as service:
        context = JobContext(service, on_account_of(), f"coded-{uuid4()}", Slot(asyncio.Semaphore(0)))
        async with context.transaction() as work:
            row = await work.find(AnalysisRow, analysis)
            source = await work.find(AnalysisRow, scored)
        await context.storage.put(row.key("coded.mp4"), Kind.OVERLAY, _film(), "video/mp4")
        await context.storage.put(row.key(SKELETONS), Kind.REPORT, _skeletons(), "application/octet-stream")
        async with context.conclude() as work:
            row = await work.find(AnalysisRow, analysis, lock=True)
            film, result = source.films[Camera.A], source.result
            assert result is not None
            facts = film.facts.model_copy(
                update={"frames": FRAMES, "fps": float(FPS), "width": WIDTH, "height": HEIGHT, "cuts": []}
            )
            film = film.model_copy(update={"facts": facts, "rendition_key": row.key("coded.mp4")})
            row.films = {camera: film.model_copy(update={"camera": camera}) for camera in cameras}
            row.files = {named_for(SKELETONS, camera): row.key(SKELETONS) for camera in cameras}
            seen = result.cameras[Camera.A]
            later = {Camera.A: 0.0, Camera.B: LATER}
            facts_of = {camera: seen.model_copy(update={"starts_later_by": later[camera]}) for camera in cameras}
            row.result, row.state = result.model_copy(update={"cameras": facts_of}), source.state


def _coded(running: RunningPlatform, trainer: Client, scored: dict[str, Any], *cameras: Camera) -> dict[str, Any]:
    copy = trainer.call("POST", f"/v1/analyses/{scored['id']}/rescore", {})
    trainer.call("POST", f"/v1/analyses/{copy['id']}/cancel")
    running.call(_plant(running, UUID(copy["id"]), UUID(scored["id"]), cameras))
    found: dict[str, Any] = trainer.call("GET", f"/v1/analyses/{copy['id']}")
    return found


@pytest.fixture(scope="session")
def coded_sample(running: RunningPlatform, trainer: Client, finished_sample: dict[str, Any]) -> dict[str, Any]:
    """A run whose video and skeletons bear the number of their frame."""
    return _coded(running, trainer, finished_sample, Camera.A)


@pytest.fixture(scope="session")
def coded_pair(running: RunningPlatform, trainer: Client, finished_sample: dict[str, Any]) -> dict[str, Any]:
    """The same of two cameras, the second of which began LATER."""
    return _coded(running, trainer, finished_sample, Camera.A, Camera.B)
