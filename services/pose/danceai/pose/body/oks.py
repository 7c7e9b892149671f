"""How alike poses are: object keypoint similarity, and suppression of doubles. Pure, for many poses at once."""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import BODY_SIGMAS

Joints = NDArray[np.floating]
AREA_OF_BOX = 0.53
"""Share of its box a body fills, where no segmentation is at hand (COCO mean)."""
SAME_BODY = 0.6
FALLOFF = 2 * BODY_SIGMAS
"""COCO's standard deviation of each body joint, in square roots of the body's area."""


def areas(joints: Joints) -> NDArray[np.floating]:
    """Areas (...) of poses (..., 17, 2 or 3) in square pixels, as COCO would segment them; 0 without any joint."""
    low = np.fmin.reduce(joints[..., :2], axis=-2)
    width, height = np.moveaxis(np.nan_to_num(np.fmax.reduce(joints[..., :2], axis=-2) - low), -1, 0)
    # A body seen from the side is a narrow box: its depth counts too.
    return np.asarray(AREA_OF_BOX * np.maximum(height, 1.0) * np.maximum(width, np.maximum(0.35 * height, 1.0)))


def oks(first: Joints, second: Joints, reference: NDArray[np.floating] | float) -> NDArray[np.floating]:
    """Mean OKS (...) of poses (..., 17, 2 or 3) over joints both have; `reference` areas (...) in square pixels.

    Source: COCO keypoint evaluation. Poses that share no joint are not alike: 0.
    """
    squared = ((first[..., :2] - second[..., :2]) ** 2).sum(-1)
    alike = np.exp(-squared / (2 * np.asarray(reference)[..., None] * FALLOFF**2))
    shared = np.isfinite(alike)
    return np.asarray(np.where(shared, alike, 0).sum(-1) / np.maximum(shared.sum(-1), 1))


def suppress_doubles(joints: Joints, quality: NDArray[np.float32], threshold: float = SAME_BODY) -> list[int]:
    """Rows to keep of poses (n, 17, 3), best first: a pose like a better one is the same body seen twice."""
    if not len(joints):
        return []
    alike = oks(joints[:, None], joints[None], areas(joints)[None])
    kept: list[int] = []
    for candidate in np.argsort(-quality, kind="stable"):
        if (alike[candidate, kept] < threshold).all():
            kept.append(int(candidate))
    return kept
