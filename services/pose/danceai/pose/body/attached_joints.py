"""Feet, face and hands hang on joints of the body, and are a dancer's only where these joints are. Pure.

In close hold networks give one dancer the other one's hand, or the feet of both to one.
"""

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import (
    ANKLES,
    BODY_JOINTS,
    EYES,
    FACE_JOINTS,
    FOOT_RANGES,
    HANDS,
    JOINT_COUNT,
    NOSE,
    WRISTS,
)
from danceai.pose.body.oks import compare_joints, measure_areas

PARTS = (
    *(((ankle,), foot) for ankle, foot in zip(ANKLES, FOOT_RANGES, strict=True)),
    ((NOSE, *EYES), range(JOINT_COUNT)[FACE_JOINTS]),
    *(((wrist,), hand) for wrist, hand in zip(WRISTS, HANDS, strict=True)),
)
"""Joints of the body, and the joints that hang on them"""
OWN = 0.7
"""OKS of the body's joints from which what hangs on them is the dancer's own."""


def keep_own_parts(seen: KeyPoints, body: KeyPoints) -> KeyPoints:
    """Poses (..., 133) without the parts whose body joints are not where `body` (..., 17) has them."""
    likeness = compare_joints(seen.joints(BODY_JOINTS).xy, body.xy, measure_areas(body.xy))
    own = np.ones(seen.shape, bool)
    for joints, part in PARTS:
        hung = likeness[..., list(joints)]
        near = np.nan_to_num(hung).sum(-1) >= OWN * np.maximum(np.isfinite(hung).sum(-1), 1)
        own[..., list(part)] = near[..., None]
    return seen.where(own)


def swap_feet(seen: KeyPoints, swapped: NDArray[np.bool_]) -> KeyPoints:
    """Poses (..., 133) with legs' lower ends exchanged, left and right, where `swapped` (...) says so."""
    left, right = ([ankle, *foot] for ankle, foot in zip(ANKLES, FOOT_RANGES, strict=True))
    other = np.arange(JOINT_COUNT)
    other[left + right] = right + left
    crossed = seen.joints(other)
    return KeyPoints(
        np.where(swapped[..., None, None], crossed.xy, seen.xy),
        np.where(swapped[..., None], crossed.confidence, seen.confidence),
    )
