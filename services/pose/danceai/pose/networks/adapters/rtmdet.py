"""RTMDet for people, as MMDeploy exports it with suppression inside.

Tensors: float `[1, 3, H, W]` BGR, letterboxed, normalised -> `dets [1, n, 5]` (x0, y0, x1, y1 in pixels of the input,
score) and `labels [1, n]`. Source: MMDetection's RTMDet configurations (mean 103.53 116.28 123.675, deviation 57.375
57.12 58.395, Apache-2.0); score 0.3 as in MMPose's demonstrations.
"""

import numpy as np

from danceai.common.poses import Floats
from danceai.pose.networks.adapter import WEAK_BOX, Port, Served, declare_detector
from danceai.pose.networks.answers import Prepared, make_boxes
from danceai.pose.networks.geometry import bring_boxes_back, letterbox
from danceai.pose.video.pictures import Picture, Region

MEAN = np.array([103.53, 116.28, 123.675], np.float32)
DEVIATION = np.array([57.375, 57.12, 58.395], np.float32)
LEAST_SCORE = 0.3


class RtmDet:
    """Finds people with a square input."""

    def __init__(self, size: int, *, least: float = LEAST_SCORE) -> None:
        self.size, self._least = size, least

    def prepare(self, picture: Picture, region: Region | None = None) -> Prepared:
        """The region letterboxed and normalised."""
        boxed, matrix = letterbox(picture, region, self.size, self.size)
        return Prepared(((boxed - MEAN) / DEVIATION).transpose(2, 0, 1)[None], matrix)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """People above the least score."""
        found = outputs[0][0]
        person = (found[:, 4] > self._least) & (outputs[1][0] == 0)
        found = found[person]
        found = found[np.argsort(-found[:, 4], kind="stable")]
        return make_boxes(bring_boxes_back(found[:, :4], prepared.matrices), found[:, 4])


ADAPTERS = (
    declare_detector(
        "rtmdet",
        lambda shape: RtmDet(shape.width, least=WEAK_BOX),
        served=Served(lambda shape: [Port("dets", (-1, 5)), Port("labels", (-1,), "TYPE_INT64")], largest_batch=8),
    ),
)
