"""Bars without music: from the couple's own movement, and none of somebody who stands or moves as it comes."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.signal import resample_poly

from danceai.common.contracts.analyses import Configuration, MusicHints
from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.scores import MetricValue, Result
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.movement.metre import find_metre
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.tempi import tempo_of
from synthetic_couple.knobs import DANCES, Knobs
from synthetic_couple.music import accompaniment
from synthetic_couple.performance import Performance, perform
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.synthetic import white_poses, white_tracks

RATE = 22050
SPREADS = ("sway", "rise_and_fall", "travel", "timing_spread", "rhythm")
"""What is measured in bars or in steps, and needs no music"""
TAKES: tuple[dict[str, Any], ...] = (
    {"first_beat": 0.1},
    {"heading": "circling", "first_beat": 0.4, "tempo_drift": -0.02},
    {"heading": "open", "camera_angle": 15.0, "first_beat": 0.7, "tempo_drift": 0.02},
)


def _play_back(danced: Performance, at: np.ndarray) -> Performance:
    """The movement at other moments (frames,) of it, counted in frames; it turns round at the ends."""
    last = len(danced.times) - 1
    at = np.abs((at % (2 * last)) - last)
    low = np.minimum(np.floor(at).astype(int), last - 1)
    share = (at - low)[:, None, None, None]
    return replace(danced, keypoints=danced.keypoints[low] * (1 - share) + danced.keypoints[low + 1] * share)


def _wander(danced: Performance, seed: int) -> Performance:
    """To and fro at random speeds: as large as the dance, and without a period."""
    rng, frames = np.random.default_rng(seed), np.arange(len(danced.times))
    knots = np.arange(0, len(frames) + 20, 20)
    return _play_back(danced, np.cumsum(np.interp(frames, knots, 1.5 * rng.normal(size=len(knots)))))


def _stand(danced: Performance, seed: int) -> Performance:
    """On one spot, shifting weight irregularly by a hand's breadth."""
    walk = np.cumsum(np.random.default_rng(seed).normal(size=(len(danced.times), 2)), 0)
    still = np.repeat(danced.keypoints[40:41], len(danced.times), 0)
    return replace(danced, keypoints=still + (6 * walk / np.abs(walk).max())[:, None, None, :])


@pytest.mark.parametrize("dance", list(DANCES))
def test_the_tempo_is_told_from_the_movement(dance: str, figure: FigureBook) -> None:
    """Whatever the camera sees of it: along the floor, circling, obliquely; a little slower or faster than the rule."""
    off = []
    for seed, take in enumerate(TAKES):
        danced = perform(Knobs(dance=dance, seconds=20.0, **take))
        metre = find_metre(white_tracks(danced, 3.0, 0.1, seed), tempo_of(Dance(dance)))
        assert metre is not None, take
        true = danced.knobs.rhythm.bars_per_minute * (1 + danced.knobs.tempo_drift)
        off.append(100 * abs(60 / metre.bar / true - 1))
        # Beats are where feet arrive, not only as often.
        steps = danced.step_times[(danced.step_times > metre.beats[2]) & (danced.step_times < metre.beats[-2])]
        assert np.median([np.abs(metre.beats - step).min() for step in steps]) < 0.2 * metre.period
    assert figure(f"metre.tempo_off.{dance}", max(off), "%", "<= 2").reached


def test_who_stands_or_moves_at_random_has_no_bars(figure: FigureBook) -> None:
    false, tried = 0, 0
    for dance in DANCES:
        for seconds in (9.0, 20.0):
            danced = perform(Knobs(dance=dance, seconds=seconds, heading="circling"))
            for seed in range(2):
                for change in (_wander, _stand):
                    couple = white_tracks(change(danced, seed), 3.0, 0.1, seed)
                    false += find_metre(couple, tempo_of(Dance(dance))) is not None
                    tried += 1
    assert figure("metre.invented", false / tried, "", "<= 0.02").reached


def test_another_tempo_is_not_taken_for_the_dances() -> None:
    slow = white_tracks(perform(Knobs(seconds=15.0, tempo_drift=-0.2)), 3.0)
    assert find_metre(slow, tempo_of(Dance.WALTZ)) is None
    known = find_metre(slow, tempo_of(Dance.WALTZ), tapped=0.8 * 3 * DANCES["waltz"].bars_per_minute)
    assert known is not None, "somebody has said how fast the music was"
    assert 60 / known.bar == pytest.approx(0.8 * 29, rel=0.02)


def test_a_few_seconds_and_nobody_have_no_bars() -> None:
    short = white_tracks(perform(Knobs(seconds=6.0)))
    assert find_metre(short, tempo_of(Dance.WALTZ)) is None
    unseen = white_tracks(perform(Knobs(seconds=15.0)), dropouts=1.0)
    assert find_metre(unseen, tempo_of(Dance.WALTZ)) is None


def test_the_count_begins_anew_behind_a_cut() -> None:
    """Two shots, the second half a bar on: the ones of both lie where the couple is low."""
    danced = perform(Knobs(seconds=24.0))
    left_out, cut = 31, 360
    kept = np.delete(np.arange(len(danced.times)), np.arange(cut, cut + left_out))
    poses = white_poses(danced)[kept]
    metre = find_metre(CoupleTracks.of(poses, 30, 1280, 720, [cut]), tempo_of(Dance.WALTZ))
    assert metre is not None
    ones = danced.beats[::3]
    truth = np.concatenate([ones[ones < 11], ones[ones > 14.5] - left_out / 30])
    assert np.median([np.abs(metre.downbeats() - one).min() for one in truth]) < 0.15


@pytest.fixture(scope="module")
def heard_and_silent() -> tuple[Result, Result]:
    """One performance with its music and without any sound."""
    danced = perform(Knobs(seconds=20.0))
    sound = resample_poly(accompaniment(danced.knobs, danced.beats), 1, 2)
    poses = white_poses(danced, 3.0)
    filmed = Filmed(poses, describe_video(len(poses)), (sound, RATE), 1.0)
    heard, silent = (
        assess({Camera.A: replace(filmed, sound=one)}, Dance.WALTZ, Configuration(latency_ms=0))
        for one in (filmed.sound, None)
    )
    return heard, silent


def _find(result: Result, name: str) -> MetricValue:
    return next(metric for metric in result.metrics if metric.name == name)


def test_what_needs_bars_is_measured_without_sound(heard_and_silent: tuple[Result, Result], figure: FigureBook) -> None:
    heard, silent = heard_and_silent
    assert heard.music.bars_from == "heard"
    assert silent.music.bars_from == "moved" and not silent.music.assessable
    assert silent.music.bars_per_minute == pytest.approx(heard.music.bars_per_minute, rel=0.02)
    kept = 0
    for name in SPREADS:
        with_sound, without = _find(heard, name), _find(silent, name)
        assert without.value is not None and with_sound.low is not None and with_sound.high is not None, name
        kept += with_sound.low <= without.value <= with_sound.high
    assert figure("metre.kept_without_sound", kept, f"of {len(SPREADS)}", f">= {len(SPREADS)}").reached


def test_what_needs_the_music_stays_not_assessable(heard_and_silent: tuple[Result, Result]) -> None:
    heard, silent = heard_and_silent
    for name in ("timing_offset", "tempo_drift"):
        assert _find(heard, name).value is not None
        assert _find(silent, name).value is None and _find(silent, name).cause == "no_music"
    scores = {row.code: row for row in silent.components}
    assert scores["MM"].score is None and scores["MM"].cause == "music" and not scores["MM"].parts
    for row in heard.components:
        if row.code != "MM":
            score = scores[row.code].score
            assert row.score is not None and score is not None and abs(score - row.score) <= 0.5, row.code


def test_what_is_tapped_goes_before_what_is_moved() -> None:
    danced = perform(Knobs(seconds=12.0))
    poses = white_poses(danced)
    tapped = Configuration(music=MusicHints(beats_per_minute=87.0, downbeat=danced.knobs.first_beat))
    result = assess({Camera.A: Filmed(poses, describe_video(len(poses)), None, 1.0)}, Dance.WALTZ, tapped)
    assert result.music.bars_from == "tapped" and result.music.assessable
