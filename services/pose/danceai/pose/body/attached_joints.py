"""Feet, face and hands hang on joints of the body, and are a dancer's only where these joints are. Pure.

In close hold networks give one dancer the other one's hand, or the feet of both to one.
"""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import ANKLES, HANDS, JOINT_COUNT, WRISTS
from danceai.pose.body.oks import areas, compare_joints
from danceai.pose.networks.adapters.layouts import FACE
from danceai.pose.tracking.candidates import Floats

EYES_AND_NOSE = (0, 1, 2)
FEET = (range(17, 20), range(20, 23))
PARTS = (
    *(((ankle,), foot) for ankle, foot in zip(ANKLES, FEET, strict=True)),
    (EYES_AND_NOSE, range(JOINT_COUNT)[FACE]),
    *(((wrist,), hand) for wrist, hand in zip(WRISTS, HANDS, strict=True)),
)
"""Joints of the body, and the joints that hang on them"""
OWN = 0.7
"""OKS of the body's joints from which what hangs on them is the dancer's own."""


def own_parts(seen: Floats, body: Floats) -> Floats:
    """Poses (..., 133, 3) without the parts whose body joints are not where `body` (..., 17, 2 or 3) has them."""
    likeness = compare_joints(seen[..., :17, :], body, areas(body))
    kept = seen.copy()
    for joints, part in PARTS:
        hung = likeness[..., list(joints)]
        near = np.nan_to_num(hung).sum(-1) >= OWN * np.maximum(np.isfinite(hung).sum(-1), 1)
        kept[..., list(part), :] = np.where(near[..., None, None], seen[..., list(part), :], np.nan)
    return kept


def feet_swapped(seen: Floats, swapped: NDArray[np.bool_]) -> Floats:
    """Poses (..., 133, 3) with legs' lower ends exchanged, left and right, where `swapped` (...) says so."""
    left, right = ([ankle, *foot] for ankle, foot in zip(ANKLES, FEET, strict=True))
    own, other = left + right, right + left
    right_way = seen.copy()
    right_way[..., own, :] = np.where(swapped[..., None, None], seen[..., other, :], seen[..., own, :])
    return right_way
