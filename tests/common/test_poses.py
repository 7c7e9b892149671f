"""Poses survive their Parquet form bit for bit."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from danceai.common.poses import BodyTable, KeyPoints, from_dense, from_parquet, join, to_parquet
from danceai.common.skeleton import INDEX, JOINTS


@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.floats(0, 1))
@settings(max_examples=25, deadline=None)
def test_round_trip(seed: int, frames: int, missing: float) -> None:
    rng = np.random.default_rng(seed)
    poses = rng.uniform(0, 1920, (frames, 2, 133, 3)).astype(np.float32)
    poses[rng.random((frames, 2)) < missing] = np.nan
    poses[..., 23:, :] = np.nan
    bodies = from_dense(KeyPoints.of(poses), {"fps": "30"})
    data = to_parquet(bodies)
    back = from_parquet(data)
    np.testing.assert_array_equal(back.dense(frames, 2).stacked(), poses)
    assert back.details == {"fps": "30"}
    assert to_parquet(back) == data, "the same bodies give the same bytes"


def test_segments_join_in_order_of_frames() -> None:
    poses = KeyPoints.of(np.random.default_rng(1).random((10, 2, 133, 3)).astype(np.float32))
    whole = from_dense(poses)
    late = from_dense(poses[5:])
    late = BodyTable(late.frame + 5, late.person, late.score, late.colour, late.keypoints)
    joined = join([late, from_dense(poses[:5])])
    np.testing.assert_array_equal(joined.dense(10, 2).stacked(), poses.stacked())
    assert len(whole.frame) == len(joined.frame)


def test_the_skeleton_is_coco_wholebody() -> None:
    assert len(JOINTS) == 133
    assert (INDEX["left_big_toe"], INDEX["right_heel"], INDEX["face_0"]) == (17, 22, 23)
    assert (INDEX["left_hand_0"], INDEX["right_hand_20"]) == (91, 132)
