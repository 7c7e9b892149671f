"""How right the default networks are: labelled photos, and the synthetic couple in close hold at every heading."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
import pytest

from danceai.pose.evaluation.against_truth import evaluate_poses, evaluate_tracking, find_built_in
from danceai.pose.networks.adapters.rtmdet import RtmDet
from danceai.pose.networks.adapters.yolox import Yolox
from danceai.pose.networks.network import DetectorNetwork
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from danceai.pose.settings import PoseSettings
from synthetic_couple.choreography import Choreography
from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record
from tests.support.figures import FigureBook
from tests.support.networks import gather_networks
from tests.support.places import ROOT

CLIPS = {
    "waltz": Knobs(heading="circling"),
    "viennese waltz": Knobs(heading="circling", dance="viennese_waltz", seconds=6, camera_angle=20, seed=3),
    "slow foxtrot": Knobs(
        heading="circling", dance="slow_foxtrot", seconds=7, camera_angle=-25, camera_distance=6.5, fps=25, seed=9
    ),
}
SECTORS = ("front", "front left", "left", "back left", "back", "back right", "right", "front right")
"""Where the lead faces, seen by the camera, in steps of 45 degrees"""

MIRRORED = {
    name: replace(knobs, heading="circling", mirror_wall=True, seconds=6)
    for name, knobs in {
        "viennese waltz": Knobs(dance="viennese_waltz", bystanders=2, camera_distance=6, seed=11),
        "tango": Knobs(dance="tango", bystanders=3, camera_distance=6.5, camera_angle=15, seed=12),
        "quickstep": Knobs(dance="quickstep", bystanders=2, camera_distance=7, camera_angle=-15, seed=13),
        "slow foxtrot": Knobs(dance="slow_foxtrot", camera_distance=6, seed=14),
    }.items()
}


def _local(shared: Path, models_folder: Path, folder: Path) -> PoseSettings:
    return PoseSettings(models_dir=gather_networks(shared, models_folder, folder), network_threads=2)


def test_labelled_photos(shared: Path, models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    coco = json.loads((shared / "coco" / "test_coco.json").read_text())
    settings = _local(shared, models_folder, tmp_path)
    default = evaluate_poses(coco, shared / "coco", find_built_in(""), settings)
    thunder = evaluate_poses(coco, shared / "coco", find_built_in("movenet-thunder"), settings)
    figure("pose.oks_coco_default", default.mean_oks, "OKS", ">= 0.80")
    figure("pose.oks_coco_thunder", thunder.mean_oks, "OKS", ">= 0.84")
    figure("pose.ap_coco_default", default.average_precision, "AP")
    figure("pose.phantom_rate_default", default.phantom_rate, "share")


def _iou(a: np.ndarray, b: np.ndarray) -> float:
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:4], b[2:4])
    shared = np.prod(np.maximum(high - low, 0))
    return float(shared / (np.prod(a[2:4] - a[:2]) + np.prod(b[2:4] - b[:2]) - shared))


@pytest.mark.parametrize("name", ["rtmdet", "yolox"])
def test_detectors_find_what_rtmlib_finds(name: str, shared: Path, figure: FigureBook) -> None:
    sys.path.insert(0, str(ROOT / ".tools" / "peers"))
    from rtmlib import YOLOX, RTMDet

    onnxruntime.set_default_logger_severity(3)
    theirs: Any
    if name == "rtmdet":
        file = shared / "weights" / "rtmdet_nano_person_end2end.onnx"
        theirs = RTMDet(str(file), (320, 320), backend="onnxruntime")
        network = DetectorNetwork(RtmDet(320), OnnxRuntime(file, 2))
    else:
        file = shared / "weights" / "yolox_nano_bigisland.onnx"
        theirs = YOLOX(str(file), (416, 416), "multiclass", score_thr=0.3, backend="onnxruntime")
        network = DetectorNetwork(Yolox(416), OnnxRuntime(file, 2))
    overlaps = []
    for path in sorted((shared / "coco").glob("*.jpg")):
        picture = np.asarray(cv2.imread(str(path)), np.uint8)
        answer = theirs(picture)
        expected = answer[0][answer[1] == 0] if name == "yolox" else answer
        found = network.find(picture)
        assert len(found) == len(expected)
        overlaps += [max(_iou(box, other) for other in found) for box in expected]
    figure(f"pose.boxes_like_rtmlib.{name}", min(overlaps), "IoU", ">= 0.95")


def test_circling_couples(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    """Found in the frame alone and after tracking, per heading of the lead."""
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    before, after, sectors = [], [], []
    for name, knobs in CLIPS.items():
        video = tmp_path / f"{name}.mp4"
        record(knobs, video)
        result = evaluate_tracking(video, video.with_suffix(".truth.json"), find_built_in(""), settings)
        choreography = Choreography(knobs)
        heading = np.array([choreography.path(i / knobs.fps)[1] for i in range(knobs.frames)])
        before.append(result.found_at_once)
        after.append(result.found)
        sectors.append(np.rint(heading / (np.pi / 4)).astype(int) % 8)
        figure(f"pose.circling.{name}.alone", result.found_at_once.mean(), "share")
        figure(f"pose.circling.{name}.tracked", result.found.mean(), "share")
        figure(f"pose.circling.{name}.identity", result.quality.identity_accuracy, "share")
    alone, tracked, sector = (np.concatenate(part) for part in (before, after, sectors))
    for number, label in enumerate(SECTORS):
        there = sector == number
        if there.any():
            figure(f"pose.heading.{label}.alone", alone[there].mean(), "share")
            figure(f"pose.heading.{label}.tracked", tracked[there].mean(), "share")
    figure("pose.partner_found", alone.mean(), "share", ">= 0.95")
    figure("pose.partner_found_repaired", tracked.mean(), "share", ">= 0.99")


def test_couples_before_a_mirror(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    """Circling before a mirror wall, bystanders beside: smaller in the picture, and their images behind them."""
    settings, found, identity = PoseSettings(models_dir=models_folder, network_threads=2), [], []
    for name, knobs in MIRRORED.items():
        video = tmp_path / f"{name}.mp4"
        record(knobs, video)
        result = evaluate_tracking(video, video.with_suffix(".truth.json"), find_built_in(""), settings)
        found.append(result.found)
        figure(f"pose.mirror.{name}.tracked", result.found.mean(), "share")
        identity.append(result.quality.identity_accuracy)
        figure(f"pose.mirror.{name}.identity", identity[-1], "share")
    figure("pose.mirror.partner_found_repaired", np.concatenate(found).mean(), "share")
    figure("pose.mirror.identity", float(np.mean(identity)), "share", ">= 0.95")


def test_a_circling_couple_with_a_single_person_network(
    shared: Path, models_folder: Path, tmp_path: Path, figure: FigureBook
) -> None:
    """The detector gives both dancers one box."""
    settings = _local(shared, models_folder, tmp_path)
    video = tmp_path / "couple.mp4"
    record(CLIPS["viennese waltz"], video)
    result = evaluate_tracking(video, video.with_suffix(".truth.json"), find_built_in("movenet-thunder"), settings)
    figure("pose.top_down.partner_found", result.found_at_once.mean(), "share")
    figure("pose.top_down.partner_found_repaired", result.found.mean(), "share")
    figure("pose.top_down.identity", result.quality.identity_accuracy, "share", ">= 0.95")
