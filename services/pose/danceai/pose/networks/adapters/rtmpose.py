"""RTMPose, RTMW and DWPose: SimCC networks for one person per crop (17, 26 or 133 joints).

SimCC gives a joint's x and y as two one-dimensional distributions (Li et al. 2022, arXiv 2107.03332).

Tensors: float `[n, 3, H, W]` RGB, normalised -> `simcc_x [n, k, 2 W]`, `simcc_y [n, k, 2 H]`. Crops: box widened by
1.25, brought to the input's shape, no rotation. Source: MMPose `TopdownAffine` and the RTMPose configurations
(`bgr_to_rgb`, mean 123.675 116.28 103.53, deviation 58.395 57.12 57.375), Apache-2.0.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.pose.networks.adapter import Port, Served, Shape, declare_top_down
from danceai.pose.networks.answers import Prepared
from danceai.pose.networks.geometry import bring_back, crop_around
from danceai.pose.networks.layouts import place_in_skeleton
from danceai.pose.video.pictures import Picture

PADDING = 1.25
MEAN = np.array([123.675, 116.28, 103.53], np.float32)
DEVIATION = np.array([58.395, 57.12, 57.375], np.float32)
SPLIT = 2
"""Bins per pixel of the input (`simcc_split_ratio` of RTMPose and DWPose)."""


class RtmPose:
    """Crops of `width` x `height` pixels; `layout` names the joints (see `layouts`)."""

    def __init__(self, width: int, height: int, layout: str) -> None:
        self.width, self.height, self.layout = width, height, layout

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more)."""
        crops, matrices = crop_around(picture, boxes, PADDING, self.width, self.height)
        return Prepared(np.ascontiguousarray(((crops - MEAN) / DEVIATION).transpose(0, 3, 1, 2)), matrices)

    def decode(self, outputs: list[Floats], prepared: Prepared) -> KeyPoints:
        """Joints (n, 133)."""
        joints = decode_simcc(outputs[0], outputs[1])
        found = KeyPoints(bring_back(joints.xy, prepared.matrices), joints.confidence)
        return place_in_skeleton(found, self.layout)


def decode_simcc(x: Floats, y: Floats, split: float = SPLIT) -> KeyPoints:
    """Distributions (n, k, bins) to joints (n, k), in pixels of the input.

    As MMPose `get_simcc_maximum`: the largest bin, its smaller value of the two as confidence. Within the bin the
    peak of the parabola through the logarithms of three neighbours is taken, exact for the Gaussians the network is
    trained on (DARK, Zhang et al. 2020).
    """
    places = np.stack([_find_peaks(x), _find_peaks(y)], -1) / split
    return KeyPoints(places.astype(np.float32), np.minimum(x.max(-1), y.max(-1)))


def _find_peaks(bins: Floats) -> Floats:
    best = bins.argmax(-1)
    inner = np.clip(best, 1, bins.shape[-1] - 2)
    three = np.take_along_axis(bins, inner[..., None] + np.array([-1, 0, 1]), -1)
    left, middle, right = np.log(np.maximum(three, 1e-6)).transpose(-1, *range(bins.ndim - 1))
    bend = 2 * middle - left - right
    shift = np.where(bend > 1e-6, 0.5 * (right - left) / np.maximum(bend, 1e-6), 0)
    certain = (best == inner) & (three.min(-1) > 0)
    return np.asarray(np.where(certain, best + np.clip(shift, -0.5, 0.5), best))


def _describe_outputs(shape: Shape) -> list[Port]:
    return [Port("simcc_x", (shape.joints, SPLIT * shape.width)), Port("simcc_y", (shape.joints, SPLIT * shape.height))]


ADAPTERS = (
    declare_top_down(
        "rtmpose",
        lambda shape: RtmPose(shape.width, shape.height, shape.keypoints),
        ("coco_17", "halpe_26", "wholebody_133"),
        served=Served(_describe_outputs, largest_batch=64),
    ),
)
