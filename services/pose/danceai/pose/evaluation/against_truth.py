"""`danceai evaluate poses|tracking`: a model against labelled photos, or the whole chain against a labelled video."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import BodyTable, join
from danceai.common.skeleton import BODY_COUNT, BODY_JOINTS
from danceai.pose.body.oks import AREA_OF_BOX
from danceai.pose.evaluation.quality import PoseQuality, TrackingQuality, find_both, measure_tracking
from danceai.pose.models.built_in import BUILT_IN
from danceai.pose.models.entry import ModelInUse, ModelMissing
from danceai.pose.models.loading import find_in_picture
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.runs.plan_run import cut_into_segments
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import follow_couple
from danceai.pose.video.frames import read_length


def find_built_in(name: str) -> ModelInUse:
    """A built-in model and who finds people for it; an empty name means LiteRT's default. Raises ModelMissing."""
    by_name = {entry.name: entry for entry in BUILT_IN}
    entry = by_name.get(name) if name else next(e for e in BUILT_IN if e.default and e.backend == "litert")
    if entry is None:
        raise ModelMissing(f"There is no built-in pose model called {name}.")
    return ModelInUse(entry, by_name[entry.detector] if entry.detector else None)


def evaluate_poses(coco: dict[str, Any], images: Path, model: ModelInUse, settings: PoseSettings) -> PoseQuality:
    """Every labelled picture of a COCO keypoints file."""
    quality = PoseQuality()
    for image in coco["images"]:
        labels = [a for a in coco["annotations"] if a["image_id"] == image["id"] and not a.get("iscrowd")]
        picture = cv2.imread(str(images / image["file_name"]))
        if not labels or picture is None:
            continue
        bodies, _ = find_in_picture(np.asarray(picture, np.uint8), model, settings)
        truth = np.array([label["keypoints"][: 3 * BODY_COUNT] for label in labels], float).reshape(-1, BODY_COUNT, 3)
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
