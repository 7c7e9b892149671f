"""Two cameras: how much later the second one started, by sound, by movement, or unknown."""

import numpy as np
import pytest
from scipy.signal import resample_poly

from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.scores import Span
from danceai.common.poses import KeyPoints
from danceai.pose.tracking.joint_fusion import smooth
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.movement.synchronise import find_offset
from danceai.scoring.movement.tracks import CoupleTracks
from synthetic_couple.knobs import Knobs
from synthetic_couple.music import accompaniment
from synthetic_couple.performance import Performance, perform
from tests.support.films import describe_video

RATE = 22050
LATER = 1.37


def _poses(performance: Performance, first: int = 0, seed: int = 1) -> np.ndarray:
    poses = np.full((len(performance.times) - first, 2, 133, 3), np.nan, np.float32)
    poses[:, :, :17] = smooth(KeyPoints.of(performance.noisy(2.0, 0.02, seed)[first:, :, :17]), 30).stacked()
    return poses


def _couple(poses: np.ndarray) -> CoupleTracks:
    return CoupleTracks.of(KeyPoints.of(poses), 30, 1280, 720)


@pytest.fixture(scope="module")
def front() -> Performance:
    return perform(Knobs(seconds=14))


@pytest.fixture(scope="module")
def diagonal() -> Performance:
    return perform(Knobs(seconds=14, camera_angle=-25, camera_distance=6.0))


@pytest.fixture(scope="module")
def sound(front: Performance) -> np.ndarray:
    return resample_poly(accompaniment(front.knobs, front.beats), 1, 2)


def test_by_the_sound(front: Performance, diagonal: Performance, sound: np.ndarray) -> None:
    rng = np.random.default_rng(3)
    other = 0.3 * sound[round(LATER * RATE) :] + 0.01 * rng.standard_normal(len(sound) - round(LATER * RATE))
    found = find_offset((_couple(_poses(front)), (sound, RATE)), (_couple(_poses(diagonal, 41)), (other, RATE)))
    assert found.by == "sound"
    assert found.seconds == pytest.approx(LATER, abs=0.01)
    back = find_offset((_couple(_poses(diagonal, 41)), (other, RATE)), (_couple(_poses(front)), (sound, RATE)))
    assert back.seconds == pytest.approx(-LATER, abs=0.01)


def test_by_the_movement_where_a_camera_has_no_sound(
    front: Performance, diagonal: Performance, sound: np.ndarray
) -> None:
    found = find_offset((_couple(_poses(front)), (sound, RATE)), (_couple(_poses(diagonal, 41, 5)), None))
    assert found.by == "motion"
    assert found.seconds == pytest.approx(41 / 30, abs=0.1)


def test_unknown_where_nothing_agrees(front: Performance) -> None:
    rng = np.random.default_rng(4)
    still = np.full((300, 2, 133, 3), np.nan, np.float32)
    still[:, :, :17] = (*rng.uniform(200, 500, 2), 0.9)
    still[:, :, :17, :2] += rng.normal(0, 2, (300, 2, 17, 2)) + np.arange(17)[:, None] * 9
    found = find_offset((_couple(_poses(front)), None), (_couple(still), None))
    assert found.by == "none"
    assert found.seconds == 0.0


def test_both_cameras_are_scored_in_one_clock(front: Performance, diagonal: Performance, sound: np.ndarray) -> None:
    """The second camera has no music of its own and started later: its steps still meet the beat."""

    def film(poses: np.ndarray, own: np.ndarray | None) -> Filmed:
        return Filmed(KeyPoints.of(poses), describe_video(len(poses)), None if own is None else (own, RATE), 0.99)

    hidden = _poses(front)
    hidden[:, :, 13:17] = np.nan  # the first camera never sees a leg
    later = round(LATER * 30)
    other = sound[round(later / 30 * RATE) :]
    configuration = Configuration(exclusions=[Span(start=2.0, end=4.0)])
    result = assess(
        {Camera.A: film(hidden, sound), Camera.B: film(_poses(diagonal, later), other)}, Dance.WALTZ, configuration
    )
    assert result.cameras[Camera.B].starts_later_by == pytest.approx(later / 30, abs=0.02)
    assert result.cameras[Camera.B].synchronised_by == "sound"
    timing = next(row for row in result.metrics if row.name == "timing_offset")
    assert timing.camera is Camera.B
    assert timing.value == pytest.approx(0, abs=40)
    moved = [second + later / 30 for row in result.metrics if row.camera is Camera.B for second in row.moments]
    assert moved
    assert not any(2.1 < second < 3.9 for second in moved), "the excluded span is that of the first camera's clock"
