"""How alike poses are: object keypoint similarity, and suppression of doubles. Pure, for many poses at once.

Source: COCO keypoint evaluation (Lin et al. 2014). All likeness of joints in this service comes from `fall_off`.
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_SIGMAS

AREA_OF_BOX = 0.53
"""Share of its box a body fills, where no segmentation is at hand (COCO mean)."""
SAME_BODY = 0.6
FALLOFF = 2 * BODY_SIGMAS
"""COCO's standard deviation of each body joint, in square roots of the body's area."""


def fall_off(squared: Floats, reach: Floats | float) -> Floats:
    """Likeness of places by their squared distances: 1 in one place, 0.61 at one `reach` (standard deviation)."""
    return np.asarray(np.exp(squared * (-0.5 / np.square(reach))))


def measure_reach(area: Floats | float) -> Floats:
    """Standard deviations (..., 17) of the joints of bodies with areas (...), in their unit of length."""
    return np.asarray(FALLOFF * np.sqrt(area)[..., None])


def measure_areas(xy: Floats) -> Floats:
    """Areas (...) of poses (..., 17, 2) in square pixels, as COCO would segment them; 0 without any joint."""
    low = np.fmin.reduce(xy, axis=-2)
    width, height = np.moveaxis(np.nan_to_num(np.fmax.reduce(xy, axis=-2) - low), -1, 0)
    # A body seen from the side is a narrow box: its depth counts too.
    return np.asarray(AREA_OF_BOX * np.maximum(height, 1.0) * np.maximum(width, np.maximum(0.35 * height, 1.0)))


def compare_joints(first: Floats, second: Floats, area: Floats | float) -> Floats:
    """Likeness (..., 17) of every joint of poses (..., 17, 2), NaN where either has none; `area`: see `measure_oks`."""
    return fall_off(((first - second) ** 2).sum(-1), measure_reach(area))


def measure_oks(first: Floats, second: Floats, area: Floats | float) -> Floats:
    """Mean OKS (...) of poses (..., 17, 2) over joints both have, for bodies of areas (...) in square pixels.

    Poses that share no joint are not alike: 0.
    """
    joints = compare_joints(first, second, area)
    shared = np.isfinite(joints)
    return np.asarray(np.where(shared, joints, 0).sum(-1) / np.maximum(shared.sum(-1), 1))


def suppress_doubles(bodies: KeyPoints, quality: Floats, threshold: float = SAME_BODY) -> list[int]:
    """Rows to keep of bodies (n, 17), best first: a pose like a better one is the same body seen twice."""
    if not len(bodies):
        return []
    likeness = measure_oks(bodies.xy[:, None], bodies.xy[None], measure_areas(bodies.xy)[None])
    kept: list[int] = []
    for candidate in np.argsort(-quality, kind="stable"):
        if (likeness[candidate, kept] < threshold).all():
            kept.append(int(candidate))
    return kept
