"""Which bodies are mirror images of others in the same frame. Pure.

A reflection moves exactly as what it reflects, smaller, with left and right exchanged: in a mirror at the side it is
turned over, in a mirror behind it is not. A dancing partner's pose differs from both.
"""

import numpy as np
from numpy.typing import NDArray

from danceai.common.skeleton import MIRRORED_BODY
from danceai.pose.similarity import FALLOFF

Floats = NDArray[np.floating]
SMALLER = 0.92
"""Height of a reflection, relative to what it reflects, is below this."""
ALIKE = 0.8
"""OKS of the two poses, brought to one place and size, from which a smaller body is a reflection."""
BODY_AREA = 0.18
"""Area of a body whose height is 1."""


def reflections(joints: Floats) -> NDArray[np.bool_]:
    """Which of the bodies (..., n, 17, 3) seen together are mirror images: (..., n)."""
    places = joints[..., :2]
    height = np.fmax.reduce(places[..., 1], axis=-1) - np.fmin.reduce(places[..., 1], axis=-1)
    centred = (places - np.nanmean(places, axis=-2, keepdims=True)) / np.maximum(height, 1e-6)[..., None, None]
    swapped = centred[..., list(MIRRORED_BODY), :]
    smaller = height[..., :, None] < SMALLER * height[..., None, :]
    found = np.zeros(height.shape, bool)
    for turned in (1.0, -1.0):
        squared = ((swapped[..., :, None, :, :] * [turned, 1.0] - centred[..., None, :, :, :]) ** 2).sum(-1)
        alike = np.nanmean(np.exp(-squared / (2 * BODY_AREA * FALLOFF**2)), axis=-1)
        found |= (smaller & (alike > ALIKE)).any(-1)
    return found
