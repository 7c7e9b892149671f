"""Metrics: assessable where the couple is seen, silent where not; steps and bars where they truly are."""

import numpy as np
import pytest

from danceai.common.contracts.base import Dance
from danceai.common.poses import KeyPoints
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.measure import Dancing
from danceai.scoring.movement.steps import standing, steps_of
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
    return Dancing(couple_tracks(danced), Music(danced.beats, danced.knobs.rhythm.beat_seconds, 3, 0, 0.9))


def test_every_metric_of_a_well_seen_couple_is_assessable(dancing: Dancing) -> None:
    for metric in measure_all(dancing, Dance.WALTZ):
        if metric.name in FINE:
            assert metric.value is None and metric.reason
            continue
        assert metric.value is not None, metric
        assert metric.coverage > 0.8
        if metric.name != "floor_use":
            assert metric.worst and metric.best
            assert len(metric.per_bar) == len(dancing.bars) or metric.name == "sway"


def test_steps_are_found_where_weight_arrives(danced: Performance, dancing: Dancing) -> None:
    steps = np.array([step.second for step in dancing.steps[0]])
    truth = danced.step_times[(danced.step_times > 0.3) & (danced.step_times < 11.5)]
    errors = np.array([np.abs(steps - step).min() for step in truth])
    assert np.median(errors) < 0.03
    assert (errors < 0.08).mean() > 0.8, "small closing steps are the hard ones"


def test_a_foot_stands_or_travels(dancing: Dancing) -> None:
    left, right = standing(dancing.couple.lead)
    known = np.isfinite(left) & np.isfinite(right)
    assert known.mean() > 0.9
    assert ((left + right)[known] >= 1).mean() > 0.9, "somebody who dances stands on a foot"
    assert 0.2 < 1 - left[known].mean() < 0.8


def test_an_excluded_span_is_neither_measured_nor_missed(danced: Performance, dancing: Dancing) -> None:
    couple = dancing.couple.without([(4.0, 6.0)])
    again = {metric.name: metric for metric in measure_all(Dancing(couple, dancing.music), Dance.WALTZ)}
    lean = again["trunk_lean"]
    assert lean.coverage > 0.95
    assert lean.frames < 0.9 * danced.knobs.frames
    assert not any(4.0 < second < 6.0 for metric in again.values() for second in (*metric.worst, *metric.best))
    assert len(Dancing(couple, dancing.music).bars) < len(dancing.bars)


def test_a_confirmed_latency_is_taken_off_the_lateness(dancing: Dancing) -> None:
    plain = next(m for m in measure_all(dancing, Dance.WALTZ) if m.name == "timing_offset")
    moved = next(m for m in measure_all(dancing, Dance.WALTZ, latency=0.08) if m.name == "timing_offset")
    assert plain.value is not None and moved.value is not None
    assert moved.value - plain.value == pytest.approx(80)


def test_heels_are_seen_where_the_network_sees_them() -> None:
    performance = perform(Knobs(seconds=8, fps=50))
    poses = np.full((len(performance.times), 2, 133, 3), np.nan, np.float32)
    poses[:, :, :23] = performance.noisy(0.5, 0.0, 1)
    couple = CoupleTracks.of(KeyPoints.of(poses), 50, 1280, 720)
    metrics = {m.name: m for m in measure_all(Dancing(couple, None), Dance.WALTZ)}
    assert metrics["heel_leads"].value == pytest.approx(0, abs=10), "the synthetic couple dances on its toes"
    toes = poses.copy()
    toes[:, :, [17, 18, 20, 21], 1] -= 60  # toes above the heels: every step over the heel
    couple = CoupleTracks.of(KeyPoints.of(toes), 50, 1280, 720)
    lifted = {m.name: m for m in measure_all(Dancing(couple, None), Dance.WALTZ)}["heel_leads"]
    assert lifted.value is not None and lifted.value > 50


def test_faces_and_hands_are_measured_where_they_are_tracked() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    poses[:, :, 23 + 36, :], poses[:, :, 23 + 45, :] = (100, 100, 0.9), (140, 100, 0.9)
    poses[:, :, 23 + 48, :], poses[:, :, 23 + 54, :] = (108, 140, 0.9), (132, 140, 0.9)
    for knuckle, angle in zip((5, 9, 13, 17), np.radians((-15, -5, 5, 15)), strict=True):
        poses[:, :, 91 + knuckle, :] = 50, 50 + knuckle, 0.9
        poses[:, :, 91 + knuckle + 3, :] = 50 + 20 * np.cos(angle), 50 + knuckle + 20 * np.sin(angle), 0.9
    metrics = {
        m.name: m for m in measure_all(Dancing(CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720), None), Dance.WALTZ)
    }
    assert metrics["expression"].value == pytest.approx(0.6)
    assert metrics["hand_spread"].value == pytest.approx(30, abs=0.1)


def test_without_people_nothing_is_measured() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    couple = CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720)
    for metric in measure_all(Dancing(couple, Music(np.arange(0, 3, 0.69), 0.69, 3, 0, 0.9)), Dance.WALTZ):
        assert metric.value is None
        assert metric.reason


def test_the_lead_of_nobody_has_no_steps() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    assert steps_of(CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720).lead) == []
