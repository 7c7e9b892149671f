"""MoveNet MultiPose as published: up to six people in one pass, 17 joints each. See `movenet_maps` for the better way.

Tensors: `[1, H, W, 3]` RGB 0..255, sides multiples of 32 -> `[1, 6, 56]`: 17 x (y, x, confidence) relative to the
input, then the box (ymin, xmin, ymax, xmax) and the person's score. Source: the model card of
`movenet/multipose/lightning`.
"""

import numpy as np

from danceai.pose.networks.adapters.found import Floats, Found, Prepared
from danceai.pose.networks.adapters.geometry import Picture, Region, back, centred, warped, whole

LEAST_SCORE = 0.11
"""Below this the network's persons are noise (its card recommends 0.11)."""


class MoveNetMultiPose:
    """Looks at a square region; any size that is a multiple of 32 will do."""

    def __init__(self, size: int, dtype: str = "uint8") -> None:
        self.size, self._dtype = size, np.dtype(dtype)

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:
        """The region in the middle of a square."""
        side = size or self.size
        matrix = centred(region or whole(picture), side, side)
        crop = warped(picture, matrix, side, side)
        return Prepared(np.ascontiguousarray(crop[None, :, :, ::-1].astype(self._dtype)), matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Found:
        """Everybody above the least score."""
        output = outputs[0][0]
        kept = output[output[:, 55] >= LEAST_SCORE]
        joints = kept[:, :51].reshape(-1, 17, 3)[:, :, [1, 0, 2]].astype(np.float32)
        side = prepared.batch.shape[1]
        joints[..., :2] = back(joints[None, ..., :2] * side, prepared.matrices)[0]
        order = np.argsort(-kept[:, 55], kind="stable")
        return Found(joints[order], kept[order, 55].astype(np.float32))
