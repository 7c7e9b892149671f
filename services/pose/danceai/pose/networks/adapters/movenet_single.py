"""MoveNet Lightning and Thunder: one person's 17 joints in a square crop.

Tensors: `[n, S, S, 3]` RGB 0..255 (int32 or uint8, S = 192 or 256) -> `[n, 1, 17, 3]`: y, x relative to the crop,
confidence. Source: the model cards of `movenet/singlepose`. Crops: box widened by 1.25, square.
"""

import numpy as np

from danceai.pose.networks.adapters.found import Floats, Prepared
from danceai.pose.networks.adapters.geometry import Picture, back, crops_of
from danceai.pose.networks.adapters.layouts import to_wholebody

PADDING = 1.25


class MoveNetSingle:
    """Square crops of `size` pixels; `dtype` is what the file wants as input."""

    def __init__(self, size: int, dtype: str = "int32") -> None:
        self.size, self._dtype = size, np.dtype(dtype)

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more)."""
        crops, matrices = crops_of(picture, boxes, PADDING, self.size, self.size)
        return Prepared(crops.astype(self._dtype), matrices)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """Joints (n, 133, 3), of which the body's 17."""
        joints = outputs[0].reshape(-1, 17, 3)[:, :, [1, 0, 2]].astype(np.float32)
        joints[..., :2] = back(joints[..., :2] * self.size, prepared.matrices)
        return to_wholebody(joints, "coco_17")
