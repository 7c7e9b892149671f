"""MoveNet MultiPose: up to six people in one pass, 17 COCO joints each.

Tensors: uint8 or float `[1, H, W, 3]` RGB, sides multiples of 32, values 0..255 -> `[1, 6, 56]`: 17 x (y, x, score)
relative to the input, then box (ymin, xmin, ymax, xmax) and the person's score. Source: the model card of
`movenet/multipose/lightning`.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.pose.runtimes import Runtime

Picture = NDArray[np.uint8]
LEAST_SCORE = 0.11
"""Below this the network's persons are noise (its card recommends 0.11)."""


@dataclass(frozen=True)
class Found:
    """Bodies in one picture: joints (n, 17, 3) in pixels and confidence, scores (n,)."""

    joints: NDArray[np.float32]
    scores: NDArray[np.float32]

    @classmethod
    def none(cls) -> "Found":
        """Nobody."""
        return cls(np.empty((0, 17, 3), np.float32), np.empty(0, np.float32))

    def __add__(self, other: "Found") -> "Found":
        return Found(np.concatenate([self.joints, other.joints]), np.concatenate([self.scores, other.scores]))

    def chosen(self, which: NDArray[np.intp] | list[int]) -> "Found":
        """Only the given rows."""
        return Found(self.joints[which], self.scores[which])


class MoveNetMultiPose:
    """Looks at a square region of a picture."""

    def __init__(self, runtime: Runtime, size: int) -> None:
        self._runtime = runtime
        self.size = size

    def look(self, picture: Picture, region: tuple[float, float, float, float] | None, size: int = 0) -> Found:
        """Everybody in the region (x0, y0, x1, y1; None = all), letterboxed to a square of `size` pixels."""
        side = size or self.size
        height, width = picture.shape[:2]
        x0, y0, x1, y1 = region or (0.0, 0.0, float(width), float(height))
        scale = side / max(x1 - x0, y1 - y0, 1.0)
        shift = np.array([side / 2 - scale * (x0 + x1) / 2, side / 2 - scale * (y0 + y1) / 2])
        matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        quality = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        crop = cv2.warpAffine(picture, matrix, (side, side), flags=quality)
        output = self._runtime.run(np.ascontiguousarray(crop[None, :, :, ::-1]))[0][0]
        kept = output[output[:, 55] >= LEAST_SCORE]
        joints = kept[:, :51].reshape(-1, 17, 3)[:, :, [1, 0, 2]].astype(np.float32)
        joints[:, :, :2] = (joints[:, :, :2] * side - shift) / scale
        return Found(joints, kept[:, 55].astype(np.float32))
