"""Jitter of the joints is told from the track, and taken out of what it adds to: whatever its size and its kind."""

from dataclasses import replace

import numpy as np
import pytest

from danceai.common.contracts.base import Dance
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
from danceai.pose.tracking.joint_fusion import smooth
from danceai.scoring.criteria.reasons import NOISE
from danceai.scoring.metrics.catalogue import find_metrics, measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.metrics.metric import Adds
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.figures import FigureBook
from tests.support.synthetic import couple_tracks

TRUNK_HEAD_ARMS = slice(13)
MOVING = (
    *("trunk_unrest", "head_unrest", "shoulder_steadiness", "body_rotation", "balance", "smoothness", "sway"),
    *("spacing", "frame_shape", "travel", "floor_use"),
)
"""Of who stands they are nothing"""
SECONDS = 10.0
NOTHING = 0.05
"""Share of what was seen that counts as nothing: a range has its own, however short the video"""


def _shake(performance: Performance, pixels: float, correlated: float, seed: int) -> CoupleTracks:
    """A performance with jitter of so many pixels, each frame's going on from the one before (0 = white), smoothed."""
    rng = np.random.default_rng(seed)
    seen = performance.noisy(0.0, 0.03, seed)
    off = rng.normal(0, pixels, seen[..., :2].shape)
    for frame in range(1, len(off)):
        off[frame] = correlated * off[frame - 1] + np.sqrt(1 - correlated**2) * off[frame]
    seen[..., :2] += off
    knobs = performance.knobs
    unknown = KeyPoints.unknown(len(seen), 2, JOINT_COUNT)
    poses = unknown.with_joints(BODY_JOINTS, smooth(KeyPoints.of(seen).joints(BODY_JOINTS), knobs.fps))
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)


def _dance(couple: CoupleTracks, performance: Performance) -> Dancing:
    rhythm = performance.knobs.rhythm
    music = Music(performance.beats, rhythm.beat_seconds, rhythm.beats_per_bar, 0, 0.9)
    return Dancing(couple, music, Dance(performance.knobs.dance))


@pytest.fixture(scope="module")
def danced() -> Performance:
    return perform(Knobs(seconds=SECONDS))


@pytest.fixture(scope="module")
def standing(danced: Performance) -> Performance:
    """A couple that stands as it stood at a moment of its dance."""
    return replace(danced, keypoints=np.repeat(danced.keypoints[40:41], len(danced.times), 0))


@pytest.mark.parametrize("times", [0.5, 1.0, 2.0])
def test_every_joint_says_how_far_it_is_off(danced: Performance, times: float, figure: FigureBook) -> None:
    """Trunk, head and arms, with errors of the default network's kind."""
    couple = couple_tracks(danced, times)
    off = np.stack([person.xy[:, TRUNK_HEAD_ARMS] for person in couple.people], 1) - danced.keypoints[:, :, :13]
    told = couple.jitter.deviation[:, :, TRUNK_HEAD_ARMS]
    ratio = float(np.sqrt(np.nanmean(np.square(told)) / np.nanmean(np.square(off))))
    assert figure(f"scoring.jitter_told.{times:g}", ratio, "of the true", ">= 0.75").reached
    assert ratio <= 1.33


@pytest.mark.parametrize(("pixels", "correlated"), [(2.0, 0.0), (6.0, 0.0), (3.0, 0.8)])
def test_who_stands_has_no_unrest(standing: Performance, pixels: float, correlated: float, figure: FigureBook) -> None:
    """Nothing that is a size, a spread or a speed is surely more than nothing; nobody moves together with anybody."""
    dancing = _dance(_shake(standing, pixels, correlated, 5), standing)
    measured, raw = measure_all(dancing), measure_all(replace(dancing, draws=0))
    left: list[float] = []
    assert all(find_metrics()[name].adds is Adds.SQUARE for name in MOVING)
    for name in MOVING:
        one = measured[name]
        if one.value is None:
            assert one.reason is NOISE or raw[name].value is None, name
        else:
            assert one.low is not None and one.low <= NOTHING * (raw[name].value or 0), (name, one, raw[name].value)
            left.append((one.value or 0) / (raw[name].value or 1))
    assert measured["synchrony"].value is None and measured["follow_lag"].value is None
    assert figure(
        f"scoring.still_left.{pixels:g}_{correlated:g}", float(np.mean(left)), "of what was seen", "<= 0.3"
    ).reached


@pytest.fixture(scope="module")
def seen(danced: Performance) -> tuple[dict[str, Measurement], ...]:
    """The dance with the default network's errors as it is measured, as it was seen, and as it truly is."""
    dancing, truth = _dance(couple_tracks(danced, seed=3), danced), _dance(couple_tracks(danced, 0.0, 0.0), danced)
    return measure_all(dancing), measure_all(replace(dancing, draws=0)), measure_all(replace(truth, draws=0))


def test_what_is_measured_lies_nearer_to_the_truth_than_what_is_seen(
    seen: tuple[dict[str, Measurement], ...], figure: FigureBook
) -> None:
    """And the interval holds the truth where the jitter is as large as it was told."""
    measured, raw, true = seen
    away, before, held = [], [], []
    for name, one in measured.items():
        here, there, truth = one.value, raw[name].value, true[name].value
        if name not in MOVING or here is None or there is None or truth is None or one.low is None or one.high is None:
            continue
        before.append(abs(there - truth) / there)
        away.append(abs(here - truth) / there)
        held.append(one.low <= truth <= one.high)
    assert len(held) >= 8
    assert figure("scoring.jitter_left", float(np.mean(away)), "of what was seen", f"<= {np.mean(before):.3f}").reached
    assert figure("scoring.interval_holds_truth", float(np.mean(held)), "share", ">= 0.8").reached
