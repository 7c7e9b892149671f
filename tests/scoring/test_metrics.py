"""Each fault of the synthetic couple moves its own metric, in the right direction."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from scipy.signal import resample_poly

from danceai.common.contracts.base import Dance
from danceai.scoring.beats import Music, find_beats
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.measure import Metric
from danceai.scoring.metrics.timing import step_times
from danceai.scoring.tracks import CoupleTracks
from synthetic_couple.knobs import Knobs
from synthetic_couple.music import accompaniment
from synthetic_couple.performance import perform
from tests.conftest import couple_tracks

FAULTS: list[tuple[dict[str, Any], str, float]] = [
    ({"timing_offset": 0.12}, "timing_offset", 90),
    ({"sway": 0.0}, "sway", -4),
    ({"rise": 0.0}, "rise_and_fall", -0.025),
    ({"posture_lean": 6.0}, "trunk_lean", 2),
    ({"frame_drop": 0.10}, "elbow_drop", 0.07),
    ({"hold_break": 0.3}, "hold_distance", 0.3),
    ({"partner_lag": 0.25}, "follow_lag", 80),
    ({"wobble": 0.05}, "smoothness", 1),
    ({"travel": 0.2}, "floor_use", -2),
]


@lru_cache(maxsize=32)
def _measured(**fault: Any) -> dict[str, Metric]:
    knobs = Knobs(seconds=12, **fault)
    performance = perform(knobs)
    sound = resample_poly(accompaniment(knobs, performance.beats), 1, 2)
    music = find_beats(sound, 22050, Dance.WALTZ)
    return {metric.name: metric for metric in measure_all(couple_tracks(performance), music)}


@pytest.mark.parametrize(("fault", "name", "change"), FAULTS, ids=[name for _, name, _ in FAULTS])
def test_a_fault_moves_its_metric(fault: dict[str, Any], name: str, change: float) -> None:
    good, bad = _measured()[name].value, _measured(**fault)[name].value
    assert good is not None
    assert bad is not None
    assert (bad - good) * np.sign(change) > abs(change), (good, bad)


def test_every_metric_of_a_well_seen_couple_is_assessable() -> None:
    for metric in _measured().values():
        assert metric.value is not None, metric
        assert metric.coverage > 0.9
        assert metric.moments


def test_steps_are_found_where_weight_arrives() -> None:
    performance = perform(Knobs(seconds=12))
    steps = step_times(couple_tracks(performance).lead)
    truth = performance.step_times[(performance.step_times > 0.3) & (performance.step_times < 11.5)]
    errors = np.array([np.abs(steps - step).min() for step in truth])
    assert np.median(errors) < 0.03
    assert (errors < 0.08).mean() > 0.7, "small closing steps are the hard ones"


def test_without_people_nothing_is_measured() -> None:
    poses = np.full((90, 2, 133, 3), np.nan, np.float32)
    couple = CoupleTracks.of(poses, 30, 1280, 720)
    music = Music(np.arange(0, 3, 0.69), 0.69, 3, 0, 0.9)
    for metric in measure_all(couple, music):
        assert metric.value is None
        assert metric.reason
