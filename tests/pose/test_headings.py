"""Which way labelled people look: from in front left shoulders are on the right of the picture."""

import numpy as np
import pytest

from danceai.common.poses import Floats
from danceai.common.skeleton import BODY_COUNT, HIPS, MIRRORED_BODY, SHOULDERS
from danceai.pose.evaluation.headings import read_headings

SHOULDER_WIDTH, HIP_WIDTH, TRUNK_HEIGHT = 36.0, 26.0, 50.0


def _turned(degrees: float) -> Floats:
    """(1, 17, 3) somebody upright, turned about the vertical; at 0 they face the camera."""
    person = np.zeros((1, BODY_COUNT, 3))
    for joints, width, height in ((SHOULDERS, SHOULDER_WIDTH, 0.0), (HIPS, HIP_WIDTH, TRUNK_HEIGHT)):
        for joint, side in zip(joints, (1, -1), strict=True):
            person[0, joint] = 100 + side * width / 2 * np.cos(np.radians(degrees)), 100 + height, 2
    return person


@pytest.mark.parametrize(
    ("degrees", "heading"), [(0, "towards"), (50, "towards"), (80, "across"), (100, "across"), (180, "away")]
)
def test_headings(degrees: float, heading: str) -> None:
    person = _turned(degrees)
    assert read_headings(person) == [heading]
    mirrored = person[:, list(MIRRORED_BODY)] * [-1, 1, 1]
    assert read_headings(mirrored) == [heading], "a mirror changes sides, not which way somebody looks"


def test_who_has_no_labelled_trunk_has_no_heading() -> None:
    person = _turned(0)
    person[0, SHOULDERS[0], 2] = 0
    assert read_headings(person) == [None]
