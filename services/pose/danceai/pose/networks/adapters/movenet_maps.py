"""MoveNet MultiPose read from its maps: every body the network has evidence for, two in one silhouette included.

The published network ends in a decoder that keeps the six strongest centres and lets each snap to the strongest
joints around; of two dancers in close hold both then take the front one's joints. The maps before it know better.
At every cell they hold: how likely a body's centre is here, where that body's 17 joints would be (regression), how
likely each joint is here (heat) and the joint's place within the cell (offset). We read out the best supported body,
then the one best supported by joints which the first does not explain, and so on.

Tensors: uint8 `[1, H, W, 3]` RGB, sides multiples of 32 -> centre `[1, h, w, 1]`, regression `[1, h, w, 34]`,
offset `[1, h, w, 34]` (dy, dx in cells), heat `[1, h, w, 17]`, with h = H / 4. Source of the heads: CenterNet
(Zhou et al. 2019, arXiv 1904.07850), which the model card of `movenet/multipose/lightning` names as its design.
"""

import cv2
import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.body.oks import fall_off, measure_areas, measure_reach
from danceai.pose.networks.adapter import Shape, declare_one_stage
from danceai.pose.networks.answers import FoundPeople, Prepared
from danceai.pose.networks.geometry import bring_all_back, centre, choose_shape, take_whole, warp
from danceai.pose.video.pictures import Picture, Region

MAPS = ("Sigmoid", "kpt_regress_0/conv2d_8/BiasAdd", "kpt_offset_0/conv2d_9/BiasAdd", "Sigmoid_1")
"""Names of the four maps in the published LiteRT file."""
STRIDE = 4
STEP = 32
"""Sides of the input are multiples of this."""
LEAST_CENTRE = 0.002
"""Cells below this are empty; hidden dancers are rarely above 0.05."""
CENTRE_WEIGHT = 0.15
SNAP_RADIUS = 0.6
"""Reach of the search for a joint around its regressed place, in OKS standard deviations."""
EXPLAINED_RADIUS = 0.8
TRUSTED_HEAT = 0.3
"""From this heat on a joint is where the heat is; below, partly where the regression says."""
WINDOW = 8
LEAST_SUPPORT = 0.12
"""Of hidden dancers; what stands free has 0.4 and more."""


class MoveNetMaps:
    """Looks at a square region; any size that is a multiple of 32 will do. The runtime must give the four maps."""

    def __init__(self, size: int, *, most: int = 8, least: float = LEAST_SUPPORT) -> None:
        self.size, self._most, self._least = size, most, least

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:
        """The region in the middle of the smallest input that holds it."""
        seen = region or take_whole(picture)
        width, height = choose_shape(seen, size or self.size, STEP)
        matrix = centre(seen, width, height)
        crop = warp(picture, matrix, width, height)
        return Prepared(cv2.cvtColor(crop, cv2.COLOR_BGR2RGB)[None], matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> FoundPeople:
        """Bodies by support: the mean heat of joints that no better supported body explains."""
        centres, regression, offset, heat = (output[0] for output in outputs)
        shape = (*heat.shape[:2], BODY_COUNT, 2)
        bodies, support = read_maps(
            centres[..., 0], regression.reshape(shape), offset.reshape(shape), heat, self._most, self._least
        )
        places = bring_all_back(bodies.xy * STRIDE, prepared.matrices)
        return FoundPeople(KeyPoints(places, bodies.confidence), support)


def read_maps(
    centres: Floats, regression: Floats, offset: Floats, heat: Floats, most: int, least: float
) -> tuple[KeyPoints, Floats]:
    """Bodies (n, 17) in cells, and their support (n,), strongest first."""
    rows, columns = np.nonzero(centres > LEAST_CENTRE)
    if not len(rows):
        return KeyPoints.unknown(0, BODY_COUNT), np.empty(0, np.float32)
    reached = regression[rows, columns]
    x = columns[:, None] + reached[..., 1]
    y = rows[:, None] + reached[..., 0]
    height, width = heat.shape[:2]
    row, column = (np.clip(np.rint(place), 0, end - 1).astype(int) for place, end in ((y, height), (x, width)))
    unexplained = _grow(heat)[row, column, np.arange(BODY_COUNT)]
    likely = CENTRE_WEIGHT * np.sqrt(centres[rows, columns])
    apart = np.ones_like(likely)
    bodies: list[KeyPoints] = []
    support: list[float] = []
    for _ in range(most):
        worth = unexplained.mean(1) + likely * apart
        # Bodies found only take from what a cell is worth: what is too little now will be too little later.
        enough = worth >= least
        if not enough.any():
            break
        x, y, unexplained, likely, apart, worth = (part[enough] for part in (x, y, unexplained, likely, apart, worth))
        best = int(worth.argmax())
        body = _snap(np.stack([x[best], y[best]], 1), heat, offset, bodies)
        bodies.append(body)
        support.append(float(worth[best]))
        reach = measure_reach(measure_areas(body.xy))
        squared = np.square(x - body.xy[:, 0]) + np.square(y - body.xy[:, 1])
        unexplained *= 1 - fall_off(squared, np.maximum(1, EXPLAINED_RADIUS * reach))
        apart = np.minimum(apart, 1 - fall_off(squared, reach).mean(1))
    found = KeyPoints.stack(bodies) if bodies else KeyPoints.unknown(0, BODY_COUNT)
    return found, np.array(support, np.float32)


def _grow(heat: Floats) -> Floats:
    """Every cell takes the largest heat of its 3 x 3 surroundings: regressions may miss a joint by one cell."""
    padded = np.pad(heat, ((1, 1), (1, 1), (0, 0)))
    tall = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    return np.asarray(np.maximum(np.maximum(tall[:, :-2], tall[:, 1:-1]), tall[:, 2:]))


def _snap(proposed: Floats, heat: Floats, offset: Floats, others: list[KeyPoints]) -> KeyPoints:
    """One body's joints (17,) moved to the heat around their regressed places that no other body explains."""
    height, width = heat.shape[:2]
    reach = np.maximum(1.0, SNAP_RADIUS * measure_reach(measure_areas(proposed)))[:, None, None]
    corner = np.floor(proposed).astype(int)
    steps = np.arange(-WINDOW, WINDOW + 2)
    x = np.clip(corner[:, 0, None, None] + steps[None, None, :], 0, width - 1)
    y = np.clip(corner[:, 1, None, None] + steps[None, :, None], 0, height - 1)
    joints = np.arange(BODY_COUNT)
    squared = (x - proposed[:, 0, None, None]) ** 2 + (y - proposed[:, 1, None, None]) ** 2
    free = heat[y, x, joints[:, None, None]]
    for other in others:
        near = (x - other.xy[:, 0, None, None]) ** 2 + (y - other.xy[:, 1, None, None]) ** 2
        free = free * (1 - 0.9 * fall_off(near, reach))
    near_enough = fall_off(squared, reach)
    best = (free * near_enough).reshape(BODY_COUNT, -1).argmax(1)
    row, column = np.divmod(best, len(steps))
    y, x = y[joints, row, 0], x[joints, 0, column]
    confidence = (free * np.sqrt(near_enough))[joints, row, column].astype(np.float32)
    found = np.stack([x, y], 1) + offset[y, x, joints][:, ::-1]
    trust = np.minimum(1, confidence / TRUSTED_HEAT)[:, None]
    return KeyPoints((trust * found + (1 - trust) * proposed).astype(np.float32), confidence)


def _read(shape: Shape) -> MoveNetMaps:
    return MoveNetMaps(shape.width)


ADAPTERS = (
    declare_one_stage("movenet_maps", _read, inner_outputs=MAPS),
    declare_one_stage("movenet_couples", _read, inner_outputs=MAPS, assists=True),
)
