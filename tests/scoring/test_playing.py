"""What a player shows: joints that lie where pose has seen them, and lanes whose values are those of the score."""

import struct

import numpy as np

from danceai.common.contracts.analyses import Configuration, MusicHints
from danceai.common.contracts.base import Camera, Dance
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_AND_FEET, JOINT_COUNT
from danceai.scoring.analyses.score import Filmed, assess_as_measured
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.metric import Curve
from danceai.scoring.playing.lanes import find_good
from danceai.scoring.playing.skeletons import STEP, UNKNOWN, pack_skeletons
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.support.films import describe_video
from tests.support.synthetic import couple_poses

HEADER = 16


def test_any_frame_is_a_range_of_bytes() -> None:
    rng = np.random.default_rng(3)
    poses = KeyPoints(
        rng.uniform(-20, 1900, (50, 2, JOINT_COUNT, 2)).astype(np.float32),
        rng.uniform(0, 1, (50, 2, JOINT_COUNT)).astype(np.float32),
    )
    poses.xy[7, 1, 3] = np.nan
    packed = pack_skeletons(poses, 59.94)
    joints, dancers, frames, fps = struct.unpack("<HHIf", packed[4:HEADER])
    assert (packed[:4], joints, dancers, frames) == (b"DSK1", 23, 2, 50)
    assert abs(fps - 59.94) < 1e-4
    stride = (len(packed) - HEADER) // frames
    assert len(packed) == HEADER + stride * frames
    for frame in (0, 7, 49):
        part = packed[HEADER + frame * stride :][:stride]
        places = np.frombuffer(part[: dancers * joints * 4], "<i2").reshape(dancers, joints, 2)
        shown = poses[frame].joints(BODY_AND_FEET)
        known = shown.known
        assert np.abs(places[known] * STEP - shown.xy[known]).max() <= STEP / 2 + 1e-3
        assert (places[~known] == UNKNOWN).all()
        confidence = np.frombuffer(part[dancers * joints * 4 :], np.uint8).reshape(dancers, joints)
        assert np.abs(confidence / 255 - shown.confidence).max() < 0.003
    assert (np.frombuffer(packed[HEADER + 7 * stride :][:stride][:184], "<i2").reshape(2, 23, 2)[1, 3] == UNKNOWN).all()


def test_lanes_hold_what_was_scored_bar_by_bar() -> None:
    performance = perform(Knobs())
    poses = couple_poses(performance)
    hints = MusicHints(
        beats_per_minute=60 / performance.knobs.rhythm.beat_seconds, downbeat=float(performance.beats[0])
    )
    filmed = {Camera.A: Filmed(poses, describe_video(len(poses)), None, 1.0)}
    assessed = assess_as_measured(filmed, Dance.WALTZ, Configuration(music=hints))
    values = {metric.name: metric.value for metric in assessed.result.metrics}
    lanes = {lane.metric: lane for lane in assessed.lanes().metrics}
    assert len(lanes) >= 8
    assert all(values[name] is not None for name in lanes)
    sway = lanes["sway"]
    assert values["sway"] is not None
    assert abs(np.median([bar.value for bar in sway.bars]) - values["sway"]) < 0.01
    bar = 3 * performance.knobs.rhythm.beat_seconds
    for name, bars in (("rise_and_fall", 1), ("sway", 2)):
        lengths = [one.end - one.start for one in lanes[name].bars]
        assert abs(np.median(lengths) - bars * bar) < 0.1, "sway is measured over two bars"
    signals = {signal.metric: signal for signal in assessed.lanes().signals}
    seconds = len(signals["sway"].values) * signals["sway"].step
    assert abs(seconds - len(poses) / 30) < 0.1


def test_the_band_is_where_there_is_nothing_to_work_on() -> None:
    low, high = find_good(find_metrics()["sway"].curve)
    assert low is not None and abs(low - 4.75) < 0.05, "4 to 7 degrees are worth 6 to 8 points"
    assert high is not None and abs(high - 25) < 0.05
    assert find_good(Curve(((0, 9), (10, 3)))) == (None, find_good(Curve(((0, 9), (10, 3))))[1])
    mirrored = find_good(Curve(((0, 9), (10, 3)), absolute=True))
    assert mirrored[0] is not None and mirrored[1] is not None and abs(mirrored[0] + mirrored[1]) < 0.05
    assert find_good(Curve(((0, 9), (10, 3)), weight=0)) == (None, None)
