"""RTMO: everybody's 17 joints in one pass.

Tensors: float `[1, 3, H, W]` BGR 0..255, letterboxed -> `dets [1, n, 5]` (x0, y0, x1, y1, score) and
`keypoints [1, n, 17, 3]`, in pixels of the input. Source: MMPose RTMO configurations, `score_thr` 0.1 and `nms_thr`
0.65 (Lu et al. 2024), Apache-2.0.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.networks.adapter import Port, Served, declare_one_stage
from danceai.pose.networks.answers import FoundPeople, Prepared
from danceai.pose.networks.geometry import bring_all_back, letterbox, suppress_boxes
from danceai.pose.video.pictures import Picture, Region

LEAST_SCORE = 0.1
OVERLAP = 0.65


class Rtmo:
    """Looks at a region with a square input."""

    def __init__(self, size: int, *, least: float = LEAST_SCORE, overlap: float = OVERLAP) -> None:
        self.size, self._least, self._overlap = size, least, overlap

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:  # noqa: ARG002  the size is fixed
        """The region letterboxed; the network's size is fixed."""
        boxed, matrix = letterbox(picture, region, self.size, self.size)
        return Prepared(boxed.transpose(2, 0, 1)[None].astype(np.float32), matrix)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> FoundPeople:
        """Everybody above the least score, without doubles."""
        boxes, joints = outputs[0][0], outputs[1][0]
        sure = np.flatnonzero(boxes[:, 4] > self._least)
        kept = sure[suppress_boxes(boxes[sure, :4], boxes[sure, 4], self._overlap)]
        chosen = joints[kept].astype(np.float32)
        keypoints = KeyPoints(bring_all_back(chosen[..., :2], prepared.matrices), chosen[..., 2])
        return FoundPeople(keypoints, boxes[kept, 4].astype(np.float32))


ADAPTERS = (
    declare_one_stage(
        "rtmo",
        lambda shape: Rtmo(shape.width),
        served=Served(lambda shape: [Port("dets", (-1, 5)), Port("keypoints", (-1, BODY_COUNT, 3))], largest_batch=8),
    ),
)
