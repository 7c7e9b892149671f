"""`danceai evaluate`: a model against labelled photos, or the whole chain against a labelled video."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import BodyTable, Floats, join
from danceai.common.skeleton import BODY_COUNT, BODY_JOINTS
from danceai.pose.body.oks import AREA_OF_BOX
from danceai.pose.evaluation.confidences import Assurance
from danceai.pose.evaluation.quality import PoseQuality, TrackingQuality, find_both, measure_tracking
from danceai.pose.models.built_in import BUILT_IN
from danceai.pose.models.entry import ModelEntry, ModelInUse, ModelMissing
from danceai.pose.models.loading import find_in_picture, load_network
from danceai.pose.networks.calibration import AS_SAID
from danceai.pose.networks.network import DetectorNetwork
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.runs.plan_run import cut_into_segments
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import follow_couple
from danceai.pose.video.frames import read_length
from danceai.pose.video.pictures import Picture

REFERENCE = "movenet-multipose-lightning"
"""Whose confidences finding and tracking were fitted to: what the default finds everybody with"""


def find_built_in(name: str) -> ModelInUse:
    """A built-in model and who finds people for it; an empty name means LiteRT's default. Raises ModelMissing."""
    by_name = {entry.name: entry for entry in BUILT_IN}
    entry = by_name.get(name) if name else next(e for e in BUILT_IN if e.default and e.backend == "litert")
    if entry is None:
        raise ModelMissing(f"There is no built-in pose model called {name}.")
    return ModelInUse(entry, by_name[entry.detector] if entry.detector else None)


def _read_labelled(coco: dict[str, Any], images: Path) -> Iterator[tuple[Picture, list[dict[str, Any]], Floats]]:
    """Pictures of a COCO keypoints file, the labels of each, and their joints (people, 17, 3)."""
    for image in coco["images"]:
        labels = [a for a in coco["annotations"] if a["image_id"] == image["id"] and not a.get("iscrowd")]
        picture = cv2.imread(str(images / image["file_name"]))
        if labels and picture is not None:
            joints = [label["keypoints"][: 3 * BODY_COUNT] for label in labels]
            yield np.asarray(picture, np.uint8), labels, np.array(joints, float).reshape(-1, BODY_COUNT, 3)


def ask_how_sure(coco: dict[str, Any], images: Path, entry: ModelEntry, settings: PoseSettings) -> Assurance:
    """How often a network is right at each of its own confidences. Raises ModelMissing for one that finds no joints."""
    network = load_network(replace(entry, calibration=AS_SAID), settings)
    if isinstance(network, DetectorNetwork):
        raise ModelMissing(f"{entry.name} finds no joints.")
    gathered = Assurance()
    for picture, labels, truth in _read_labelled(coco, images):
        gathered.look(network, picture, truth, np.array([label["bbox"] for label in labels], float))
    return gathered


def evaluate_poses(coco: dict[str, Any], images: Path, model: ModelInUse, settings: PoseSettings) -> PoseQuality:
    """Every labelled picture of a COCO keypoints file."""
    quality = PoseQuality()
    for picture, labels, truth in _read_labelled(coco, images):
        bodies, _ = find_in_picture(picture, model, settings)
        areas = np.array([label.get("area") or AREA_OF_BOX * label["bbox"][2] * label["bbox"][3] for label in labels])
        quality.add(truth, areas, bodies.keypoints.joints(BODY_JOINTS), bodies.scores)
    return quality


@dataclass(frozen=True)
class VideoResult:
    """What a labelled video gave."""

    quality: TrackingQuality
    found_at_once: NDArray[np.bool_]
    """(frames,) whether both dancers are among the bodies of the frame, before any look at its neighbours"""
    found: NDArray[np.bool_]
    """(frames,) the same after tracking, each as himself"""
    frames_per_second: float
    tracking_seconds: float


def read_truth(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Joints (frames, 2, 17, 3) and areas (frames, 2) of a synthetic couple's truth file."""
    frames = json.loads(path.read_text())["frames"]
    joints = np.array([[person["keypoints"][BODY_JOINTS] for person in frame["persons"]] for frame in frames], float)
    boxes = np.array([[person["box"] for person in frame["persons"]] for frame in frames], float)
    return joints, AREA_OF_BOX * (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])


def find_in_video(video: Path, frames: int, fps: float, model: ModelInUse, settings: PoseSettings) -> BodyTable:
    """Everybody in every frame of a video, segment by segment as the service finds them."""
    return join(
        [
            find_in_frames(video, first, last, model, PoseOptions(), settings, lambda count: None)
            for first, last in cut_into_segments(frames, fps)
        ]
    )


def evaluate_tracking(video: Path, truth: Path, model: ModelInUse, settings: PoseSettings) -> VideoResult:
    """All segments of a video, then the tracking, against its truth."""
    frames, fps = read_length(video)
    began = time.perf_counter()
    bodies = find_in_video(video, frames, fps, model, settings)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    track = follow_couple(bodies, frames, fps)
    tracking = time.perf_counter() - began
    joints, areas = read_truth(truth)
    rows = np.searchsorted(bodies.frame, np.arange(frames + 1))
    everybody, couple = bodies.keypoints.joints(BODY_JOINTS), track.poses.joints(BODY_JOINTS)
    at_once = [find_both(joints[i], areas[i], everybody[rows[i] : rows[i + 1]]) for i in range(frames)]
    after = [find_both(joints[i], areas[i], couple[i], in_order=True) for i in range(frames)]
    return VideoResult(
        measure_tracking(joints, areas, track.poses), np.array(at_once), np.array(after), frames / seconds, tracking
    )
