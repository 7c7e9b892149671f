"""MoveNet MultiPose as published: up to six people in one pass, 17 joints each. See `movenet_maps` for the better way.

Tensors: `[1, H, W, 3]` RGB 0..255, sides multiples of 32 -> `[1, 6, 56]`: 17 x (y, x, confidence) relative to the
input, then the box (ymin, xmin, ymax, xmax) and the person's score. Source: the model card of
`movenet/multipose/lightning`.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.networks.adapter import declare_one_stage
from danceai.pose.networks.answers import FoundPeople, Prepared
from danceai.pose.networks.geometry import bring_all_back, centre, take_whole, warp
from danceai.pose.video.pictures import Picture, Region

LEAST_SCORE = 0.11
"""Below this the network's persons are noise (its card recommends 0.11)."""


class MoveNetMultiPose:
    """Looks at a square region; any size that is a multiple of 32 will do."""

    def __init__(self, size: int) -> None:
        self.size = size

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:
        """The region in the middle of a square."""
        side = size or self.size
        matrix = centre(region or take_whole(picture), side, side)
        crop = warp(picture, matrix, side, side)
        return Prepared(np.ascontiguousarray(crop[None, :, :, ::-1]), matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> FoundPeople:
        """Everybody above the least score."""
        output = outputs[0][0]
        kept = output[output[:, 55] >= LEAST_SCORE]
        kept = kept[np.argsort(-kept[:, 55], kind="stable")].astype(np.float32)
        joints = kept[:, : 3 * BODY_COUNT].reshape(-1, BODY_COUNT, 3)
        places = bring_all_back(joints[..., 1::-1] * prepared.batch.shape[1], prepared.matrices)
        return FoundPeople(KeyPoints(places, joints[..., 2]), kept[:, 55])


ADAPTERS = (declare_one_stage("movenet_multipose", lambda shape: MoveNetMultiPose(shape.width)),)
