"""Nobody moves: told from the poses, whatever a network's unrest, and never of somebody who dances slowly."""

from dataclasses import replace

import numpy as np
import pytest

from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera, Dance
from danceai.common.poses import KeyPoints
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.movement.stillness import LEAST_WAY, find_way, stands_still
from danceai.scoring.movement.tracks import CoupleTracks
from synthetic_couple.knobs import DANCES, Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.synthetic import couple_poses, couple_tracks, white_tracks

SWAYING = 6.0
"""Pixels to each side: 3 cm, as somebody who stands and waits"""


@pytest.fixture(scope="module")
def standing() -> Performance:
    """A couple that stands as it stood at a moment of its dance."""
    danced = perform(Knobs(seconds=12))
    return replace(danced, keypoints=np.repeat(danced.keypoints[40:41], len(danced.times), 0))


def _swaying(standing: Performance, seed: int) -> Performance:
    """Slowly, irregularly, both as one."""
    walk = np.cumsum(np.random.default_rng(seed).normal(size=(len(standing.times), 2)), 0)
    return replace(standing, keypoints=standing.keypoints + (SWAYING * walk / np.abs(walk).max())[:, None, None, :])


def test_who_stands_moves_less_than_who_dances_on_the_spot(standing: Performance, figure: FigureBook) -> None:
    """With ever more unrest of the network on one side, with ever less travel on the other."""
    still = [find_way(white_tracks(standing, pixels)) for pixels in (1.0, 2.0, 4.0, 8.0)]
    still += [find_way(white_tracks(_swaying(standing, seed), 4.0, seed=seed)) for seed in range(4)]
    danced = [
        find_way(white_tracks(perform(Knobs(dance=dance, seconds=9, travel=travel)), 4.0))
        for dance in DANCES
        for travel in (1.0, 0.0)
    ]
    assert all(way is not None for way in (*still, *danced))
    assert figure("still.way_standing_most", max(way or 0 for way in still), "trunks", f"< {LEAST_WAY}").reached
    assert figure("still.way_dancing_least", min(way or 0 for way in danced), "trunks", f"> {LEAST_WAY}").reached


def test_one_step_in_a_minute_is_dancing(standing: Performance) -> None:
    """Whoever waits for long and dances then has danced."""
    danced = perform(Knobs(dance="slow_foxtrot", seconds=5, travel=0.0))
    keypoints = np.concatenate([np.repeat(danced.keypoints[:1], 900, 0), danced.keypoints])
    waited = replace(danced, keypoints=keypoints, times=np.arange(len(keypoints)) / 30)
    assert not stands_still(couple_tracks(waited))


def test_nobody_seen_is_not_nobody_moving() -> None:
    nobody = CoupleTracks.of(KeyPoints.unknown(300, 2, 133), 30, 1280, 720)
    assert find_way(nobody) is None and not stands_still(nobody)


def test_a_couple_that_stands_has_no_scores_and_no_numbers(standing: Performance) -> None:
    poses = couple_poses(standing)
    filmed = {Camera.A: Filmed(poses, describe_video(len(poses)), None, 1.0, lead_certainty=0.5)}
    result = assess(filmed, Dance.WALTZ, Configuration())
    assert result.blocked == "still" and result.total is None
    assert all(row.score is None and "Nobody moves" in row.reason and not row.parts for row in result.components)
    assert all(row.value is None and row.score is None and not row.moments for row in result.metrics)
    assert not result.deficits
    assert not result.notices, "who leads is not asked where nobody does"


def test_shots_of_one_picture_from_two_sides_do_not_move(standing: Performance) -> None:
    """The jump at the cut is nobody's step."""
    poses = couple_poses(standing)
    xy = poses.xy.copy()
    xy[150:] = xy[150:] * 1.4 + 90
    couple = CoupleTracks.of(KeyPoints(xy, poses.confidence), 30, 1280, 720, [150])
    assert stands_still(couple)
