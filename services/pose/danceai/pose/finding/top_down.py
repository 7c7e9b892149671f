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

from danceai.pose.body.colours import colours_of
from danceai.pose.finding.boxes import Boxes, Seen
from danceai.pose.finding.occlusion import painted_over
from danceai.pose.finding.one_stage import ALTERNATIVE, Bodies, RegionOf, everywhere
from danceai.pose.networks.adapters.found import Floats
from danceai.pose.networks.adapters.geometry import Picture
from danceai.pose.networks.network import DetectorNetwork, TopDownNetwork
from danceai.pose.video.prefetch import chunks

WEAK_BOX = 0.15
"""Least score of a detector's box: small and half hidden people score low, and the pose inside tells who is one."""
PAIR_EVERY = 3
"""Detections between two of which it is asked for every box whether two are in it."""
AHEAD = 2
"""Chunks whose poses are not known yet when the next one is cropped."""
SURROUNDINGS = 0.5
"""Of a box's longer side, kept around it where somebody is painted over."""


@dataclass(frozen=True)
class _Chunk:
    """Frames whose poses are being estimated, all in the same boxes."""

    frames: list[tuple[int, Picture]]
    boxes: Boxes
    wait: Callable[[], list[Floats]]


class TopDownFinder:
    """Finds bodies chunk by chunk. `every` = chunks between two detections."""

    def __init__(self, detector: DetectorNetwork, poses: TopDownNetwork, *, chunk: int = 1, every: int = 10) -> None:
        self._detector, self._poses = detector, poses
        self._chunk, self._every = chunk, every

    def find(
        self, frames: Iterable[tuple[int, Picture]], region: RegionOf = everywhere
    ) -> Iterator[tuple[int, Bodies]]:
        """(frame, bodies) for every (frame, picture), in order."""
        boxes = Boxes.none()
        running: list[_Chunk] = []
        for number, chunk in enumerate(chunks(frames, self._chunk)):
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
                yield from _bodies(done, seen)
                # What was just detected counts for the next chunk too, not what was seen before it.
                if not detect:
                    boxes = seen[-1].next_boxes(done.boxes)
        for last in running:
            yield from _bodies(last, self._collect(last))

    def _collect(self, chunk: _Chunk) -> list[Seen]:
        """Who is in each frame."""
        numbers = np.arange(len(chunk.boxes.places))
        seen = [Seen.of(joints, chunk.boxes.places, numbers).distinct() for joints in chunk.wait()]
        front = [one.hiding(chunk.boxes) for one in seen]
        if not any(len(one.box) for one in front):
            return seen
        hidden = [more.unlike(one) for one, more in zip(seen, self._behind(chunk, front), strict=True)]
        again = self._behind(chunk, hidden)
        return [(one + more + own).distinct(ALTERNATIVE) for one, more, own in zip(seen, hidden, again, strict=True)]

    def _behind(self, chunk: _Chunk, front: list[Seen]) -> list[Seen]:
        """Who is behind bodies of each frame, in the same boxes."""
        looks = [
            _painted(picture, body, chunk.boxes.places[box])
            for (_, picture), bodies in zip(chunk.frames, front, strict=True)
            for body, box in zip(bodies.found.joints, bodies.box, strict=True)
        ]
        found = self._poses.submit([part for part, _, _ in looks], [box[None] for _, box, _ in looks])()
        joints = [one[0] + corner for one, (_, _, corner) in zip(found, looks, strict=True)]
        per_frame = np.split(
            np.array(joints, np.float32).reshape(-1, 133, 3), np.cumsum([len(bodies.box) for bodies in front])[:-1]
        )
        return [
            Seen.of(behind, chunk.boxes.places[bodies.box], bodies.box)
            for behind, bodies in zip(per_frame, front, strict=True)
        ]


def _painted(picture: Picture, body: Floats, box: Floats) -> tuple[Picture, Floats, Floats]:
    """The surroundings of a box with a body painted over, the box in them, and what brings joints back."""
    margin = SURROUNDINGS * float(max(box[2:4] - box[:2]))
    x0, y0, x1, y1 = map(float, box[:4])
    part, corner = painted_over(picture, (x0 - margin, y0 - margin, x1 + margin, y1 + margin), body)
    return part, np.asarray(box - [*corner, *corner, 0, 0], np.float32), np.array([*corner, 0], np.float32)


def _bodies(chunk: _Chunk, seen: list[Seen]) -> Iterator[tuple[int, Bodies]]:
    for (frame, picture), one in zip(chunk.frames, seen, strict=True):
        yield frame, Bodies(one.found, colours_of(picture, one.found.joints))
