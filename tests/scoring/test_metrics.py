"""Metrics: assessable where the couple is seen, silent where not; steps and bars where they truly are."""

from dataclasses import replace

import numpy as np
import pytest

from danceai.common.contracts.base import Dance
from danceai.common.poses import KeyPoints
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.music import timing_offset
from danceai.scoring.metrics.presentation import expression
from danceai.scoring.metrics.technique import hand_spread, heel_leads
from danceai.scoring.movement.steps import find_standing, find_steps
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.synthetic import couple_tracks

FINE = {"heel_leads", "hand_spread", "expression"}
"""Need networks that see feet, hands or faces"""


@pytest.fixture(scope="module")
def danced() -> Performance:
    return perform(Knobs(seconds=12))


@pytest.fixture(scope="module")
def dancing(danced: Performance) -> Dancing:
    music = Music(danced.beats, danced.knobs.rhythm.beat_seconds, 3, 0, 0.9)
    return Dancing(couple_tracks(danced), music, Dance.WALTZ)


def test_every_metric_of_a_well_seen_couple_is_assessable(dancing: Dancing) -> None:
    for name, measured in measure_all(dancing).items():
        if name in FINE:
            assert measured.value is None and measured.reason
            continue
        assert measured.value is not None, name
        assert measured.coverage > 0.8
        if name != "floor_use":
            assert measured.worst and measured.best
            assert len(measured.per_bar) == len(dancing.bars) or name == "sway"


def test_steps_are_found_where_weight_arrives(danced: Performance, dancing: Dancing) -> None:
    steps = np.array([step.second for step in dancing.steps[0]])
    truth = danced.step_times[(danced.step_times > 0.3) & (danced.step_times < 11.5)]
    errors = np.array([np.abs(steps - step).min() for step in truth])
    assert np.median(errors) < 0.03
    assert (errors < 0.08).mean() > 0.8, "small closing steps are the hard ones"


def test_a_foot_stands_or_travels(dancing: Dancing) -> None:
    left, right = find_standing(dancing.couple.lead)
    known = np.isfinite(left) & np.isfinite(right)
    assert known.mean() > 0.9
    assert ((left + right)[known] >= 1).mean() > 0.9, "somebody who dances stands on a foot"
    assert 0.2 < 1 - left[known].mean() < 0.8


def test_an_excluded_span_is_neither_measured_nor_missed(danced: Performance, dancing: Dancing) -> None:
    couple = dancing.couple.without([(4.0, 6.0)])
    without = replace(dancing, couple=couple)
    again = measure_all(without)
    lean = again["trunk_lean"]
    assert lean.coverage > 0.95
    assert lean.frames < 0.9 * danced.knobs.frames
    assert not any(4.0 < second < 6.0 for measured in again.values() for second in (*measured.worst, *measured.best))
    assert len(without.bars) < len(dancing.bars)


def test_a_confirmed_latency_is_taken_off_the_lateness(dancing: Dancing) -> None:
    plain, moved = (timing_offset.measure(one).value for one in (dancing, replace(dancing, latency=0.08)))
    assert plain is not None and moved is not None
    assert moved - plain == pytest.approx(80)


def test_heels_are_seen_where_the_network_sees_them() -> None:
    performance = perform(Knobs(seconds=8, fps=50))
    poses = np.full((len(performance.times), 2, 133, 3), np.nan, np.float32)
    poses[:, :, :23] = performance.noisy(0.5, 0.0, 1)
    couple = CoupleTracks.of(KeyPoints.of(poses), 50, 1280, 720)
    assert heel_leads.measure(Dancing(couple, None, Dance.WALTZ)).value == pytest.approx(0, abs=10), (
        "the synthetic couple dances on its toes"
    )
    toes = poses.copy()
    toes[:, :, [17, 18, 20, 21], 1] -= 60  # toes above the heels: every step over the heel
    couple = CoupleTracks.of(KeyPoints.of(toes), 50, 1280, 720)
    lifted = heel_leads.measure(Dancing(couple, None, Dance.WALTZ)).value
    assert lifted is not None and lifted > 50


def test_faces_and_hands_are_measured_where_they_are_tracked() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    poses[:, :, 23 + 36, :], poses[:, :, 23 + 45, :] = (100, 100, 0.9), (140, 100, 0.9)
    poses[:, :, 23 + 48, :], poses[:, :, 23 + 54, :] = (108, 140, 0.9), (132, 140, 0.9)
    for knuckle, angle in zip((5, 9, 13, 17), np.radians((-15, -5, 5, 15)), strict=True):
        poses[:, :, 91 + knuckle, :] = 50, 50 + knuckle, 0.9
        poses[:, :, 91 + knuckle + 3, :] = 50 + 20 * np.cos(angle), 50 + knuckle + 20 * np.sin(angle), 0.9
    dancing = Dancing(CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720), None, Dance.WALTZ)
    assert expression.measure(dancing).value == pytest.approx(0.6)
    assert hand_spread.measure(dancing).value == pytest.approx(30, abs=0.1)


def test_without_people_nothing_is_measured() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    couple = CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720)
    music = Music(np.arange(0, 3, 0.69), 0.69, 3, 0, 0.9)
    for measured in measure_all(Dancing(couple, music, Dance.WALTZ)).values():
        assert measured.value is None
        assert measured.reason


def test_the_lead_of_nobody_has_no_steps() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    assert find_steps(CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720).lead) == []
