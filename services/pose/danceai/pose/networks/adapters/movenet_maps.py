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

from danceai.pose.body.oks import alike, areas, reach_of
from danceai.pose.networks.adapters.found import Floats, Found, Prepared
from danceai.pose.networks.adapters.geometry import Picture, Region, back, centred, shape_for, warped, whole

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
        seen = region or whole(picture)
        width, height = shape_for(seen, size or self.size, STEP)
        matrix = centred(seen, width, height)
        crop = warped(picture, matrix, width, height)
        return Prepared(cv2.cvtColor(crop, cv2.COLOR_BGR2RGB)[None], matrix[None])

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Found:
        """Bodies by support: the mean heat of joints that no better supported body explains."""
        centre, regression, offset, heat = (output[0] for output in outputs)
        shape = (*heat.shape[:2], 17, 2)
        bodies, support = read_maps(
            centre[..., 0], regression.reshape(shape), offset.reshape(shape), heat, self._most, self._least
        )
        bodies[..., :2] = back(bodies[None, ..., :2] * STRIDE, prepared.matrices)[0]
        return Found(bodies, support)


def read_maps(
    centre: Floats, regression: Floats, offset: Floats, heat: Floats, most: int, least: float
) -> tuple[Floats, Floats]:
    """Bodies (n, 17, 3) in cells with confidence, and their support (n,), strongest first."""
    rows, columns = np.nonzero(centre > LEAST_CENTRE)
    if not len(rows):
        return np.empty((0, 17, 3), np.float32), np.empty(0, np.float32)
    reached = regression[rows, columns]
    x = columns[:, None] + reached[..., 1]
    y = rows[:, None] + reached[..., 0]
    height, width = heat.shape[:2]
    row, column = (np.clip(np.rint(place), 0, end - 1).astype(int) for place, end in ((y, height), (x, width)))
    unexplained = _grown(heat)[row, column, np.arange(17)]
    likely = CENTRE_WEIGHT * np.sqrt(centre[rows, columns])
    apart = np.ones_like(likely)
    bodies: list[Floats] = []
    support: list[float] = []
    for _ in range(most):
        worth = unexplained.mean(1) + likely * apart
        best = int(worth.argmax())
        if worth[best] < least:
            break
        body = _snapped(np.stack([x[best], y[best]], 1), heat, offset, bodies)
        bodies.append(body)
        support.append(float(worth[best]))
        reach = reach_of(areas(body))
        squared = np.square(x - body[:, 0]) + np.square(y - body[:, 1])
        unexplained *= 1 - alike(squared, np.maximum(1, EXPLAINED_RADIUS * reach))
        apart = np.minimum(apart, 1 - alike(squared, reach).mean(1))
    return np.array(bodies, np.float32).reshape(-1, 17, 3), np.array(support, np.float32)


def _grown(heat: Floats) -> Floats:
    """Every cell takes the largest heat of its 3 x 3 surroundings: regressions may miss a joint by one cell."""
    padded = np.pad(heat, ((1, 1), (1, 1), (0, 0)))
    tall = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    return np.asarray(np.maximum(np.maximum(tall[:, :-2], tall[:, 1:-1]), tall[:, 2:]))


def _snapped(proposed: Floats, heat: Floats, offset: Floats, others: list[Floats]) -> Floats:
    """One body's joints moved to the heat around their regressed places that no other body explains: (17, 3)."""
    height, width = heat.shape[:2]
    reach = np.maximum(1.0, SNAP_RADIUS * reach_of(areas(proposed)))[:, None, None]
    corner = np.floor(proposed).astype(int)
    steps = np.arange(-WINDOW, WINDOW + 2)
    x = np.clip(corner[:, 0, None, None] + steps[None, None, :], 0, width - 1)
    y = np.clip(corner[:, 1, None, None] + steps[None, :, None], 0, height - 1)
    joint = np.arange(17)[:, None, None]
    squared = (x - proposed[:, 0, None, None]) ** 2 + (y - proposed[:, 1, None, None]) ** 2
    free = heat[y, x, joint]
    for other in others:
        near = (x - other[:, 0, None, None]) ** 2 + (y - other[:, 1, None, None]) ** 2
        free = free * (1 - 0.9 * alike(near, reach))
    near_enough = alike(squared, reach)
    best = (free * near_enough).reshape(17, -1).argmax(1)
    row, column = np.divmod(best, len(steps))
    joints = np.arange(17)
    y, x = y[joints, row, 0], x[joints, 0, column]
    confidence = (free * np.sqrt(near_enough))[joints, row, column].astype(np.float32)
    found = np.stack([x, y], 1) + offset[y, x, joints][:, ::-1]
    trust = np.minimum(1, confidence / TRUSTED_HEAT)[:, None]
    return np.concatenate([trust * found + (1 - trust) * proposed, confidence[:, None]], 1).astype(np.float32)
