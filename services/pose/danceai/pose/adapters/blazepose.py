"""BlazePose: a detector of people by their body's circle, and 33 landmarks with heels and toes.

Detector: float `[1, 224, 224, 3]` RGB -1..1, centred -> `[1, 2254, 12]` (box centre and size, then hip centre, a point
on the body's circle and two of the upper body, in input pixels relative to anchors) and `[1, 2254, 1]` logits.
Landmarks: float `[n, 256, 256, 3]` RGB 0..1 -> `[n, 195]` = 39 x (x, y, z, visibility, presence), the last two as
logits, 33 of them joints, and `[n, 1]` presence of a person. Source: MediaPipe `pose_detection` and `pose_landmark` graphs (Apache-2.0):
anchors in the middle of cells of 8, 16 and 32 pixels (2, 2 and 6 each), score 0.5, suppression 0.3, crops 1.25 x the circle.
"""

import numpy as np
from numpy.typing import NDArray

from danceai.pose.adapters.found import Floats, Prepared
from danceai.pose.adapters.geometry import (
    Picture,
    Region,
    back,
    boxes_back,
    centred,
    crops_of,
    suppress_boxes,
    warped,
    whole,
)
from danceai.pose.adapters.layouts import to_wholebody

DETECTOR_SIZE, LANDMARK_SIZE = 224, 256
GRIDS = ((8, 2), (16, 2), (32, 6))
LEAST_SCORE = 0.5
OVERLAP = 0.3
PADDING = 1.25
LANDMARKS, FIELDS = 39, 5


def _sigmoid(logits: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def _anchors() -> Floats:
    cells = []
    for stride, each in GRIDS:
        count = DETECTOR_SIZE // stride
        centres = (np.indices((count, count)).reshape(2, -1).T[:, ::-1] + 0.5) * stride
        cells.append(np.repeat(centres, each, axis=0))
    return np.concatenate(cells).astype(np.float32)


class BlazePoseDetector:
    """Boxes are the squares around people's circles."""

    def __init__(self, *, least: float = LEAST_SCORE) -> None:
        self._least, self._anchors = least, _anchors()

    def prepare(self, picture: Picture, region: Region | None = None) -> Prepared:
        """The region in the middle of a square."""
        matrix = centred(region or whole(picture), DETECTOR_SIZE, DETECTOR_SIZE)
        seen = warped(picture, matrix, DETECTOR_SIZE, DETECTOR_SIZE, smooth=True)
        return Prepared(seen[None, :, :, ::-1].astype(np.float32) / 127.5 - 1, matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """People above the least score, without doubles."""
        raw, logits = sorted((output[0] for output in outputs), key=lambda part: -part.shape[-1])
        scores = _sigmoid(logits[:, 0])
        sure = np.flatnonzero(scores > self._least)
        points = raw[sure, 4:8].reshape(-1, 2, 2) + self._anchors[sure, None]
        radius = np.linalg.norm(points[:, 1] - points[:, 0], axis=1, keepdims=True)
        circles = np.concatenate([points[:, 0] - radius, points[:, 0] + radius], 1)
        kept = suppress_boxes(circles, scores[sure], OVERLAP)
        return np.concatenate(
            [boxes_back(circles[kept], prepared.matrices), scores[sure][kept, None]], 1
        ).astype(np.float32)  # fmt: skip


class BlazePoseLandmarks:
    """Square crops around boxes; upright, where MediaPipe turns them along the body."""

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more)."""
        crops, matrices = crops_of(picture, boxes, PADDING, LANDMARK_SIZE, LANDMARK_SIZE, smooth=True)
        return Prepared(crops.astype(np.float32) / 255, matrices)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """Joints (n, 133, 3): body, heels and big toes."""
        flat = next(output for output in outputs if output.shape[-1] == LANDMARKS * FIELDS)
        landmarks = flat.reshape(-1, LANDMARKS, FIELDS)[:, :33]
        joints = np.concatenate([landmarks[..., :2], _sigmoid(landmarks[..., 3:4])], -1)
        joints[..., :2] = back(joints[..., :2], prepared.matrices)
        return to_wholebody(joints, "blazepose_33")
