"""RTMPose, RTMW and DWPose: SimCC networks for one person per crop (17, 26 or 133 joints).

Tensors: float `[n, 3, H, W]` RGB, normalised -> `simcc_x [n, k, 2 W]`, `simcc_y [n, k, 2 H]`. Crops: box widened by
1.25, brought to the input's shape, no rotation. Source: MMPose `TopdownAffine` and the RTMPose configurations
(`bgr_to_rgb`, mean 123.675 116.28 103.53, deviation 58.395 57.12 57.375), Apache-2.0.
"""

import numpy as np

from danceai.pose.networks.adapters.found import Floats, Prepared
from danceai.pose.networks.adapters.geometry import Picture, back, crops_of
from danceai.pose.networks.adapters.layouts import to_wholebody
from danceai.pose.networks.adapters.simcc import decode_simcc

PADDING = 1.25
MEAN = np.array([123.675, 116.28, 103.53], np.float32)
DEVIATION = np.array([58.395, 57.12, 57.375], np.float32)


class RtmPose:
    """Crops of `width` x `height` pixels; `layout` names the joints (see `layouts`)."""

    def __init__(self, width: int, height: int, layout: str) -> None:
        self.width, self.height, self.layout = width, height, layout

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more)."""
        crops, matrices = crops_of(picture, boxes, PADDING, self.width, self.height)
        return Prepared(np.ascontiguousarray(((crops - MEAN) / DEVIATION).transpose(0, 3, 1, 2)), matrices)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """Joints (n, 133, 3)."""
        joints = decode_simcc(outputs[0], outputs[1])
        joints[..., :2] = back(joints[..., :2], prepared.matrices)
        return to_wholebody(joints, self.layout)
