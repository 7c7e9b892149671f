"""Looking at every other frame: joints lie on the curve, and what was not seen is not claimed."""

import numpy as np
import pytest

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.places import find_middles
from danceai.pose.runs.track_couple import measure_coverage
from danceai.pose.tracking.hints import Hints, Identity
from danceai.pose.tracking.looks import count_between, fill_between, follow_looks
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.pose.support.seeing import LEAD, Sight, see

FPS, SECONDS = 50, 6


def _waves(frames: int, hertz: float, fps: float) -> KeyPoints:
    """A couple whose every joint swings by ten pixels, each in its own phase."""
    phases = np.arange(2 * 133 * 2).reshape(1, 2, 133, 2)
    xy = 200 + 10 * np.sin(2 * np.pi * hertz * np.arange(frames)[:, None, None, None] / fps + phases)
    return KeyPoints(xy.astype(np.float32), np.full((frames, 2, 133), 0.8, np.float32))


@pytest.mark.parametrize(
    ("fps", "every_frame", "every"), [(25, False, 1), (50, False, 2), (60, False, 2), (50, True, 1)]
)
def test_only_fast_videos_may_be_looked_at_less_often(fps: float, *, every_frame: bool, every: int) -> None:
    assert count_between(fps, PoseOptions(every_frame=every_frame)) == every


@pytest.mark.parametrize("frames", [99, 100])
def test_a_joint_between_two_looks_is_on_its_curve(frames: int) -> None:
    whole = _waves(frames, 4, FPS)
    filled = fill_between(whole[::2], frames, 2)
    assert (filled.xy[::2] == whole.xy[::2]).all()
    away = np.linalg.norm(filled.xy - whole.xy, axis=-1)[4:-4]
    assert away.max() < 0.3, "pixels of ten"


def test_what_is_unknown_in_one_look_is_unknown_beside_it() -> None:
    looks = _waves(20, 1, FPS / 2)
    looks.xy[8, 1], looks.confidence[8, 1] = np.nan, np.nan
    looks.confidence[12, 0, 5] = 0.1
    filled = fill_between(looks, 40, 2)
    assert np.flatnonzero(~filled.known[:, 1, 0]).tolist() == [15, 16, 17]
    assert filled.known[:, 0].all()
    assert np.flatnonzero(filled.confidence[:, 0, 5] < 0.5).tolist() == [23, 24, 25], "as sure as the less sure look"


def test_a_couple_is_followed_from_look_to_look() -> None:
    performance = perform(Knobs(seconds=SECONDS, fps=FPS, heading="circling"))
    bodies, who = see(performance, Sight(), 3)
    frames = len(performance.times)
    lead = np.flatnonzero((bodies.frame == 20) & (who == LEAD))
    x, y = find_middles(bodies.keypoints[lead])[0]
    hints = Hints(excluded=[(101, 121)], identities=[Identity(20, float(x), float(y), 0)])
    every, other = (follow_looks(bodies, frames, FPS, between, hints) for between in (1, 2))
    assert len(other.poses) == frames
    away = np.linalg.norm(every.poses.xy - other.poses.xy, axis=-1)[..., BODY_JOINTS]
    assert np.nanmedian(away) < 2, "pixels"
    assert (other.rows[1::2] == -1).all(), "nobody was found where nobody looked"
    seen = other.rows[::2][other.seen[::2].all(1)]
    assert (bodies.frame[seen] % 2 == 0).all()
    assert np.isnan(other.poses.xy[101:121]).all()
    assert measure_coverage(other) == pytest.approx(measure_coverage(every), abs=0.05)
