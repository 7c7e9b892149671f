"""Components: half points, intervals, silence where nothing was seen."""

from dataclasses import replace

import numpy as np
import pytest

from danceai.common.contracts.base import Camera, Dance
from danceai.scoring.criteria.reasons import FROM_THE_SIDE, NOT_SEEN
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import (
    Blocked,
    Resampled,
    describe_values,
    rank_deficits,
    resample,
    score_components,
)
from danceai.scoring.metrics.measurement import Measurement, refuse

CALIBRATION = load_calibration("js-2.1")
GOOD = {
    "trunk_lean": -2.5,
    "trunk_unrest": 1.2,
    "head_lean": 5.0,
    "head_unrest": 0.025,
    "elbow_drop": 0.15,
    "elbow_unevenness": 0.12,
    "shoulder_steadiness": 2.0,
    "topline": 4.0,
    "sway": 8.0,
    "rise_and_fall": 0.08,
    "balance": 0.02,
    "smoothness": 3.0,
    "timing_offset": 20.0,
    "timing_spread": 25.0,
    "tempo_drift": 0.5,
    "rhythm": 6.0,
    "hold_distance": 0.3,
    "frame_shape": 0.05,
    "spacing": 0.03,
    "synchrony": 0.9,
    "follow_lag": 60.0,
    "travel": 1.5,
    "step_length": 0.8,
    "floor_use": 5.0,
}


def _resampled(
    dance: Dance = Dance.WALTZ, *, spread: float = 0.0, confirmed: bool = True, **changed: float | None
) -> Resampled:
    """Metrics with eight bars each, `spread` (share of the value) apart."""
    seen = {}
    bars = 1 + spread * np.linspace(-1, 1, 8)
    for name, value in {**GOOD, **changed}.items():
        measured = refuse(NOT_SEEN) if value is None else Measurement(value, 1.0, 300, value * bars, (1.0,))
        seen[name] = measured, Camera.A
    return resample(seen, CALIBRATION, dance, confirmed=confirmed)


def _scores(resampled: Resampled) -> dict[str, float | None]:
    return {row.code: row.score for row in score_components(resampled)}


def test_a_good_couple_is_very_good_everywhere() -> None:
    for row in score_components(_resampled()):
        assert row.score is not None
        assert 7.5 <= row.score <= 9.5
        assert row.low is not None and row.high is not None
        assert row.low <= row.score - 0.5 and row.high >= min(10, row.score + 0.5)


def test_a_fault_lowers_its_own_component_most() -> None:
    good, late = _scores(_resampled()), _scores(_resampled(timing_offset=200.0, timing_spread=150.0))
    drop = {code: (good[code] or 0) - (late[code] or 0) for code in good}
    assert None not in (*good.values(), *late.values())
    assert drop["MM"] == max(drop.values())
    assert drop["MM"] >= 1.5


def test_what_was_not_seen_is_not_scored() -> None:
    scored = {
        r.code: r
        for r in score_components(_resampled(timing_offset=None, timing_spread=None, tempo_drift=None, rhythm=None))
    }
    assert scored["MM"].score is None
    assert scored["MM"].reason == NOT_SEEN.en
    assert scored["TQ"].score is not None


def test_a_side_view_blocks_every_score() -> None:
    scored = score_components(_resampled(), Blocked("side", FROM_THE_SIDE))
    assert all(row.score is None and row.reason == FROM_THE_SIDE.en and row.cause == "side" for row in scored)


def test_tango_has_no_sway_and_no_rise() -> None:
    names = {metric.name for metric in describe_values(_resampled(Dance.TANGO))}
    assert not names & {"sway", "rise_and_fall"}


def test_deficits_are_ranked_by_severity() -> None:
    ranked = rank_deficits(describe_values(_resampled(elbow_drop=0.7, sway=2.5)), CALIBRATION)
    assert [row.name for row in ranked] == ["frame", "sway"]
    assert ranked[0].severity > ranked[1].severity > 0


@pytest.mark.parametrize("name", CALIBRATION.curves)
def test_curves_are_ordered_and_within_the_scale(name: str) -> None:
    points = CALIBRATION.curves[name].points
    assert [x for x, _ in points] == sorted({x for x, _ in points})
    assert all(1 <= y <= 10 for _, y in points)


def test_bars_that_differ_make_a_score_less_sure() -> None:
    def width(resampled: Resampled) -> float:
        row = score_components(resampled)[0]
        assert row.low is not None and row.high is not None
        return row.high - row.low

    assert width(_resampled(spread=3.0)) > width(_resampled(spread=0.0))
    sway = next(metric for metric in describe_values(_resampled(spread=0.3)) if metric.name == "sway")
    assert sway.value is not None and sway.low is not None and sway.high is not None
    assert sway.low < sway.value < sway.high


def test_sub_criteria_are_those_of_the_component() -> None:
    by_code = {row.code: row for row in score_components(_resampled(sway=1.0))}
    parts = {part.name: part for part in by_code["TQ"].parts}
    assert {"posture", "frame", "sway", "rise_and_fall", "balance"} <= set(parts)
    assert min(parts.values(), key=lambda part: part.score).name == "sway"
    assert {part.name for part in by_code["MM"].parts} == {"timing", "rhythm"}


def test_one_serious_fault_is_not_made_good_by_many_virtues() -> None:
    faulty = {row.code: row for row in score_components(_resampled(elbow_drop=0.9))}["TQ"]
    good = {row.code: row for row in score_components(_resampled())}["TQ"]
    assert good.score is not None and faulty.score is not None
    assert good.score - faulty.score >= 0.5


def test_lateness_that_may_be_the_cameras_is_not_held_against_the_couple() -> None:
    def score(*, confirmed: bool) -> float:
        rows = describe_values(_resampled(timing_offset=45.0, confirmed=confirmed))
        return next(row.score or 0 for row in rows if row.name == "timing_offset")

    assert score(confirmed=False) == 9.5
    assert score(confirmed=True) < 8


def test_quarter_points_of_the_judging_system_3() -> None:
    calibration = load_calibration("js-3.0")
    assert calibration.curves == CALIBRATION.curves
    for row in score_components(replace(_resampled(sway=3.0), calibration=calibration)):
        assert row.score is not None
        assert row.score * 4 == round(row.score * 4)


def test_what_is_optional_and_absent_costs_nothing() -> None:
    with_hands = _resampled(hand_spread=None, expression=None)
    assert _scores(with_hands) == _scores(_resampled())
    assert all(row.coverage == 1.0 for row in score_components(with_hands))
