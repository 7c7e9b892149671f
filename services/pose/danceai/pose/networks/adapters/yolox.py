"""YOLOX: boxes of 80 COCO classes, of which the first is a person.

Tensors: float `[1, 3, H, W]` BGR 0..255, letterboxed -> raw grid `[1, n, 85]` (x, y, log width, log height relative to
cells of 8, 16 and 32 pixels, objectness, classes), or `[1, n, 5]` with suppression inside. Source: YOLOX
`demo_postprocess` (Megvii, Apache-2.0); overlap 0.45 and score 0.3 as in its demonstration.
"""

import numpy as np

from danceai.common.poses import Floats
from danceai.pose.networks.adapter import WEAK_BOX, Port, Served, declare_detector
from danceai.pose.networks.answers import Prepared, make_boxes
from danceai.pose.networks.geometry import bring_boxes_back, letterbox, suppress_boxes
from danceai.pose.video.pictures import Picture, Region

STRIDES = (8, 16, 32)
OVERLAP = 0.45
LEAST_SCORE = 0.3


class Yolox:
    """Finds people with a square input."""

    def __init__(self, size: int, *, least: float = LEAST_SCORE) -> None:
        self.size, self._least = size, least
        cells = [np.indices((size // s, size // s)).reshape(2, -1).T[:, ::-1] for s in STRIDES]
        self._cells = np.concatenate(cells).astype(np.float32)
        self._strides = np.repeat(STRIDES, [len(part) for part in cells])[:, None].astype(np.float32)

    def prepare(self, picture: Picture, region: Region | None = None) -> Prepared:
        """The region letterboxed."""
        boxed, matrix = letterbox(picture, region, self.size, self.size)
        return Prepared(boxed.transpose(2, 0, 1)[None].astype(np.float32), matrix)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """People above the least score, without doubles."""
        grid = outputs[0][0]
        if grid.shape[-1] == 5:
            boxes, scores = grid[:, :4], grid[:, 4]
        else:
            scores = grid[:, 4] * grid[:, 5]
            centres = (grid[:, :2] + self._cells) * self._strides
            half = np.exp(grid[:, 2:4]) * self._strides / 2
            boxes = np.concatenate([centres - half, centres + half], 1)
        sure = np.flatnonzero(scores > self._least)
        found = bring_boxes_back(boxes[sure], prepared.matrices)
        kept = suppress_boxes(found, scores[sure], OVERLAP)
        return make_boxes(found[kept], scores[sure][kept])


ADAPTERS = (
    declare_detector(
        "yolox",
        lambda shape: Yolox(shape.width, least=WEAK_BOX),
        served=Served(lambda shape: [Port("output", (-1, 85))], largest_batch=8, input="images"),
    ),
)
