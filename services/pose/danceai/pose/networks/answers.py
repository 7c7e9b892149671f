"""What adapters take and give, whichever network looks."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT
from danceai.pose.networks.geometry import Matrix
from danceai.pose.video.pictures import Picture, Region


@dataclass(frozen=True)
class FoundPeople:
    """People in one picture: their joints (n, k) and scores (n,)."""

    keypoints: KeyPoints
    scores: Floats

    @classmethod
    def none(cls) -> "FoundPeople":
        """Nobody."""
        return cls(KeyPoints.unknown(0, BODY_COUNT), np.empty(0, np.float32))

    def __len__(self) -> int:
        return len(self.scores)

    def __add__(self, other: "FoundPeople") -> "FoundPeople":
        return FoundPeople(
            KeyPoints.join([self.keypoints, other.keypoints]), np.concatenate([self.scores, other.scores])
        )

    def chosen(self, which: NDArray[np.integer] | NDArray[np.bool_] | list[int] | slice) -> "FoundPeople":
        """Only some of them."""
        return FoundPeople(self.keypoints[which], self.scores[which])


@dataclass(frozen=True)
class Prepared:
    """A network's input and how it came from the picture."""

    batch: NDArray[np.generic]
    """(n, ...) one entry per crop; the runtime brings it to the type that the network's file wants"""
    matrices: Matrix
    """(n, 2, 3) from pixels of the picture to pixels of the input"""


class OneStage(Protocol):
    """Finds everybody's joints in one pass over a region."""

    size: int
    """Longer side of the input, pixels; networks of fixed size ignore what they are asked for."""

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:
        """The region (None = the whole picture) as input; `size` 0 = the network's own."""

    def decode(self, outputs: list[Floats], prepared: Prepared) -> FoundPeople:
        """Everybody in it, most certain first."""


class TopDown(Protocol):
    """Finds one person's joints in each box."""

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more): x0, y0, x1, y1 in pixels."""

    def decode(self, outputs: list[Floats], prepared: Prepared) -> KeyPoints:
        """Joints (n, 133) in pixels of the picture, unknown where the network has no such joint."""


class Detector(Protocol):
    """Finds people's boxes."""

    def prepare(self, picture: Picture, region: Region | None = None) -> Prepared:
        """The region (None = the whole picture) as input."""

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """(n, 6) as `make_boxes` makes them, best first."""


def make_boxes(places: Floats, scores: Floats, turns: Floats | float = 0.0) -> NDArray[np.float32]:
    """Boxes (n, 6): corners (n, 4) in pixels, score, and how far the person leans clockwise, radians (0 = upright)."""
    columns = np.broadcast_to(np.asarray(turns, np.float32), len(places))
    return np.column_stack([places, scores, columns]).astype(np.float32)
