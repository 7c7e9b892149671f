"""Planted networks and what their adapters must find with them, on whatever runtime they run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from danceai.common.poses import Floats
from danceai.common.skeleton import BODY_COUNT, JOINT_COUNT
from danceai.pose.networks.adapters import rtmdet, rtmpose
from danceai.pose.networks.adapters.blazepose import BlazePoseDetector, BlazePoseLandmarks
from danceai.pose.networks.adapters.movenet_multipose import MoveNetMultiPose
from danceai.pose.networks.adapters.movenet_single import MoveNetSingle
from danceai.pose.networks.adapters.rtmdet import RtmDet
from danceai.pose.networks.adapters.rtmo import Rtmo
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.adapters.yolo_pose import YoloPose
from danceai.pose.networks.adapters.yolox import Yolox
from danceai.pose.networks.answers import Detector, OneStage, make_boxes
from danceai.pose.networks.layouts import LAYOUTS
from danceai.pose.networks.network import DetectorNetwork, OneStageNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.base import Runtime
from danceai.pose.video.pictures import Picture
from tests.pose.support import planted

NEAR = 0.5
"""Pixels"""


def crop_box(width: int, height: int, offset: tuple[float, float]) -> Floats:
    """The box whose crop is width x height pixels at scale 1."""
    w, h = width / 1.25, height / 1.25
    centre = np.array([offset[0] + width / 2, offset[1] + height / 2])
    return np.array([[*(centre - [w / 2, h / 2]), *(centre + [w / 2, h / 2])]], np.float32)


def scene(count: int, width: int, height: int, seed: int = 1) -> tuple[Picture, Floats]:
    """A picture larger than the crop, and the places of markers in it; the crop's corner is at (37, 21)."""
    places = planted.scatter(count, width, height, seed) + [37, 21]
    return planted.paint((width + 90, height + 60), places, planted.COLOURS[:count]), places


CORNERS = np.array([[60.0, 50], [250, 290]])
CORNER_COLOURS = planted.COLOURS[[5, 77]]


def _simcc(layout: str, width: int, height: int, path: Path) -> Path:
    return planted.simcc(
        path, planted.COLOURS[: LAYOUTS[layout].joints], width, height, rtmpose.MEAN, rtmpose.DEVIATION
    )


def _check_simcc(layout: str, width: int, height: int, runtime: Runtime) -> None:
    source = list(LAYOUTS[layout].sources)
    picture, places = scene(max(source) + 1, width, height)
    (found,) = TopDownNetwork(RtmPose(width, height, layout), runtime).estimate(
        picture, crop_box(width, height, (37, 21))
    )
    assert np.abs(found.xy[: len(source)] - places[source]).max() < NEAR
    assert not found.known[len(source) :].any()
    assert found.shape == (JOINT_COUNT,)


def people(count: int, size: int) -> tuple[Picture, Floats]:
    """A picture of size x size with people side by side, and their places (count, 17, 2)."""
    part = [planted.scatter(BODY_COUNT, size // count, size, seed) + [seed * size // count, 0] for seed in range(count)]
    picture = planted.paint((size, size), np.concatenate(part), planted.COLOURS[: BODY_COUNT * count])
    return picture, np.array(part)


def _check_one_stage(adapter: OneStage, count: int, runtime: Runtime) -> None:
    picture, places = people(count, adapter.size)
    network = OneStageNetwork(adapter, runtime)
    found = network.look(picture).keypoints.xy
    assert np.abs(found[np.argsort(found[..., 0].mean(1))] - places).max() < NEAR
    large = np.full((700, 900, 3), 128, np.uint8)
    large[200 : 200 + adapter.size, 300 : 300 + adapter.size] = picture
    found = network.look(large, (300, 200, 300 + adapter.size, 200 + adapter.size)).keypoints.xy
    assert np.abs(found[np.argsort(found[..., 0].mean(1))] - places - [300, 200]).max() < NEAR


def _check_movenet(runtime: Runtime) -> None:
    picture, places = scene(17, 256, 256)
    found = TopDownNetwork(MoveNetSingle(256), runtime).estimate(picture, crop_box(256, 256, (37, 21)))
    assert np.abs(found.xy[0, :BODY_COUNT] - places).max() < NEAR


def _check_blazepose(runtime: Runtime) -> None:
    sources = LAYOUTS["blazepose_33"].sources
    there = [i for i, source in enumerate(sources) if source >= 0]
    assert {17, 19, 20, 22} <= set(there), "big toes and heels"
    middle = np.array([210.0, 190])
    for lean in (0.0, 0.5, -1.2):
        # Markers of an upright crop, leant clockwise around its middle; the crop sets them upright again.
        turn = np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]])
        places = middle + (planted.scatter(33, 256, 256, 1) - 128) @ turn.T
        picture = planted.paint((420, 400), places, planted.COLOURS[:33])
        box = make_boxes(crop_box(256, 256, (82, 62)), np.ones(1), lean)
        found = TopDownNetwork(BlazePoseLandmarks(), runtime).estimate(picture, box)[0]
        assert np.abs(found.xy[there] - places[[sources[i] for i in there]]).max() < NEAR
        assert found.confidence[0] == pytest.approx(1 / (1 + np.exp(-4)))


def _check_detector(adapter: Detector, runtime: Runtime) -> None:
    picture = planted.paint((320, 320), CORNERS, CORNER_COLOURS)
    network = DetectorNetwork(adapter, runtime)
    assert np.abs(network.find(picture)[0, :4] - CORNERS.reshape(-1)).max() < NEAR
    large = np.full((640, 800, 3), 128, np.uint8)
    large[100:420, 200:520] = picture
    found = network.find(large, (200, 100, 520, 420))
    assert np.abs(found[0, :4] - (CORNERS + [200, 100]).reshape(-1)).max() < NEAR


def _check_circle(runtime: Runtime) -> None:
    for lean in (0.0, 0.4):
        above = [110 + 70 * np.sin(lean), 130 - 70 * np.cos(lean)]
        picture = planted.paint((224, 224), np.array([[110.0, 130], above]), CORNER_COLOURS)
        found = DetectorNetwork(BlazePoseDetector(), runtime).find(picture)
        assert np.abs(found[0, :4] - [40, 60, 180, 200]).max() < NEAR
        assert found[0, 5] == pytest.approx(lean, abs=0.01)


@dataclass(frozen=True)
class Case:
    """A planted network and its proof. `batch` is the first axis: 0 = free."""

    build: Callable[[Path], Path]
    check: Callable[[Runtime], None]
    batch: int = 1


PAIR = planted.COLOURS[:34]
CASES = {
    "rtmpose-17": Case(partial(_simcc, "coco_17", 192, 256), partial(_check_simcc, "coco_17", 192, 256), 0),
    "rtmpose-26": Case(partial(_simcc, "halpe_26", 192, 256), partial(_check_simcc, "halpe_26", 192, 256), 0),
    "rtmw-133": Case(partial(_simcc, "wholebody_133", 288, 384), partial(_check_simcc, "wholebody_133", 288, 384), 0),
    "rtmo": Case(lambda path: planted.rtmo(path, PAIR, 320, 2), partial(_check_one_stage, Rtmo(320), 2)),
    "yolo-raw": Case(
        lambda path: planted.yolo_pose(path, PAIR, 320, 2, raw=True), partial(_check_one_stage, YoloPose(320), 2)
    ),
    "yolo-suppressed": Case(
        lambda path: planted.yolo_pose(path, PAIR, 320, 2, raw=False), partial(_check_one_stage, YoloPose(320), 2)
    ),
    "movenet-single": Case(lambda path: planted.movenet_single(path, planted.COLOURS[:17], 256), _check_movenet, 0),
    "movenet-multipose": Case(
        lambda path: planted.movenet_multipose(path, planted.COLOURS[:17], 256),
        partial(_check_one_stage, MoveNetMultiPose(256), 1),
    ),
    "blazepose": Case(lambda path: planted.blazepose(path, planted.COLOURS[:33]), _check_blazepose, 0),
    "blazepose-detector": Case(lambda path: planted.blazepose_detector(path, CORNER_COLOURS), _check_circle),
    "rtmdet": Case(
        lambda path: planted.detector(path, CORNER_COLOURS, 320, (rtmdet.MEAN, rtmdet.DEVIATION), planted.rtmdet_form),
        partial(_check_detector, RtmDet(320)),
    ),
    "yolox": Case(
        lambda path: planted.detector(path, CORNER_COLOURS, 320, None, planted.yolox_form(320)),
        partial(_check_detector, Yolox(320)),
    ),
}
