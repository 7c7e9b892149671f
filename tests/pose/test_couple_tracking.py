"""Tracking on the kinematic layer: identities through noise, dropouts, merged bodies and bystanders."""

from typing import Any

import numpy as np
import pytest

from danceai.common.poses import Bodies
from danceai.pose.couple_tracking import NoCouple, track_couple
from danceai.pose.runs import cut
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform

COLOURS = np.array([[20.0, 128, 126], [90, 190, 160]], np.float32)


def _bodies(performance: Any, seed: int, lost: float = 0.1, bystanders: int = 0) -> Bodies:
    """What a network might report: shuffled, noisy, some bodies missing, strangers at the back."""
    rng = np.random.default_rng(seed)
    seen = performance.noisy(3.0, 0.03, seed)
    rows: dict[str, list[Any]] = {"frame": [], "person": [], "score": [], "colour": [], "keypoints": []}
    for frame in range(len(seen)):
        found = [(p, seen[frame, p, :17], COLOURS[p] + rng.normal(0, 6, 3)) for p in range(2) if rng.random() > lost]
        for stranger in range(bystanders):
            standing = performance.keypoints[0, 0, :17] * 0.6 + [60 + 700 * stranger, 150]
            joints = np.concatenate([standing + rng.normal(0, 2, (17, 2)), np.full((17, 1), 0.8)], 1)
            found.append((2, joints, np.array([60.0, 128, 100])))
        for number, index in enumerate(rng.permutation(len(found))):
            _, joints, colour = found[index]
            keypoints = np.full((133, 3), np.nan, np.float32)
            keypoints[:17] = joints
            rows["frame"].append(frame)
            rows["person"].append(number)
            rows["score"].append(0.6)
            rows["colour"].append(colour)
            rows["keypoints"].append(keypoints)
    return Bodies(
        np.array(rows["frame"], np.int32), np.array(rows["person"], np.int16), np.array(rows["score"], np.float32),
        np.array(rows["colour"], np.float32), np.array(rows["keypoints"], np.float32),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("heading", ["profile", "circling", "open"])
def test_identities_hold(heading: Any, seed: int) -> None:
    performance = perform(Knobs(seconds=6, heading=heading))
    track = track_couple(_bodies(performance, seed, bystanders=2), len(performance.times), 30)
    truth = performance.keypoints[:, :, 5:13].mean(axis=2)
    found = track.poses[:, :, 5:13, :2].mean(axis=2)
    known = np.isfinite(found).all(axis=(1, 2))
    own = np.linalg.norm(found - truth, axis=2).sum(1)
    other = np.linalg.norm(found - truth[:, ::-1], axis=2).sum(1)
    assert known.mean() > 0.95
    assert (own[known] <= other[known] + 12).mean() > 0.97, "lead stays lead"
    assert np.nanmax(np.linalg.norm(found - truth, axis=2)[known]) < 150, "never on a bystander"


def test_one_dancer_alone_is_no_couple() -> None:
    bodies = _bodies(perform(Knobs(seconds=3)), 1, lost=0.0)
    alone = bodies.person == 0
    single = Bodies(
        bodies.frame[alone], bodies.person[alone], bodies.score[alone], bodies.colour[alone], bodies.keypoints[alone]
    )
    with pytest.raises(NoCouple, match="only one dancer"):
        track_couple(single, 90, 30)


@pytest.mark.parametrize(("frames", "fps"), [(1, 30), (59, 30), (60, 30), (270, 30), (100, 60), (5401, 60)])
def test_segments_cover_every_frame_once(frames: int, fps: float) -> None:
    segments = cut(frames, fps)
    assert [f for first, last in segments for f in range(first, last)] == list(range(frames))
    assert all(last - first <= 2.7 * fps for first, last in segments)
