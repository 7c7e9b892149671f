"""Poses as arrays and as Parquet: the one form pose, scoring and training share.

An array of poses is (frames, persons, 133, 3) float32: x and y in pixels of the rendition, confidence 0..1;
NaN where the model has no such joint or did not see it.
"""

import io
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from danceai.common.skeleton import JOINT_COUNT

Poses = NDArray[np.float32]
FLAT = JOINT_COUNT * 3
SCHEMA = pa.schema(
    [
        ("frame", pa.int32()),
        ("person", pa.int16()),
        ("score", pa.float32()),
        ("colour", pa.list_(pa.float32(), 6)),
        ("keypoints", pa.list_(pa.float32(), FLAT)),
    ]
)


@dataclass(frozen=True)
class Bodies:
    """Any number of bodies over time, one row each, ordered by frame."""

    frame: NDArray[np.int32]
    person: NDArray[np.int16]
    """Number within the frame; for a couple 0 = lead, 1 = follow."""
    score: NDArray[np.float32]
    colour: NDArray[np.float32]
    """(rows, 6) median CIELAB colours of trunk and thighs: what tells two dancers apart when poses cannot."""
    keypoints: NDArray[np.float32]
    """(rows, 133, 3)"""
    details: dict[str, str] = field(default_factory=dict)

    def dense(self, frames: int, persons: int) -> Poses:
        """(frames, persons, 133, 3), NaN where a body is missing."""
        poses = np.full((frames, persons, JOINT_COUNT, 3), np.nan, np.float32)
        poses[self.frame, self.person] = self.keypoints
        return poses


def from_dense(poses: Poses, details: dict[str, str] | None = None) -> Bodies:
    """Rows for every body of a dense array that has at least one joint."""
    frame, person = np.nonzero(np.isfinite(poses[..., 0]).any(axis=2))
    keypoints = poses[frame, person]
    with np.errstate(invalid="ignore"):
        score = np.nanmean(keypoints[..., 2], axis=1)
    return Bodies(
        frame=frame.astype(np.int32),
        person=person.astype(np.int16),
        score=score.astype(np.float32),
        colour=np.full((len(frame), 6), np.nan, np.float32),
        keypoints=keypoints,
        details=details or {},
    )


def join(parts: list[Bodies]) -> Bodies:
    """Segments of one video as one table, ordered by frame."""
    order = np.argsort(np.concatenate([part.frame for part in parts]), kind="stable")
    return Bodies(
        frame=np.concatenate([part.frame for part in parts])[order],
        person=np.concatenate([part.person for part in parts])[order],
        score=np.concatenate([part.score for part in parts])[order],
        colour=np.concatenate([part.colour for part in parts])[order],
        keypoints=np.concatenate([part.keypoints for part in parts])[order],
        details={key: value for part in parts for key, value in part.details.items()},
    )


def to_parquet(bodies: Bodies) -> bytes:
    """The same bodies always give the same bytes."""
    table = pa.table(
        [
            pa.array(bodies.frame),
            pa.array(bodies.person),
            pa.array(bodies.score),
            pa.FixedSizeListArray.from_arrays(pa.array(bodies.colour.ravel()), 6),
            pa.FixedSizeListArray.from_arrays(pa.array(bodies.keypoints.ravel()), FLAT),
        ],
        schema=SCHEMA.with_metadata({"joints": "coco_wholebody_133", **bodies.details}),
    )
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def from_parquet(data: bytes) -> Bodies:
    """Read what `to_parquet` wrote."""
    table = pq.read_table(io.BytesIO(data)).combine_chunks()
    metadata = table.schema.metadata or {}

    def flat(name: str, width: int) -> NDArray[np.float32]:
        column = table.column(name).combine_chunks()
        values = column.values if len(column) else pa.array([], pa.float32())
        return np.asarray(values.to_numpy(zero_copy_only=False), np.float32).reshape(-1, width)

    return Bodies(
        frame=table.column("frame").to_numpy().astype(np.int32),
        person=table.column("person").to_numpy().astype(np.int16),
        score=table.column("score").to_numpy().astype(np.float32),
        colour=flat("colour", 6),
        keypoints=flat("keypoints", FLAT).reshape(-1, JOINT_COUNT, 3),
        details={
            key.decode(): value.decode() for key, value in metadata.items() if key not in (b"joints", b"ARROW:schema")
        },
    )
