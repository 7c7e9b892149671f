"""Poses survive their Parquet form bit for bit, and are chosen and changed as arrays are."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danceai.common.poses import BodyTable, KeyPoints, from_dense, from_parquet, join, to_parquet
from danceai.common.skeleton import BODY_JOINTS, INDEX, JOINT_COUNT, JOINTS, SHOULDERS


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


def test_objects_of_earlier_versions_are_read() -> None:
    """What stands in the store: flat lists of x, y, confidence of all joints."""
    flat = np.arange(2 * JOINT_COUNT * 3, dtype=np.float32).reshape(2, -1)
    columns = {
        "frame": pa.array([3, 4], pa.int32()),
        "person": pa.array([0, 1], pa.int16()),
        "score": pa.array([0.5, 0.6], pa.float32()),
        "colour": pa.array([[1.0] * 6, [2.0] * 6], pa.list_(pa.float32(), 6)),
        "keypoints": pa.array(flat.tolist(), pa.list_(pa.float32(), JOINT_COUNT * 3)),
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(columns, metadata={"joints": "coco_wholebody_133", "fps": "25.0"}), sink)
    bodies = from_parquet(sink.getvalue())
    np.testing.assert_array_equal(bodies.keypoints.stacked(), flat.reshape(2, JOINT_COUNT, 3))
    assert bodies.details == {"fps": "25.0"}


def test_key_points_are_indexed_by_whose_they_are() -> None:
    poses = KeyPoints.of(np.random.default_rng(2).random((5, 2, JOINT_COUNT, 3)).astype(np.float32))
    assert poses.shape == (5, 2, JOINT_COUNT)
    assert poses[3, 1].joints(SHOULDERS).xy.shape == (2, 2)
    assert [frame.shape for frame in poses] == [(2, JOINT_COUNT)] * 5
    np.testing.assert_array_equal(KeyPoints.stack(list(poses)).stacked(), poses.stacked())
    np.testing.assert_array_equal(KeyPoints.join([poses[:2], poses[2:]]).stacked(), poses.stacked())
    body = KeyPoints.unknown(5, 2, JOINT_COUNT).with_joints(BODY_JOINTS, poses.joints(BODY_JOINTS))
    assert body.known[..., BODY_JOINTS].all()
    assert body.known.sum() == 5 * 2 * 17
    assert not poses.where(np.zeros((5, 2, 1), bool)).known.any()
    with pytest.raises(ValueError, match="not of the same joints"):
        KeyPoints(poses.xy, poses.confidence[..., :17])
