"""Networks are for everybody at once: a short look does not wait for a long segment, and memory stays bounded."""

import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.models.backends import BACKENDS, BackendFacts
from danceai.pose.models.entry import ModelEntry, ModelInUse, ModelMissing
from danceai.pose.models.loading import KEPT, load_runtime, start_finder
from danceai.pose.networks.adapters.movenet_maps import MAPS
from danceai.pose.networks.runtimes.base import InProcess, Runtime
from danceai.pose.networks.runtimes.litert import KEPT as INTERPRETERS
from danceai.pose.networks.runtimes.litert import LiteRtRuntime
from danceai.pose.runs.find_people import find_in_pictures
from danceai.pose.settings import PoseSettings
from danceai.pose.video.frames import read_frames
from danceai.pose.video.pictures import Frame
from tests.support.places import SAMPLE

PATIENCE = 60
"""Seconds until a look that does not come back counts as waiting for the segment"""


class _Empty(InProcess):
    """A network that nobody asks for anything."""

    version = "empty"


def test_a_look_does_not_wait_for_a_segment(models_folder: Path) -> None:
    """The segment's frames end only when the look has its answer."""
    settings, model = PoseSettings(models_dir=models_folder, network_threads=1), find_built_in("")
    ((_, picture),) = read_frames(SAMPLE, 0, 1)
    started, looked = threading.Event(), threading.Event()
    in_time: list[bool] = []
    seen: list[int] = []

    def frames() -> Iterator[Frame]:
        yield 0, picture
        started.set()
        yield 1, picture
        in_time.append(looked.wait(PATIENCE))

    def find_segment() -> None:
        finder, _ = start_finder(model, settings)
        seen.extend(number for number, _ in finder.find(frames()))

    def look_once() -> None:
        find_in_pictures([cv2.imencode(".jpg", picture)[1].tobytes()], model, settings)
        looked.set()

    segment, look = threading.Thread(target=find_segment), threading.Thread(target=look_once)
    segment.start()
    assert started.wait(PATIENCE)
    look.start()
    segment.join()
    look.join()
    assert in_time == [True], "the look was over while the segment was under way"
    assert seen == [0, 1]


def test_two_threads_see_what_each_sees_alone(models_folder: Path) -> None:
    settings, model = PoseSettings(models_dir=models_folder, network_threads=1), find_built_in("")
    pictures = [picture for _, picture in read_frames(SAMPLE, 0, 8)]

    def look(frames: list[np.ndarray]) -> list[np.ndarray]:
        finder, _ = start_finder(model, settings)
        return [bodies.keypoints.stacked() for _, bodies in finder.find(enumerate(frames))]

    orders = pictures, pictures[::-1]
    alone = [look(list(order)) for order in orders]
    together: dict[int, list[np.ndarray]] = {}
    threads = [
        threading.Thread(target=lambda number=number: together.update({number: look(list(orders[number]))}))
        for number in (0, 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in (0, 1):
        for one, other in zip(alone[number], together[number], strict=True):
            np.testing.assert_array_equal(one, other)


def test_interpreters_of_many_shapes_do_not_pile_up(models_folder: Path) -> None:
    runtime = LiteRtRuntime(models_folder / find_built_in("movenet-multipose-lightning").entry.source, 1, MAPS)
    for side in range(64, 64 + 32 * (INTERPRETERS + 3), 32):
        runtime.run(np.zeros((1, side, 64, 3), np.uint8))
    assert len(runtime.interpreters) == INTERPRETERS


def test_a_runtime_long_unused_is_let_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    loaded: list[str] = []

    def load(entry: ModelEntry, settings: PoseSettings) -> Runtime:
        loaded.append(entry.name)
        return _Empty()

    monkeypatch.setitem(BACKENDS, "onnxruntime", BackendFacts(load, lambda source, settings: True))
    names = [f"network-{number}" for number in range(KEPT + 1)]
    entries = [ModelEntry(name, "onnxruntime", "rtmo", name, 640, 640, "coco_17") for name in names]
    settings = PoseSettings(models_dir=tmp_path, network_threads=1)
    for entry in [*entries, entries[-1], entries[0]]:
        load_runtime(entry, settings)
    assert loaded == [*names, names[0]], "loaded once each, and the first once more"


def test_a_detector_alone_is_no_pose_model(models_folder: Path) -> None:
    entry = find_built_in("blazepose-detector").entry
    with pytest.raises(ModelMissing, match="finds no joints by itself"):
        start_finder(ModelInUse(entry, None), PoseSettings(models_dir=models_folder, network_threads=1))
