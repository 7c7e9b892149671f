"""A one-stage network's bodies looked at once more by a single-person network: face, hands and feet in close hold, too.

A detector gives two dancers in close hold one box; a network that finds everybody in one pass sees both, so its poses
are the boxes. In such a box the single-person network sees whom it likes best, who may be the partner, or parts of
both: so the body's joints stay those of the first network, and feet, face and hands are added where they hang on the
same joints. Nobody is lost by it, and no joint jumps between two networks' ideas of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import KeyPoints
from danceai.common.prefetch import cut_into_chunks
from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
from danceai.pose.body.attached_joints import keep_own_parts
from danceai.pose.finding.boxes import put_boxes_around
from danceai.pose.finding.finder import FrameBodies, RegionOf, look_everywhere
from danceai.pose.finding.one_stage import BodyFinder
from danceai.pose.networks.network import TopDownNetwork
from danceai.pose.video.pictures import Frame

CLEAR = 0.3
"""Support below which a body is a guess at somebody hidden, of whom a closer look shows little."""


@dataclass(frozen=True)
class _Chunk:
    """Frames whose bodies are being looked at once more."""

    frames: list[int]
    seen: list[FrameBodies]
    clear: list[NDArray[np.bool_]]
    wait: Callable[[], list[KeyPoints]]

    def bodies(self) -> Iterator[tuple[int, FrameBodies]]:
        """(number, bodies) of every frame, whole."""
        for frame, bodies, clear, closer in zip(self.frames, self.seen, self.clear, self.wait(), strict=True):
            whole = KeyPoints.unknown(len(bodies.keypoints), JOINT_COUNT)
            parts = keep_own_parts(closer, bodies.keypoints[clear])
            whole.xy[clear], whole.confidence[clear] = parts.xy, parts.confidence
            whole = whole.with_joints(BODY_JOINTS, bodies.keypoints)
            yield frame, FrameBodies(whole, bodies.scores, bodies.colours)


class WholeBodyFinder:
    """Looks through frames in order, `chunk` of them in one batch of the single-person network."""

    def __init__(self, people: BodyFinder, poses: TopDownNetwork, *, chunk: int = 1) -> None:
        self._people, self._poses, self._chunk = people, poses, chunk

    def find(self, frames: Iterable[Frame], region: RegionOf = look_everywhere) -> Iterator[tuple[int, FrameBodies]]:
        """(number, bodies) of every frame, in order."""
        running: list[_Chunk] = []
        for chunk in cut_into_chunks(frames, self._chunk):
            seen = [self._people.look(picture, region(frame)) for frame, picture in chunk]
            clear = [bodies.scores >= CLEAR for bodies in seen]
            boxes = [put_boxes_around(bodies.keypoints[which]) for bodies, which in zip(seen, clear, strict=True)]
            wait = self._poses.submit([picture for _, picture in chunk], boxes)
            # The single-person network works on these while the other one looks at the next.
            running.append(_Chunk([frame for frame, _ in chunk], seen, clear, wait))
            if len(running) > 1:
                yield from running.pop(0).bodies()
        for last in running:
            yield from last.bodies()
