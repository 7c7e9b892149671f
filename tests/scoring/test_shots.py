"""A film put together of several shots: nothing is measured over a join, and the rest is what it was in one piece."""

import numpy as np
import pytest

from danceai.common.contracts.analyses import Configuration, MusicHints
from danceai.common.contracts.base import Camera, Dance
from danceai.common.poses import KeyPoints
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.movement.sway_and_rise import sway_signal
from danceai.scoring.movement.tracks import JOIN, CoupleTracks
from danceai.scoring.music.beats import Music
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.films import describe_video
from tests.support.synthetic import white_poses

FPS, CUT = 30.0, 200
ZOOMED, MOVED = 1.6, (-500.0, -200.0)
MISLED = {"balance": 0.004, "smoothness": 0.3, "timing_offset": 4.0, "follow_lag": 15.0, "step_length": 0.03}
"""Metrics that a cut would falsify by several times this, in their units"""


@pytest.fixture(scope="module")
def danced() -> Performance:
    return perform(Knobs(seconds=14))


@pytest.fixture(scope="module")
def edited(danced: Performance) -> KeyPoints:
    """The same dance, filmed from then on by somebody who stands nearer and elsewhere; the music plays on."""
    poses = white_poses(danced)
    xy = poses.xy.copy()
    xy[CUT:] = xy[CUT:] * ZOOMED + np.array(MOVED)
    return KeyPoints(xy, poses.confidence)


def _dancing(danced: Performance, poses: KeyPoints, *cuts: int) -> Dancing:
    music = Music(danced.beats, danced.knobs.rhythm.beat_seconds, 3, 0, 0.9)
    # As it was seen: what cuts do is no less without what jitter does.
    return Dancing(CoupleTracks.of(poses, FPS, 1280, 720, cuts), music, Dance.WALTZ, draws=0)


def test_what_is_measured_is_what_it_was_in_one_piece(danced: Performance, edited: KeyPoints) -> None:
    whole = measure_all(_dancing(danced, white_poses(danced)))
    known, unknown = (measure_all(_dancing(danced, edited, *cuts)) for cuts in ((CUT,), ()))
    for name, near in MISLED.items():
        truth, told, untold = (found[name].value for found in (whole, known, unknown))
        assert truth is not None and told is not None and untold is not None
        assert abs(told - truth) < near, name
        assert abs(untold - truth) > 1.5 * near, f"{name}: the cut would not have mattered"
    assert all((found.value is None) == (whole[name].value is None) for name, found in known.items())


def test_no_bar_no_step_and_no_moment_lies_over_a_join(danced: Performance, edited: KeyPoints) -> None:
    dancing = _dancing(danced, edited, CUT)
    assert len(dancing.bars) == len(_dancing(danced, edited).bars) - 1
    assert not any(bar[0] < CUT <= bar[-1] for bar in dancing.bars)
    second = CUT / FPS
    moments = [at for found in measure_all(dancing).values() for at in (*found.worst, *found.best)]
    assert moments and not any(abs(at - second) < JOIN for at in moments)
    start = max(beat for beat in danced.beats[::3] if beat < second)
    end = min(beat for beat in danced.beats[::3] if beat > second)
    assert not any(start < step.second < end - 0.05 for steps in dancing.steps for step in steps)
    sway = sway_signal(dancing.couple)
    assert np.isnan(sway[CUT - 3 : CUT + 3]).all() and np.isfinite(sway).mean() > 0.9, "the line is broken there"


def test_a_cut_outside_the_film_is_none(danced: Performance, edited: KeyPoints) -> None:
    assert not CoupleTracks.of(edited, FPS, 1280, 720, (0, len(edited))).shots.cuts


def test_the_result_tells_of_the_shots_and_one_cut_takes_no_score_away(danced: Performance, edited: KeyPoints) -> None:
    hints = MusicHints(beats_per_minute=60 / danced.knobs.rhythm.beat_seconds, downbeat=float(danced.beats[0]))

    def score(poses: KeyPoints, *cuts: int) -> dict[str, float | None]:
        facts = describe_video(len(poses)).model_copy(update={"cuts": list(cuts)})
        result = assess({Camera.A: Filmed(poses, facts, None, 1.0)}, Dance.WALTZ, Configuration(music=hints))
        told = [(notice.code, notice.value) for notice in result.notices]
        assert told == ([("shots", len(cuts) + 1)] if cuts else [])
        return {row.code: row.score for row in result.components}

    whole, cut = score(white_poses(danced)), score(edited, CUT)
    for code, mark in cut.items():
        before = whole[code]
        assert mark is not None and before is not None
        # How much of the floor was used is not known of a film that shows it in parts.
        assert abs(mark - before) <= (1.0 if code == "CP" else 0.5), code
    assert all(mark is not None for mark in score(edited, 90, CUT, 310).values())
