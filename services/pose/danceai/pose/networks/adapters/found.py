"""What adapters take and give, whichever network looks."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from danceai.pose.networks.adapters.geometry import Matrix, Picture, Region

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Found:
    """Bodies in one picture: joints (n, k, 3) in pixels and confidence, scores (n,)."""

    joints: Floats
    scores: Floats

    @classmethod
    def none(cls) -> "Found":
        """Nobody."""
        return cls(np.empty((0, 17, 3), np.float32), np.empty(0, np.float32))

    def __add__(self, other: "Found") -> "Found":
        return Found(np.concatenate([self.joints, other.joints]), np.concatenate([self.scores, other.scores]))

    def chosen(self, which: NDArray[np.intp] | list[int]) -> "Found":
        """Only the given rows."""
        return Found(self.joints[which], self.scores[which])


@dataclass(frozen=True)
class Prepared:
    """A network's input and how it came from the picture."""

    batch: NDArray[np.generic]
    """(n, ...) one entry per crop"""
    matrices: Matrix
    """(n, 2, 3) from pixels of the picture to pixels of the input"""


class OneStage(Protocol):
    """Finds everybody's joints in one pass over a region."""

    size: int
    """Longer side of the input, pixels; networks of fixed size ignore what they are asked for."""

    def prepare(self, picture: Picture, region: Region | None, size: int = 0) -> Prepared:
        """The region (None = the whole picture) as input; `size` 0 = the network's own."""

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Found:
        """Everybody in it, most certain first."""


class TopDown(Protocol):
    """Finds one person's joints in each box."""

    def prepare(self, picture: Picture, boxes: Floats) -> Prepared:
        """Crops around boxes (n, 4 or more): x0, y0, x1, y1 in pixels."""

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """Joints (n, 133, 3) in pixels of the picture and confidence, NaN where the network has no such joint."""


def boxes_of(
    places: NDArray[np.floating], scores: NDArray[np.floating], turns: NDArray[np.floating] | float = 0.0
) -> Floats:
    """Boxes (n, 6): corners (n, 4) in pixels, score, and how far the person leans clockwise, radians (0 = upright)."""
    columns = np.broadcast_to(np.asarray(turns, np.float32), len(places))
    return np.column_stack([places, scores, columns]).astype(np.float32)


class Detector(Protocol):
    """Finds people's boxes."""

    def prepare(self, picture: Picture, region: Region | None = None) -> Prepared:
        """The region (None = the whole picture) as input."""

    def decode(self, outputs: list[Floats], prepared: Prepared) -> Floats:
        """(n, 6) as `boxes_of` makes them, best first."""
