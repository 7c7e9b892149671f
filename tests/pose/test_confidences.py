"""Confidences of unlike networks are brought to one scale, by how often they are right."""

from collections.abc import Callable

import numpy as np
import pytest

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.evaluation.confidences import LEAST, Assurance, calibrate
from danceai.pose.networks.calibration import AS_SAID, Calibration

AREA = 10_000.0


def _looked(people: int, says: Callable[[Floats], Floats], seed: int) -> Assurance:
    """A network whose joints are right as often as `sureness`, and that says so in its own way."""
    rng = np.random.default_rng(seed)
    gathered = Assurance()
    for _ in range(people):
        sureness = rng.uniform(0, 1, BODY_COUNT)
        truth = np.column_stack([rng.uniform(0, 500, (BODY_COUNT, 2)), np.full(BODY_COUNT, 2)])
        wrong = rng.uniform(0, 1, BODY_COUNT) > sureness
        xy = truth[:, :2] + np.where(wrong, 200.0, 1.0)[:, None]
        gathered.add(KeyPoints(xy, says(sureness)), truth, AREA)
    return gathered


@pytest.mark.parametrize(
    "says", [lambda sure: sure**2, np.sqrt, lambda sure: 0.5 * sure], ids=["doubtful", "bold", "half"]
)
def test_what_another_network_says_is_read_as_the_reference_would_say_it(says: Callable[[Floats], Floats]) -> None:
    found = calibrate(_looked(900, says, 1), _looked(900, lambda sure: sure, 2))
    sure = np.linspace(0.1, 0.9, 9)
    assert np.abs(found.read(says(sure)) - sure).max() < 0.08
    rising = np.array(found.knots)
    assert (np.diff(rising[:, 0]) > 0).all() and (np.diff(rising[:, 1]) >= 0).all()


def test_the_same_network_is_left_as_it_is() -> None:
    looked = _looked(300, lambda sure: sure, 3)
    assert calibrate(looked, looked) == AS_SAID


def test_too_few_joints_tell_nothing() -> None:
    few = _looked(LEAST // BODY_COUNT - 1, np.sqrt, 4)
    assert calibrate(few, _looked(900, lambda sure: sure, 5)) == AS_SAID


def test_what_is_unknown_stays_unknown() -> None:
    read = Calibration(((0.0, 0.0), (0.5, 0.25))).read(np.array([np.nan, 0.0, 0.25, 0.5, 1.0]))
    assert np.array_equal(read, np.array([np.nan, 0.0, 0.125, 0.25, 0.25], np.float32), equal_nan=True)
