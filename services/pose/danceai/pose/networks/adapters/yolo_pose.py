"""YOLO pose exports (v8, 11, 26): everybody's 17 joints in one pass. Operators bring such files; most are AGPL.

Tensors: float `[1, 3, H, W]` RGB 0..1, letterboxed in the middle -> raw `[1, 56, n]` (centre x, y, width, height,
score, 17 x (x, y, confidence)) or with suppression inside `[1, n, 57]` (x0, y0, x1, y1, score, class, joints).
Defaults of the exporters: score 0.25, overlap 0.7.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.networks.adapter import declare_one_stage
from danceai.pose.networks.answers import FoundPeople, Prepared
from danceai.pose.networks.geometry import GREY, bring_all_back, centre, suppress_boxes, take_whole, warp
from danceai.pose.video.pictures import Picture, Region

LEAST_SCORE = 0.25
OVERLAP = 0.7


class YoloPose:
    """Looks at a region with a square input."""

    def __init__(self, size: int, *, least: float = LEAST_SCORE, overlap: float = OVERLAP) -> None:
        self.size, self._least, self._overlap = size, least, overlap

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:  # noqa: ARG002  the size is fixed
        """The region in the middle, grey around it; the network's size is fixed."""
        where = region or take_whole(picture)
        matrix = centre(where, self.size, self.size)
        seen = warp(picture, matrix, self.size, self.size)
        corners = np.array([where[:2], where[2:]]) * matrix[0, 0] + matrix[:, 2]
        (x0, y0), (x1, y1) = np.clip(np.rint(corners), 0, self.size).astype(int)
        boxed = np.full_like(seen, GREY)
        boxed[y0:y1, x0:x1] = seen[y0:y1, x0:x1]
        return Prepared(boxed[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255, matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> FoundPeople:
        """Everybody above the least score, without doubles."""
        output = outputs[0][0]
        if output.shape[-1] == 57:
            kept = output[output[:, 4] > self._least]
            scores, joints = kept[:, 4], kept[:, 6:]
        else:
            rows = output.T[output[4] > self._least]
            half = rows[:, 2:4] / 2
            order = suppress_boxes(
                np.concatenate([rows[:, :2] - half, rows[:, :2] + half], 1), rows[:, 4], self._overlap
            )
            scores, joints = rows[order, 4], rows[order, 5:]
        joints = joints.reshape(-1, BODY_COUNT, 3).astype(np.float32)
        keypoints = KeyPoints(bring_all_back(joints[..., :2], prepared.matrices), joints[..., 2])
        return FoundPeople(keypoints, scores.astype(np.float32))


ADAPTERS = (declare_one_stage("yolo_pose", lambda shape: YoloPose(shape.width)),)
