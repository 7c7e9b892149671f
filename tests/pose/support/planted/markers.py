"""Markers: discs of well separated colours that planted networks find, and pictures with them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats
from danceai.pose.video.pictures import Picture

STEPS = (15, 60, 105, 150, 195, 240)
COLOURS: NDArray[np.float32] = np.array(
    [(r, g, b) for r in STEPS for g in STEPS for b in STEPS if len({r, g, b}) > 1], np.float32
)
"""RGB; greys are left to the background."""
RADIUS = 4
BACKGROUND = 128


def paint(size: tuple[int, int], places: Floats, colours: Floats, radius: float = RADIUS) -> Picture:
    """A grey BGR picture (width, height) with markers at sub-pixel places (n, 2) in RGB colours (n, 3)."""
    picture = np.full((size[1], size[0], 3), BACKGROUND, np.uint8)
    for (x, y), (r, g, b) in zip(places, colours, strict=True):
        centre = round(float(x) * 16), round(float(y) * 16)
        cv2.circle(picture, centre, round(radius * 16), (float(b), float(g), float(r)), -1, cv2.LINE_AA, 4)
    return picture


def scatter(count: int, width: int, height: int, seed: int, margin: float = 8) -> Floats:
    """Places (n, 2) that do not touch: a shaken grid."""
    rng = np.random.default_rng(seed)
    columns = int(np.ceil(np.sqrt(count * width / height)))
    rows = int(np.ceil(count / columns))
    pitch = (width - 2 * margin) / columns, (height - 2 * margin) / rows
    cells = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(-1, 2)[:count]
    free = np.maximum(np.array(pitch) / 2 - RADIUS - 1.5, 0)
    return np.asarray(margin + (cells + 0.5) * pitch + rng.uniform(-1, 1, (count, 2)) * free)
