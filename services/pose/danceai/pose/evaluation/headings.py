"""Which way people look, from their labelled trunks. Pure."""

import numpy as np

from danceai.common.contracts.tuned_models import Heading
from danceai.common.poses import Floats
from danceai.common.skeleton import HIPS, SHOULDERS, TRUNK

BROAD = 0.3
"""Breadth of the shoulders in the picture, heights of the trunk, from which somebody looks towards the camera or away:
about half of what it is from in front"""


def read_headings(truth: Floats) -> list[Heading | None]:
    """Of each of people (n, 17, 3: x, y, COCO visibility); None where a shoulder or a hip is not labelled."""
    left, right = (truth[:, joint, :2] for joint in SHOULDERS)
    height = np.linalg.norm((left + right) / 2 - truth[:, HIPS, :2].mean(1), axis=1)
    breadth = (left[:, 0] - right[:, 0]) / np.maximum(height, 1.0)
    known = np.asarray((truth[:, TRUNK, 2] > 0).all(1))
    return [
        None if not there else "towards" if broad > BROAD else "away" if broad < -BROAD else "across"
        for there, broad in zip(known.tolist(), breadth.tolist(), strict=True)
    ]
