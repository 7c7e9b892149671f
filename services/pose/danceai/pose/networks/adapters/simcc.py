"""SimCC: a joint's x and y as two one-dimensional distributions. Source: Li et al. 2022 (arXiv 2107.03332)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SPLIT = 2.0
"""Bins per pixel of the input (`simcc_split_ratio` of RTMPose and DWPose)."""


def decode_simcc(x: Floats, y: Floats, split: float = SPLIT) -> Floats:
    """Distributions (n, k, bins) to joints (n, k, 3): pixels of the input and confidence.

    As MMPose `get_simcc_maximum`: the largest bin, its smaller value of the two as confidence. Within the bin the
    peak of the parabola through the logarithms of three neighbours is taken, exact for the Gaussians the network is
    trained on (DARK, Zhang et al. 2020).
    """
    places = np.stack([_peak(x), _peak(y)], -1) / split
    confidence = np.minimum(x.max(-1), y.max(-1))
    return np.concatenate([places, confidence[..., None]], -1).astype(np.float32)


def _peak(bins: Floats) -> NDArray[np.floating]:
    best = bins.argmax(-1)
    inner = np.clip(best, 1, bins.shape[-1] - 2)
    three = np.take_along_axis(bins, inner[..., None] + np.array([-1, 0, 1]), -1)
    left, middle, right = np.log(np.maximum(three, 1e-6)).transpose(-1, *range(bins.ndim - 1))
    bend = 2 * middle - left - right
    shift = np.where(bend > 1e-6, 0.5 * (right - left) / np.maximum(bend, 1e-6), 0)
    certain = (best == inner) & (three.min(-1) > 0)
    return np.asarray(np.where(certain, best + np.clip(shift, -0.5, 0.5), best))
