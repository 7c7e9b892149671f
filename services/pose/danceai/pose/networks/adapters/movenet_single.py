"""MoveNet Lightning and Thunder: one person's 17 joints in a square crop.

Tensors: `[n, S, S, 3]` RGB 0..255 (int32 or uint8, S = 192 or 256) -> `[n, 1, 17, 3]`: y, x relative to the crop,
confidence. Source: the model cards of `movenet/singlepose`. Crops: box widened by 1.25, square.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.networks.adapter import declare_top_down
from danceai.pose.networks.answers import Prepared
from danceai.pose.networks.geometry import bring_back, crop_around
from danceai.pose.networks.layouts import place_in_skeleton
from danceai.pose.video.pictures import Picture

PADDING = 1.25


class MoveNetSingle:
    """Square crops of `size` pixels."""

    def __init__(self, size: int) -> None:
        self.size = size

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more)."""
        return Prepared(*crop_around(picture, boxes, PADDING, self.size, self.size))

    def decode(self, outputs: list[Floats], prepared: Prepared) -> KeyPoints:
        """Joints (n, 133), of which the body's 17."""
        joints = outputs[0].reshape(-1, BODY_COUNT, 3).astype(np.float32)
        places = bring_back(joints[..., 1::-1] * self.size, prepared.matrices)
        return place_in_skeleton(KeyPoints(places, joints[..., 2]), "coco_17")


ADAPTERS = (declare_top_down("movenet_single", lambda shape: MoveNetSingle(shape.width), ("coco_17",)),)
