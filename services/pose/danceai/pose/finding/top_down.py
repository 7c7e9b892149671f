"""Detector and single-person network as one pipeline: decode | detect | crop | infer | decode joints overlap.

While the network works on one chunk of frames, the next is decoded and cropped. The detector looks at every n-th
chunk; in between the boxes are those of the bodies found two chunks before, widened. Everything depends on frame
numbers alone: a segment repeated gives the same bodies.

A detector gives two dancers in close hold one box, and a single-person network finds the front one in it, however
often it is asked. So about once a second whoever is alone in a box is painted over and looked behind; where that shows
a partner, it is done in every frame, and the first dancer is looked at once more with the partner painted over.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.prefetch import cut_into_chunks
from danceai.common.skeleton import JOINT_COUNT
from danceai.pose.finding.boxes import Boxes, SeenInBoxes
from danceai.pose.finding.finder import FrameBodies, RegionOf, look_everywhere
from danceai.pose.finding.occlusion import paint_over
from danceai.pose.finding.one_stage import ALTERNATIVE
from danceai.pose.networks.network import DetectorNetwork, TopDownNetwork
from danceai.pose.video.pictures import Frame, Picture

PAIR_EVERY = 3
"""Detections between two of which it is asked for every box whether two are in it."""
AHEAD = 2
"""Chunks whose poses are not known yet when the next one is cropped."""
SURROUNDINGS = 0.5
"""Of a box's longer side, kept around it where somebody is painted over."""


@dataclass(frozen=True)
class _Chunk:
    """Frames whose poses are being estimated, all in the same boxes."""

    frames: list[Frame]
    boxes: Boxes
    wait: Callable[[], list[KeyPoints]]


class TopDownFinder:
    """Finds bodies chunk by chunk. `every` = chunks between two detections."""

    def __init__(self, detector: DetectorNetwork, poses: TopDownNetwork, *, chunk: int = 1, every: int = 10) -> None:
        self._detector, self._poses = detector, poses
        self._chunk, self._every = chunk, every

    def find(self, frames: Iterable[Frame], region: RegionOf = look_everywhere) -> Iterator[tuple[int, FrameBodies]]:
        """(number, bodies) of every frame, in order."""
        boxes = Boxes.none()
        running: list[_Chunk] = []
        for number, chunk in enumerate(cut_into_chunks(frames, self._chunk)):
            lost = not len(boxes.places)
            detect = lost or number % self._every == 0
            if detect:
                frame, picture = chunk[0]
                ask = lost or number % (PAIR_EVERY * self._every) == 0
                boxes = boxes.with_detected(self._detector.find(picture, region(frame)), ask=ask)
            wait = self._poses.submit([picture for _, picture in chunk], [boxes.places] * len(chunk))
            running.append(_Chunk(chunk, boxes, wait))
            if len(running) >= AHEAD:
                done = running.pop(0)
                seen = self._collect(done)
                yield from _give(done, seen)
                # What was just detected counts for the next chunk too, not what was seen before it.
                if not detect:
                    boxes = seen[-1].next_boxes(done.boxes)
        for last in running:
            yield from _give(last, self._collect(last))

    def _collect(self, chunk: _Chunk) -> list[SeenInBoxes]:
        """Who is in each frame."""
        numbers = np.arange(len(chunk.boxes.places))
        seen = [SeenInBoxes.of(poses, chunk.boxes.places, numbers).without_doubles() for poses in chunk.wait()]
        front = [one.hiding(chunk.boxes) for one in seen]
        if not any(len(one.box) for one in front):
            return seen
        hidden = [more.unlike(one) for one, more in zip(seen, self._look_behind(chunk, front), strict=True)]
        again = self._look_behind(chunk, hidden)
        together = zip(seen, hidden, again, strict=True)
        return [(one + more + own).without_doubles(ALTERNATIVE) for one, more, own in together]

    def _look_behind(self, chunk: _Chunk, front: list[SeenInBoxes]) -> list[SeenInBoxes]:
        """Who is behind bodies of each frame, in the same boxes."""
        looks = [
            _paint(picture, body, chunk.boxes.places[box])
            for (_, picture), bodies in zip(chunk.frames, front, strict=True)
            for body, box in zip(bodies.people.keypoints, bodies.box, strict=True)
        ]
        found = self._poses.submit([part for part, _, _ in looks], [box[None] for _, box, _ in looks])()
        moved = [
            KeyPoints(one.xy[0] + corner, one.confidence[0]) for one, (_, _, corner) in zip(found, looks, strict=True)
        ]
        behind = KeyPoints.stack(moved) if moved else KeyPoints.unknown(0, JOINT_COUNT)
        ends = np.cumsum([len(bodies.box) for bodies in front])
        return [
            SeenInBoxes.of(behind[end - len(bodies.box) : end], chunk.boxes.places[bodies.box], bodies.box)
            for end, bodies in zip(ends, front, strict=True)
        ]


def _paint(picture: Picture, body: KeyPoints, box: Floats) -> tuple[Picture, Floats, Floats]:
    """The surroundings of a box with a body painted over, the box in them, and what brings joints back."""
    margin = SURROUNDINGS * float(max(box[2:4] - box[:2]))
    x0, y0, x1, y1 = map(float, box[:4])
    part, corner = paint_over(picture, (x0 - margin, y0 - margin, x1 + margin, y1 + margin), body)
    return part, np.asarray(box - [*corner, *corner, 0, 0], np.float32), np.array(corner, np.float32)


def _give(chunk: _Chunk, seen: list[SeenInBoxes]) -> Iterator[tuple[int, FrameBodies]]:
    for (frame, picture), one in zip(chunk.frames, seen, strict=True):
        yield frame, FrameBodies.of(one.people, picture)
