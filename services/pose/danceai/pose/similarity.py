"""How alike two poses are: object keypoint similarity, and suppression of doubles. Pure."""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import BODY_SIGMAS

Joints = NDArray[np.float32]
AREA_OF_BOX = 0.53
"""Share of its box a body fills, where no segmentation is at hand (COCO mean)."""
SAME_BODY = 0.6


def area(joints: Joints) -> float:
    """Area of a pose (17, 3) in square pixels, as COCO would segment it."""
    size = np.ptp(joints[:, :2], axis=0)
    # A body seen from the side is a narrow box: its depth counts too.
    return float(AREA_OF_BOX * max(size[1], 1.0) * max(size[0], 0.35 * size[1], 1.0))


def oks(first: Joints, second: Joints, reference_area: float) -> float:
    """Mean OKS of two poses (17, 2 or 3) over joints both have. Source: COCO keypoint evaluation."""
    distance = ((first[:, :2] - second[:, :2]) ** 2).sum(1)
    similarity = np.exp(-distance / (2 * reference_area * (2 * BODY_SIGMAS) ** 2))
    return float(np.nanmean(similarity))


def suppress_doubles(joints: Joints, quality: NDArray[np.float32], threshold: float = SAME_BODY) -> list[int]:
    """Rows to keep, best first: a pose like a better one is the same body seen twice."""
    kept: list[int] = []
    for candidate in np.argsort(-quality, kind="stable"):
        if all(oks(joints[candidate], joints[other], area(joints[other])) < threshold for other in kept):
            kept.append(int(candidate))
    return kept
