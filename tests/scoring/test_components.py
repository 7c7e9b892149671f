"""Components: half points, intervals, silence where nothing was seen."""

import pytest

from danceai.common.contracts.base import Camera, Dance
from danceai.scoring.components import load_profile, rank_deficits, score_components, valued
from danceai.scoring.metrics.measure import Metric, not_assessable

PROFILE = load_profile("js-2.1")
GOOD = {
    "trunk_lean": -1.0, "elbow_drop": 0.2, "shoulder_steadiness": 2.0, "smoothness": 3.0, "sway": 8.0,
    "rise_and_fall": 0.08, "timing_offset": 20.0, "timing_spread": 25.0, "hold_distance": 0.3, "spacing": 0.03,
    "synchrony": 0.9, "follow_lag": 60.0, "travel": 1.5, "floor_use": 5.0,
}  # fmt: skip


def _metrics(dance: Dance = Dance.WALTZ, **changed: float | None) -> list:
    rows = []
    for name, value in {**GOOD, **changed}.items():
        metric = not_assessable(name, "", "Not seen.") if value is None else Metric(name, value, "", 1.0, 300, (1.0,))
        rows.append((metric, Camera.A))
    return valued(rows, PROFILE, dance)


def _scores(metrics: list) -> dict[str, float | None]:
    return {row.code: row.score for row in score_components(metrics, PROFILE)}


def test_a_good_couple_is_very_good_everywhere() -> None:
    for row in score_components(_metrics(), PROFILE):
        assert row.score is not None
        assert 7.5 <= row.score <= 9.5
        assert row.low is not None and row.high is not None
        assert row.low <= row.score - 0.25 and row.high >= row.score + 0.25


def test_a_fault_lowers_its_own_component_most() -> None:
    good, late = _scores(_metrics()), _scores(_metrics(timing_offset=200.0, timing_spread=150.0))
    drop = {code: good[code] - late[code] for code in good}
    assert drop["MM"] == max(drop.values())
    assert drop["MM"] >= 1.5


def test_what_was_not_seen_is_not_scored() -> None:
    scored = {r.code: r for r in score_components(_metrics(timing_offset=None, timing_spread=None), PROFILE)}
    assert scored["MM"].score is None
    assert scored["MM"].reason == "Not seen."
    assert scored["TQ"].score is not None


def test_a_side_view_blocks_every_score() -> None:
    scored = score_components(_metrics(), PROFILE, blocked="Filmed from the side.")
    assert all(row.score is None and row.reason == "Filmed from the side." for row in scored)


def test_tango_has_no_sway_and_no_rise() -> None:
    names = {metric.name for metric in _metrics(Dance.TANGO)}
    assert not names & {"sway", "rise_and_fall"}


def test_deficits_are_ranked_by_severity() -> None:
    ranked = rank_deficits(_metrics(elbow_drop=0.7, sway=2.5), PROFILE)
    assert [row.name for row in ranked] == ["frame", "sway"]
    assert ranked[0].severity > ranked[1].severity > 0


@pytest.mark.parametrize("name", PROFILE.curves)
def test_curves_are_ordered_and_within_the_scale(name: str) -> None:
    points = PROFILE.curves[name].points
    assert [x for x, _ in points] == sorted({x for x, _ in points})
    assert all(1 <= y <= 10 for _, y in points)
