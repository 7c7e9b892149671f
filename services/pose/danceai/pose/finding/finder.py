"""What finders take and give: frames in order, and for each of them everybody in it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats, KeyPoints
from danceai.pose.body.colours import read_colours
from danceai.pose.networks.answers import FoundPeople
from danceai.pose.video.pictures import Frame, Picture, Region

RegionOf = Callable[[int], Region | None]
"""Where to look in a frame; None = everywhere"""


def look_everywhere(frame: int) -> None:
    """No region of interest."""
    del frame


@dataclass(frozen=True)
class FrameBodies:
    """Everybody in one frame: joints (n, k), scores (n,), and colours (n, 6) as `body.colours` reads them."""

    keypoints: KeyPoints
    scores: Floats
    colours: NDArray[np.float32]

    @classmethod
    def of(cls, found: FoundPeople, picture: Picture) -> "FrameBodies":
        """The people found in a picture, with their colours in it."""
        return cls(found.keypoints, found.scores, read_colours(picture, found.keypoints))


class Finder(Protocol):
    """Finds every body in a run of frames. It remembers where people were: start a new one for each segment."""

    def find(self, frames: Iterable[Frame], region: RegionOf = ...) -> Iterator[tuple[int, FrameBodies]]:
        """(number, bodies) of every frame, in order."""
