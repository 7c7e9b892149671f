"""Leaving out little leaves the scores: what still holds is kept, and what cannot be said is told with its reason."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from danceai.coaching.evaluations import wording as coaching
from danceai.common.contracts.analyses import Configuration, MusicHints
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.scores import MetricValue, Result, Span
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import ANKLES
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.descriptions import choose_words
from danceai.scoring.report.document import Printed, collect_facts
from danceai.scoring.report.wording import read_wording
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.films import describe_video
from tests.support.synthetic import couple_poses, white_poses
from tests.support.told import write_text

SECONDS, LEFT_OUT = 9.0, 1.5
CALM = 0.3
"""Times the default network's jitter: these tests are of what is left out"""
STARTS = np.arange(0, SECONDS - LEFT_OUT + 0.1, 0.75)


def _film(performance: Performance, ankles: float = 1.0) -> Filmed:
    """As a network would see it. ankles: how sure it is of them, as a share of what it is of the others."""
    poses = couple_poses(performance, CALM)
    poses.confidence[:, :, ANKLES] *= ankles
    return Filmed(poses, describe_video(len(poses)), None, 1.0)


def _assess(filmed: Filmed, performance: Performance, *spans: tuple[float, float]) -> Result:
    """With the music's true beats, as somebody has tapped them."""
    hints = MusicHints(
        beats_per_minute=60 / performance.knobs.rhythm.beat_seconds, downbeat=float(performance.beats[0])
    )
    exclusions = [Span(start=start, end=end) for start, end in spans]
    return assess({Camera.A: filmed}, Dance(performance.knobs.dance), Configuration(music=hints, exclusions=exclusions))


def _metric(result: Result, name: str) -> MetricValue:
    return next(metric for metric in result.metrics if metric.name == name)


@pytest.mark.parametrize("ankles", [1.0, 0.4], ids=["clear feet", "unsure feet"])
@pytest.mark.parametrize("dance", [Dance.WALTZ, Dance.TANGO, Dance.SLOW_FOXTROT, Dance.QUICKSTEP])
def test_a_short_span_takes_no_score_away(dance: Dance, ankles: float) -> None:
    """A sixth of the video, wherever it is: what single steps no longer tell, the pulse of the feet does."""
    performance = perform(Knobs(dance=dance.value, seconds=SECONDS))
    filmed = _film(performance, ankles)
    whole = _assess(filmed, performance)
    assert len(whole.scored) == 4
    for start in STARTS:
        again = _assess(filmed, performance, (start, start + LEFT_OUT))
        for before, after in zip(whole.components, again.components, strict=True):
            assert before.score is not None and before.low is not None and before.high is not None
            assert after.score is not None, (start, after)
            assert before.low <= after.score <= before.high, (start, before, after)


def test_few_steps_are_no_reason_to_say_nothing_of_timing() -> None:
    """Where some steps are left, the pulse still tells how late they are, and evenness says that it cannot."""
    performance = perform(Knobs(dance="slow_foxtrot", seconds=SECONDS, timing_offset=0.1))
    filmed = _film(performance)
    late = _metric(_assess(filmed, performance), "timing_offset").value
    result = _assess(filmed, performance, (3.0, 6.0))
    assert late is not None and _metric(result, "timing_offset").value == pytest.approx(late, abs=30)
    assert _metric(result, "timing_spread").value is None
    assert _metric(result, "timing_spread").cause == "few_steps"
    assert next(row for row in result.scored if row.code == "MM").coverage < 0.7


def test_between_steps_on_both_sides_of_a_span_lies_no_rhythm() -> None:
    performance = perform(Knobs(dance="quickstep", seconds=SECONDS))
    filmed = Filmed(white_poses(performance), describe_video(round(SECONDS * 30)), None, 1.0)
    rhythms = [_metric(_assess(filmed, performance, (at, at + 0.5)), "rhythm").value for at in (3.0, 6.0)]
    whole = _metric(_assess(filmed, performance), "rhythm").value
    assert whole is not None and all(value is not None and abs(value - whole) < 15 for value in rhythms)


def test_a_lag_is_found_beside_what_was_left_out() -> None:
    performance = perform(Knobs(seconds=SECONDS, partner_lag=0.15))
    filmed = _film(performance)
    whole, again = _assess(filmed, performance), _assess(filmed, performance, (1.0, 5.0))
    lag = _metric(whole, "follow_lag").value
    assert lag is not None and _metric(again, "follow_lag").value == pytest.approx(lag, abs=40)


@pytest.mark.parametrize("language", Language)
def test_what_was_left_out_is_the_reason_where_too_little_is_left(language: Language) -> None:
    performance = perform(Knobs(seconds=SECONDS))
    filmed = _film(performance)
    result = _assess(filmed, performance, (1.0, SECONDS))
    lost = [row for row in result.components if row.score is None]
    assert [row.code for row in lost] == ["MM"]
    assert {row.cause for row in lost} == {"excluded"}
    assert all("excluded spans" in row.reason for row in lost)
    facts = collect_facts(result, "", Printed("A & B", Dance.WALTZ, date(2026, 11, 22)), language)
    told = {row["reason"] for row in facts["components"] if row["score"] is None}
    assert told == {read_wording(language).words["reasons"]["excluded"]}
    phrases = coaching.read_wording(language).phrases
    names = phrases["list"].join(phrases["components"][row.code] for row in lost)
    assert phrases["missing"]["excluded"].format(components=names) in write_text(
        result, Dance.WALTZ, language, choose_words(result, language)
    )


def test_what_was_never_seen_is_not_the_exclusions_fault() -> None:
    performance = perform(Knobs(seconds=SECONDS))
    filmed = _film(performance)
    nobody = replace(filmed, poses=KeyPoints.unknown(*filmed.poses.shape))
    result = _assess(nobody, performance, (1.0, 2.0))
    assert {row.cause for row in result.components} == {"seen"}
