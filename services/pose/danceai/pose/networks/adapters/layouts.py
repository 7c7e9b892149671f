"""Where other joint layouts go in the 133 whole-body joints.

Sources: COCO-WholeBody (Jin et al. 2020), Halpe-26 (Fang et al., AlphaPose), BlazePose 33 (MediaPipe pose landmarks).
"""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import JOINT_COUNT

BODY = list(range(17))
HALPE = [*BODY, 20, 22, 24, 21, 23, 25]
"""Joints 0..22 of the 133 in Halpe-26, whose 17..19 (head, neck, hip) have no place there."""
BLAZEPOSE = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28, 31, -1, 29, 32, -1, 30]
"""The same in BlazePose 33: toes are its foot index; it has no small toes."""
SOURCES = {"coco_17": BODY, "halpe_26": HALPE, "blazepose_33": BLAZEPOSE, "wholebody_133": list(range(JOINT_COUNT))}
FACE, HANDS = slice(23, 91), slice(91, 133)


def to_wholebody(joints: NDArray[np.floating], layout: str) -> NDArray[np.float32]:
    """Joints (n, k, 3) of a layout as (n, 133, 3), NaN where it has none. Raises KeyError for an unknown layout."""
    source = np.array(SOURCES[layout])
    full = np.full((len(joints), JOINT_COUNT, 3), np.nan, np.float32)
    there = np.flatnonzero(source >= 0)
    full[:, there] = joints[:, source[there]]
    return full


def without(joints: NDArray[np.float32], *, face: bool, hands: bool) -> NDArray[np.float32]:
    """Joints (n, 133, 3) with face and hands only if they are wanted."""
    wanted = joints.copy()
    if not face:
        wanted[:, FACE] = np.nan
    if not hands:
        wanted[:, HANDS] = np.nan
    return wanted
