"""Pose workers beside each other: each a process with a served network of its own that takes 40 ms per batch."""

import multiprocessing
import time
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from danceai.common.prefetch import work_ahead
from danceai.pose.finding.top_down import TopDownFinder
from danceai.pose.models.entry import ModelEntry
from danceai.pose.models.triton_repository import describe
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.answers import make_boxes
from danceai.pose.networks.network import TopDownNetwork
from danceai.pose.networks.runtimes.triton import TritonRuntime
from danceai.pose.video.frames import read_frames
from tests.pose.support import planted
from tests.pose.support.triton_server import TritonServer, installed
from tests.support.figures import FigureBook

WORKERS = (1, 2, 4, 8)
MILLISECONDS = 40
WIDTH, HEIGHT = 48, 64
"""Small inputs: what the stand-in computes must not load the cores that the workers share"""
SEGMENT = 30
SECONDS = 16.0
PATIENCE = 60
"""Seconds until a worker that has not answered counts as dead"""


class Boxes:
    """The detector's part costs nothing here: the couple stands where it stands."""

    def find(self, picture: Any, region: Any = None) -> np.ndarray:
        """Two boxes."""
        return make_boxes(np.array([[20, 20, 140, 220], [150, 20, 270, 220]]), np.full(2, 0.9))


def _work(address: str, model: str, video: Path, ready: Any, go: Any, done: Any) -> None:
    """One pose worker: segments one after the other until the time is over; counts frames."""
    poses = TopDownNetwork(RtmPose(WIDTH, HEIGHT, "coco_17"), TritonRuntime(address, model))
    poses.estimate(np.zeros((240, 320, 3), np.uint8), Boxes().find(None))
    ready.release()
    go.wait()
    frames, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        finder = TopDownFinder(Boxes(), poses)  # type: ignore[arg-type]
        for _ in finder.find(work_ahead(read_frames(video, 0, SEGMENT), 4)):
            frames += 1
            if time.monotonic() > until:
                break
    done.put(frames)


def test_throughput_grows_with_workers(tmp_path: Path, figure: FigureBook) -> None:
    if not installed():
        pytest.skip("the Triton test server is not installed")
    video = tmp_path / "small.mp4"
    with av.open(str(video), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for _ in range(SEGMENT):
            container.mux(
                stream.encode(av.VideoFrame.from_ndarray(np.full((240, 320, 3), 99, np.uint8), format="bgr24"))
            )
        container.mux(stream.encode(None))
    for number in range(max(WORKERS)):
        name = f"slow{number}"
        folder = tmp_path / "models" / name
        planted.constant_simcc(folder / "1" / "model.onnx", WIDTH, HEIGHT)
        text = describe(ModelEntry(name, "triton", "rtmpose", name, WIDTH, HEIGHT, "coco_17"), device="KIND_CPU")
        text += f'parameters {{ key: "latency_ms" value: {{ string_value: "{MILLISECONDS}" }} }}\n'
        (folder / "config.pbtxt").write_text(text)
    server = TritonServer(tmp_path / "models", tmp_path)
    context = multiprocessing.get_context("spawn")
    try:
        rates = {}
        for count in WORKERS:
            ready, go, done = context.Semaphore(0), context.Event(), context.Queue()
            workers = [
                context.Process(target=_work, args=(server.address, f"slow{n}", video, ready, go, done))
                for n in range(count)
            ]
            for worker in workers:
                worker.start()
            for _ in workers:
                assert ready.acquire(timeout=PATIENCE), "a worker did not start"
            go.set()
            rates[count] = sum(done.get(timeout=SECONDS + PATIENCE) for _ in workers) / SECONDS
            for worker in workers:
                worker.join()
            figure(f"pose.frames_per_second_{count}_workers", rates[count], "frames/s")
    finally:
        server.close()
    figure("pose.scaleout_8", rates[8] / (8 * rates[1]), "of linear", ">= 0.9")
