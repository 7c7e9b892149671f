"""RTMO: everybody's 17 joints in one pass.

Tensors: float `[1, 3, H, W]` BGR 0..255, letterboxed -> `dets [1, n, 5]` (x0, y0, x1, y1, score) and
`keypoints [1, n, 17, 3]`, in pixels of the input. Source: MMPose RTMO configurations, `score_thr` 0.1 and `nms_thr`
0.65 (Lu et al. 2024), Apache-2.0.
"""

import numpy as np

from danceai.pose.networks.adapters.found import Floats, Found, Prepared
from danceai.pose.networks.adapters.geometry import Picture, Region, back, letterboxed, suppress_boxes

LEAST_SCORE = 0.1
OVERLAP = 0.65


class Rtmo:
    """Looks at a region with a square input."""

    def __init__(self, size: int, *, least: float = LEAST_SCORE, overlap: float = OVERLAP) -> None:
        self.size, self._least, self._overlap = size, least, overlap

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:  # noqa: ARG002  the size is fixed
        """The region letterboxed; the network's size is fixed."""
        boxed, matrix = letterboxed(picture, region, self.size, self.size)
        return Prepared(boxed.transpose(2, 0, 1)[None].astype(np.float32), matrix)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Found:
        """Everybody above the least score, without doubles."""
        boxes, joints = outputs[0][0], outputs[1][0]
        sure = np.flatnonzero(boxes[:, 4] > self._least)
        kept = sure[suppress_boxes(boxes[sure, :4], boxes[sure, 4], self._overlap)]
        chosen = joints[kept].astype(np.float32)
        chosen[..., :2] = back(chosen[None, ..., :2], prepared.matrices)[0]
        return Found(chosen, boxes[kept, 4].astype(np.float32))
