"""Networks that give one heat map per joint for one person per crop (AlphaPose's SE-ResNet50 and its kin).

Tensors: float `[n, 3, H, W]` RGB 0..1 less the mean 0.406 0.457 0.48 -> `[n, k, H / 4, W / 4]`. Crops: box widened by
1.25. Decoding: the largest cell, a quarter of a cell towards the larger neighbour. Source: AlphaPose
`SimpleTransform` and `heatmap_to_coord_simple`.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.pose.networks.adapter import Port, Served, declare_top_down
from danceai.pose.networks.answers import Prepared
from danceai.pose.networks.geometry import bring_back, crop_around
from danceai.pose.networks.layouts import place_in_skeleton
from danceai.pose.video.pictures import Picture

PADDING = 1.25
MEAN = np.array([0.406, 0.457, 0.48], np.float32)
CELL = 4
"""Pixels of the input in a cell of the map"""


class HeatMaps:
    """Crops of `width` x `height` pixels; `layout` names the joints (see `layouts`)."""

    def __init__(self, width: int, height: int, layout: str) -> None:
        self.width, self.height, self.layout = width, height, layout

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more)."""
        crops, matrices = crop_around(picture, boxes, PADDING, self.width, self.height)
        return Prepared(np.ascontiguousarray((crops / np.float32(255) - MEAN).transpose(0, 3, 1, 2)), matrices)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> KeyPoints:
        """Joints (n, 133)."""
        heat = outputs[0]
        count, joints, rows, columns = heat.shape
        flat = heat.reshape(count, joints, -1)
        row, column = np.divmod(flat.argmax(-1), columns)
        padded = np.pad(heat, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")
        n, k = np.ogrid[:count, :joints]
        right = np.sign(padded[n, k, row + 1, column + 2] - padded[n, k, row + 1, column])
        down = np.sign(padded[n, k, row + 2, column + 1] - padded[n, k, row, column + 1])
        cells = np.stack([column + 0.25 * right, row + 0.25 * down], -1)
        places = cells * np.array([self.width / columns, self.height / rows])
        found = KeyPoints(bring_back(places, prepared.matrices), flat.max(-1))
        return place_in_skeleton(found, self.layout)


ADAPTERS = (
    declare_top_down(
        "heatmap",
        lambda shape: HeatMaps(shape.width, shape.height, shape.keypoints),
        ("coco_17", "halpe_26", "wholebody_133"),
        served=Served(
            lambda shape: [Port("output", (shape.joints, shape.height // CELL, shape.width // CELL))], largest_batch=64
        ),
    ),
)
