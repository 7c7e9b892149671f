"""How alike poses are: object keypoint similarity, and suppression of doubles. Pure, for many poses at once.

Source: COCO keypoint evaluation (Lin et al. 2014). All likeness of joints in this service is `alike`.
"""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import BODY_SIGMAS

Joints = NDArray[np.floating]
AREA_OF_BOX = 0.53
"""Share of its box a body fills, where no segmentation is at hand (COCO mean)."""
SAME_BODY = 0.6
FALLOFF = 2 * BODY_SIGMAS
"""COCO's standard deviation of each body joint, in square roots of the body's area."""


def alike(squared: NDArray[np.floating], reach: NDArray[np.floating] | float) -> NDArray[np.floating]:
    """Likeness of places by their squared distances: 1 in one place, 0.61 at one `reach` (standard deviation)."""
    return np.asarray(np.exp(squared * (-0.5 / np.square(reach))))


def reach_of(area: NDArray[np.floating] | float) -> NDArray[np.floating]:
    """Standard deviations (..., 17) of the joints of bodies with areas (...), in their unit of length."""
    return np.asarray(FALLOFF * np.sqrt(area)[..., None])


def areas(joints: Joints) -> NDArray[np.floating]:
    """Areas (...) of poses (..., 17, 2 or 3) in square pixels, as COCO would segment them; 0 without any joint."""
    low = np.fmin.reduce(joints[..., :2], axis=-2)
    width, height = np.moveaxis(np.nan_to_num(np.fmax.reduce(joints[..., :2], axis=-2) - low), -1, 0)
    # A body seen from the side is a narrow box: its depth counts too.
    return np.asarray(AREA_OF_BOX * np.maximum(height, 1.0) * np.maximum(width, np.maximum(0.35 * height, 1.0)))


def compare_joints(first: Joints, second: Joints, reference: NDArray[np.floating] | float) -> NDArray[np.floating]:
    """Likeness (..., 17) of every joint of poses (..., 17, 2 or 3), NaN where either has none; else as `oks`."""
    return alike(((first[..., :2] - second[..., :2]) ** 2).sum(-1), reach_of(reference))


def oks(first: Joints, second: Joints, reference: NDArray[np.floating] | float) -> NDArray[np.floating]:
    """Mean OKS (...) of poses (..., 17, 2 or 3) over joints both have; `reference` areas (...) in square pixels.

    Poses that share no joint are not alike: 0.
    """
    joints = compare_joints(first, second, reference)
    shared = np.isfinite(joints)
    return np.asarray(np.where(shared, joints, 0).sum(-1) / np.maximum(shared.sum(-1), 1))


def suppress_doubles(joints: Joints, quality: NDArray[np.float32], threshold: float = SAME_BODY) -> list[int]:
    """Rows to keep of poses (n, 17, 3), best first: a pose like a better one is the same body seen twice."""
    if not len(joints):
        return []
    likeness = oks(joints[:, None], joints[None], areas(joints)[None])
    kept: list[int] = []
    for candidate in np.argsort(-quality, kind="stable"):
        if (likeness[candidate, kept] < threshold).all():
            kept.append(int(candidate))
    return kept
