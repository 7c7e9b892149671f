"""Which bodies are mirror images of others in the same frame. Pure.

A reflection moves exactly as what it reflects, smaller, with left and right exchanged: in a mirror at the side it is
turned over, in a mirror behind it is not. A dancing partner's pose differs from both. What it reflects may be hidden
for a while, so it counts what the body at that place was for most of the time around.
"""

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import MIRRORED_BODY
from danceai.pose.body.oks import measure_oks
from danceai.pose.body.places import find_middles, measure_heights

SMALLER = 0.92
"""Height of a reflection, relative to what it reflects, is below this."""
ALIKE = 0.8
"""OKS of the two poses, brought to one place and size, from which a smaller body is a reflection."""
AROUND_SECONDS, LOOKS = 1.0, 10
"""How far to look before and after a moment, and how often each way"""
SAME_PLACE, SAME_HEIGHT = 0.1, 0.12
"""Way (in body heights) and logarithm of height up to which it is the same body"""
WALKING = 0.6
"""Body heights a second that it may go meanwhile"""
BODY_AREA = 0.18
"""Area of a body whose height is 1."""


def find_reflections(bodies: KeyPoints) -> NDArray[np.bool_]:
    """Which of the bodies (..., n, 17) seen together are mirror images: (..., n)."""
    height = measure_heights(bodies)
    centred = (bodies.xy - np.nanmean(bodies.xy, axis=-2, keepdims=True)) / np.maximum(height, 1e-6)[..., None, None]
    swapped = centred[..., list(MIRRORED_BODY), :]
    smaller = height[..., :, None] < SMALLER * height[..., None, :]
    found = np.zeros(height.shape, bool)
    for turned in (1.0, -1.0):
        image = swapped[..., :, None, :, :] * [turned, 1.0]
        likeness = measure_oks(image, centred[..., None, :, :, :], BODY_AREA)
        found |= (smaller & (likeness > ALIKE)).any(-1)
    return found


def keep_lasting(image: NDArray[np.bool_], bodies: KeyPoints, fps: float) -> NDArray[np.bool_]:
    """Which bodies (frames, n, 17) are mirror images most of the time, by `image` (frames, n) of single frames."""
    middle, height = find_middles(bodies), measure_heights(bodies)
    met, called = np.zeros(image.shape, int), np.zeros(image.shape, int)
    for look in range(-LOOKS, LOOKS + 1):
        seconds = abs(look) / LOOKS * AROUND_SECONDS
        then = np.arange(len(image)) + round(look / LOOKS * AROUND_SECONDS * fps)
        there = (then >= 0) & (then < len(image))
        then = np.clip(then, 0, len(image) - 1)
        way = np.linalg.norm(middle[:, :, None] - middle[then, None], axis=3) / height[:, :, None]
        growth = np.abs(np.log(height[:, :, None] / height[then, None]))
        same = (way < SAME_PLACE + WALKING * seconds) & (growth < SAME_HEIGHT) & there[:, None, None]
        met += same.any(2)
        called += (same & image[then, None]).any(2)
    return np.asarray(3 * called > met)
