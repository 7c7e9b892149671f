"""Poses as arrays and as Parquet: the one form that pose, scoring and training share."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from danceai.common.skeleton import JOINT_COUNT

Floats = NDArray[np.floating]
Which = Any
"""Whatever numpy takes as an index"""
SEEN = 0.15
"""Confidence from which a joint was seen; below it is inferred from partner and time, or a guess (decision 16)"""
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


@dataclass(frozen=True, eq=False)
class KeyPoints:
    """Joints of any number of bodies, from the network to the score.

    The leading shape says whose: (people,) of a picture, (rows,) of a table, (frames, candidates), (frames, 2) of a
    couple with the lead first, () of one body. The last one is the joints: those of the skeleton, or the body's alone.

        couple = KeyPoints.unknown(240, 2, JOINT_COUNT)
        couple[12, 0].joints(SHOULDERS).xy  # (2, 2): the lead's shoulders in frame 12
    """

    xy: Floats
    """(..., joints, 2) pixels of the picture, y down; NaN where the network has no such joint or did not see it"""
    confidence: Floats
    """(..., joints) 0..1, NaN where unknown. float32 wherever poses are kept; mathematics may go on in double"""

    def __post_init__(self) -> None:
        if self.xy.shape != (*self.confidence.shape, 2):
            raise ValueError(
                f"places {self.xy.shape} and confidence {self.confidence.shape} are not of the same joints"
            )

    @classmethod
    def of(cls, stacked: Floats) -> "KeyPoints":
        """From (..., joints, 3): x, y, confidence."""
        return cls(np.ascontiguousarray(stacked[..., :2]), np.ascontiguousarray(stacked[..., 2]))

    @classmethod
    def unknown(cls, *shape: int) -> "KeyPoints":
        """Nothing known of `shape`, whose last number is that of the joints."""
        return cls(np.full((*shape, 2), np.nan, np.float32), np.full(shape, np.nan, np.float32))

    @classmethod
    def stack(cls, parts: Sequence["KeyPoints"]) -> "KeyPoints":
        """Of one shape each: a new first axis over the parts."""
        return cls(np.stack([part.xy for part in parts]), np.stack([part.confidence for part in parts]))

    @classmethod
    def join(cls, parts: Sequence["KeyPoints"]) -> "KeyPoints":
        """One after the other along the first axis."""
        return cls(np.concatenate([part.xy for part in parts]), np.concatenate([part.confidence for part in parts]))

    def __len__(self) -> int:
        return len(self.confidence)

    def __iter__(self) -> Iterator["KeyPoints"]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, which: Which) -> "KeyPoints":
        """By the leading axes, as numpy indexes; joints are chosen by `joints`."""
        return KeyPoints(self.xy[which], self.confidence[which])

    @property
    def shape(self) -> tuple[int, ...]:
        """(..., joints)."""
        return self.confidence.shape

    @property
    def known(self) -> NDArray[np.bool_]:
        """(..., joints) which have a place."""
        return np.isfinite(self.xy[..., 0])

    def joints(self, which: Which) -> "KeyPoints":
        """Only some joints: a slice, or numbers, of the skeleton."""
        if isinstance(which, tuple):
            which = list(which)
        return KeyPoints(self.xy[..., which, :], self.confidence[..., which])

    def where(self, there: NDArray[np.bool_]) -> "KeyPoints":
        """The same, unknown where `there` (..., joints, or what spreads to it) is False."""
        return KeyPoints(np.where(there[..., None], self.xy, np.nan), np.where(there, self.confidence, np.nan))

    def with_joints(self, which: Which, part: "KeyPoints") -> "KeyPoints":
        """A copy in which some joints are those of `part`."""
        xy, confidence = self.xy.copy(), self.confidence.copy()
        xy[..., which, :], confidence[..., which] = part.xy, part.confidence
        return KeyPoints(xy, confidence)

    def scaled(self, factor: float) -> "KeyPoints":
        """The same in a picture `factor` times as large."""
        return KeyPoints(self.xy * np.float32(factor), self.confidence)

    def stacked(self) -> NDArray[np.float32]:
        """(..., joints, 3) x, y, confidence."""
        return np.concatenate([self.xy, self.confidence[..., None]], -1, dtype=np.float32)


@dataclass(frozen=True)
class BodyTable:
    """Any number of bodies over time, one row each, ordered by frame."""

    frame: NDArray[np.int32]
    person: NDArray[np.int16]
    """Number within the frame; for a couple 0 = lead, 1 = follow."""
    score: NDArray[np.float32]
    colour: NDArray[np.float32]
    """(rows, 6) median CIELAB colours of trunk and thighs: what tells two dancers apart when poses cannot."""
    keypoints: KeyPoints
    """(rows, 133)"""
    details: dict[str, str] = field(default_factory=dict)

    def chosen(self, rows: Which) -> "BodyTable":
        """Only some rows, in their order."""
        return BodyTable(
            self.frame[rows], self.person[rows], self.score[rows], self.colour[rows], self.keypoints[rows], self.details
        )

    def swapped(self) -> "BodyTable":
        """A couple's with lead and follow exchanged."""
        other = replace(self, person=(1 - self.person).astype(np.int16))
        return other.chosen(np.lexsort((other.person, other.frame)))

    def dense(self, frames: int, persons: int) -> KeyPoints:
        """(frames, persons, 133), unknown where a body is missing."""
        poses = KeyPoints.unknown(frames, persons, JOINT_COUNT)
        poses.xy[self.frame, self.person] = self.keypoints.xy
        poses.confidence[self.frame, self.person] = self.keypoints.confidence
        return poses


def read_couple(data: bytes, frames: int, *, swapped: bool = False) -> KeyPoints:
    """A couple's poses (frames, 2, 133), lead first. swapped: whether the lead that was found is the follow."""
    found = from_parquet(data).dense(frames, 2)
    return found[:, ::-1] if swapped else found


def from_dense(poses: KeyPoints, details: dict[str, str] | None = None) -> BodyTable:
    """A row for every body of poses (frames, persons, 133) that has at least one joint."""
    frame, person = np.nonzero(poses.known.any(axis=2))
    keypoints = poses[frame, person]
    with np.errstate(invalid="ignore"):
        score = np.nanmean(keypoints.confidence, axis=1)
    return BodyTable(
        frame=frame.astype(np.int32),
        person=person.astype(np.int16),
        score=score.astype(np.float32),
        colour=np.full((len(frame), 6), np.nan, np.float32),
        keypoints=keypoints,
        details=details or {},
    )


def join(parts: Sequence[BodyTable]) -> BodyTable:
    """Segments of one video as one table, ordered by frame."""
    whole = BodyTable(
        frame=np.concatenate([part.frame for part in parts]),
        person=np.concatenate([part.person for part in parts]),
        score=np.concatenate([part.score for part in parts]),
        colour=np.concatenate([part.colour for part in parts]),
        keypoints=KeyPoints.join([part.keypoints for part in parts]),
        details={key: value for part in parts for key, value in part.details.items()},
    )
    return whole.chosen(np.argsort(whole.frame, kind="stable"))


def to_parquet(bodies: BodyTable) -> bytes:
    """The same bodies always give the same bytes."""
    table = pa.table(
        [
            pa.array(bodies.frame),
            pa.array(bodies.person),
            pa.array(bodies.score),
            pa.FixedSizeListArray.from_arrays(pa.array(bodies.colour.ravel()), 6),
            pa.FixedSizeListArray.from_arrays(pa.array(bodies.keypoints.stacked().ravel()), FLAT),
        ],
        schema=SCHEMA.with_metadata({"joints": "coco_wholebody_133", **bodies.details}),
    )
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def from_parquet(data: bytes) -> BodyTable:
    """Read what `to_parquet` wrote."""
    table = pq.read_table(io.BytesIO(data)).combine_chunks()
    metadata = table.schema.metadata or {}

    def flat(name: str, width: int) -> NDArray[np.float32]:
        column = table.column(name).combine_chunks()
        values = column.values if len(column) else pa.array([], pa.float32())
        return np.asarray(values.to_numpy(zero_copy_only=False), np.float32).reshape(-1, width)

    return BodyTable(
        frame=table.column("frame").to_numpy().astype(np.int32),
        person=table.column("person").to_numpy().astype(np.int16),
        score=table.column("score").to_numpy().astype(np.float32),
        colour=flat("colour", 6),
        keypoints=KeyPoints.of(flat("keypoints", FLAT).reshape(-1, JOINT_COUNT, 3)),
        details={
            key.decode(): value.decode() for key, value in metadata.items() if key not in (b"joints", b"ARROW:schema")
        },
    )
