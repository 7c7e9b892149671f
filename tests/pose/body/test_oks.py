"""One kernel of likeness: COCO's figures, unknown joints, and suppression of doubles."""

import numpy as np
import pytest

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_COUNT, BODY_SIGMAS, NOSE
from danceai.pose.body.oks import compare_joints, fall_off, measure_areas, measure_oks, suppress_doubles

POSE = np.random.default_rng(1).uniform(100, 300, (BODY_COUNT, 2))


def test_one_reach_away_is_what_coco_says() -> None:
    area = 5000.0
    moved = POSE + np.stack([2 * BODY_SIGMAS * np.sqrt(area), np.zeros(BODY_COUNT)], 1)
    np.testing.assert_allclose(compare_joints(POSE, moved, area), np.exp(-0.5))
    assert measure_oks(POSE, moved, area) == pytest.approx(np.exp(-0.5))
    assert fall_off(np.zeros(1), 3.0)[0] == 1


def test_only_joints_that_both_have_count() -> None:
    holes = POSE.copy()
    holes[NOSE] = np.nan
    assert measure_oks(POSE, holes, 5000.0) == 1
    assert measure_oks(POSE, np.full_like(POSE, np.nan), 5000.0) == 0, "no joint in common is no likeness"
    assert measure_areas(np.full_like(POSE, np.nan)) > 0


def test_a_double_goes_and_the_surer_one_stays() -> None:
    places = np.stack([POSE, POSE + 2, POSE + 400])
    bodies = KeyPoints(places, np.ones(places.shape[:2]))
    assert suppress_doubles(bodies, np.array([0.5, 0.9, 0.7])) == [1, 2]
    assert suppress_doubles(bodies[:0], np.empty(0)) == []
