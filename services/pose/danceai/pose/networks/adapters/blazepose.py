"""BlazePose: a detector of people by their face and their body's circle, and 33 landmarks with heels and toes.

Detector: float `[1, 224, 224, 3]` RGB -1..1, centred -> `[1, 2254, 12]` (centre and size of the face's box, then hip
centre, a point on the body's circle above the head and two of the upper body, in input pixels relative to anchors) and
`[1, 2254, 1]` logits. Landmarks: float `[n, 256, 256, 3]` RGB 0..1 -> `[n, 195]` = 39 x (x, y, z, visibility,
presence), the last two as logits, 33 of them joints; `[n, 1]` presence of a person; `[n, 64, 64, 39]` logits of where
each landmark is.
Source: MediaPipe `pose_detection` and `pose_landmark` graphs (Apache-2.0): anchors in the middle of cells of 8, 16 and
32 pixels (2, 2 and 6 each), score 0.5; faces that overlap by more than 0.3 are averaged; crops are 1.25 x the circle,
turned until the point on it is above the hips, the picture's edge repeated outside; landmarks move to the middle of
the 7 x 7 cells of their map around them where one of these is sure (0.5).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats, KeyPoints
from danceai.pose.networks.adapter import declare_detector, declare_top_down
from danceai.pose.networks.answers import Prepared, make_boxes
from danceai.pose.networks.geometry import (
    bring_back,
    bring_boxes_back,
    centre,
    crop_around,
    measure_overlaps,
    suppress_boxes,
    take_whole,
    warp,
)
from danceai.pose.networks.layouts import place_in_skeleton
from danceai.pose.video.pictures import Picture, Region

DETECTOR_SIZE, LANDMARK_SIZE = 224, 256
GRIDS = ((8, 2), (16, 2), (32, 6))
LEAST_SCORE = 0.5
OVERLAP = 0.3
PADDING = 1.25
LANDMARKS, JOINTS, FIELDS = 39, 33, 5
WINDOW = 7
SURE = 0.5


def _squash(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def _lay_anchors() -> Floats:
    cells = []
    for stride, each in GRIDS:
        count = DETECTOR_SIZE // stride
        centres = (np.indices((count, count)).reshape(2, -1).T[:, ::-1] + 0.5) * stride
        cells.append(np.repeat(centres, each, axis=0))
    return np.concatenate(cells).astype(np.float32)


class BlazePoseDetector:
    """Boxes are the squares around people's circles."""

    def __init__(self, *, least: float = LEAST_SCORE) -> None:
        self._least, self._anchors = least, _lay_anchors()

    def prepare(self, picture: Picture, region: Region | None = None) -> Prepared:
        """The region in the middle of a square."""
        matrix = centre(region or take_whole(picture), DETECTOR_SIZE, DETECTOR_SIZE)
        seen = warp(picture, matrix, DETECTOR_SIZE, DETECTOR_SIZE)
        return Prepared(seen[None, :, :, ::-1].astype(np.float32) / 127.5 - 1, matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """People above the least score; what is said about one of them several times is averaged."""
        raw, logits = sorted((output[0] for output in outputs), key=lambda part: -part.shape[-1])
        scores = _squash(logits[:, 0])
        sure = np.flatnonzero(scores > self._least)
        scores, anchors, raw = scores[sure], self._anchors[sure], raw[sure]
        middles, half = raw[:, :2] + anchors, raw[:, 2:4] / 2
        faces = np.concatenate([middles - half, middles + half], 1)
        best = suppress_boxes(faces, scores, OVERLAP)
        points = _average(faces, raw[:, 4:8].reshape(-1, 2, 2) + anchors[:, None], scores, best)
        hips, up = points[:, 0], points[:, 1] - points[:, 0]
        radius = np.linalg.norm(up, axis=1, keepdims=True)
        circles = bring_boxes_back(np.concatenate([hips - radius, hips + radius], 1), prepared.matrices)
        return make_boxes(circles, scores[best], np.arctan2(up[:, 0], -up[:, 1]))


def _average(faces: Floats, points: Floats, scores: Floats, best: NDArray[np.intp]) -> Floats:
    """Points (m, 2, 2) of the best faces, each the mean over those that overlap it and no better one."""
    order = np.arange(len(best))
    whose = (measure_overlaps(faces[best], faces) > OVERLAP).argmax(0) if len(best) else order
    whose[best] = order
    share = (whose == order[:, None]) * scores
    return np.asarray(np.einsum("mn,nij->mij", share / share.sum(1, keepdims=True), points))


class BlazePoseLandmarks:
    """Square crops around boxes, turned along the body."""

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 6)."""
        crops, matrices = crop_around(
            picture, boxes, PADDING, LANDMARK_SIZE, LANDMARK_SIZE, turns=boxes[:, 5], border=cv2.BORDER_REPLICATE
        )
        return Prepared(crops.astype(np.float32) / 255, matrices)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> KeyPoints:
        """Joints (n, 133): body, heels and big toes."""
        flat = next(output for output in outputs if output.shape[-1] == LANDMARKS * FIELDS)
        landmarks = flat.reshape(-1, LANDMARKS, FIELDS)[:, :JOINTS]
        places = landmarks[..., :2]
        for maps in outputs:
            if maps.ndim == 4 and maps.shape[-1] == LANDMARKS:
                places = _refine(places, maps[..., :JOINTS])
        found = KeyPoints(bring_back(places, prepared.matrices), _squash(landmarks[..., 3]))
        return place_in_skeleton(found, "blazepose_33")


def _refine(places: Floats, logits: Floats) -> Floats:
    """Places (n, 33, 2) in pixels of the crop at the middles of their maps (n, rows, columns, 33) around them."""
    people, rows, columns, joints = logits.shape
    cell = np.array([LANDMARK_SIZE / columns, LANDMARK_SIZE / rows])
    reach = np.arange(WINDOW) - WINDOW // 2
    around = (places / cell).astype(int)[..., None, :] + np.stack(np.meshgrid(reach, reach), -1).reshape(-1, 2)
    inside = ((around >= 0) & (around < [columns, rows])).all(-1)
    x, y = np.clip(around, 0, [columns - 1, rows - 1]).transpose(3, 0, 1, 2)
    person, joint = np.ogrid[:people, :joints]
    weight = np.where(inside, _squash(logits[person[..., None], y, x, joint[..., None]]), 0)
    middle = (around * weight[..., None]).sum(-2) / np.maximum(weight.sum(-1), 1e-9)[..., None] * cell
    seen = inside[..., WINDOW**2 // 2] & (weight.max(-1) >= SURE)
    return np.where(seen[..., None], middle, places)


ADAPTERS = (
    declare_detector("blazepose_detector", lambda shape: BlazePoseDetector()),
    declare_top_down("blazepose", lambda shape: BlazePoseLandmarks(), ("blazepose_33",)),
)
