"""Detector and single-person network as one pipeline: decode | detect | crop | infer | decode joints overlap.

While the network works on one chunk of frames, the next is decoded and cropped. The detector looks at every n-th
chunk; in between the boxes are those of the poses two chunks before, widened. What was detected and what was carried
are both kept, so a partner whom the detector merges into one box with the other is not lost. Everything depends on
frame numbers alone: a segment repeated gives the same bodies.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from danceai.pose.adapters.found import Floats, Found
from danceai.pose.adapters.geometry import Picture, suppress_boxes
from danceai.pose.appearance import colours_of
from danceai.pose.looking import Bodies, RegionOf, everywhere
from danceai.pose.network import DetectorNetwork, TopDownNetwork
from danceai.pose.similarity import suppress_doubles

SAME_BOX = 0.8
WIDENED = 0.08
"""Carried boxes grow by this share: their dancer has moved on."""
CONFIDENT = 0.25
LEAST_JOINTS = 6
MOST_PEOPLE = 12
AHEAD = 2
"""Chunks whose poses are not known yet when the next one is cropped."""


class TopDownFinder:
    """Finds bodies chunk by chunk. `every` = chunks between two detections."""

    def __init__(
        self, detector: DetectorNetwork, poses: TopDownNetwork, *, chunk: int = 1, every: int = 10
    ) -> None:
        self._detector, self._poses = detector, poses
        self._chunk, self._every = chunk, every

    def find(self, frames: Iterable[tuple[int, Picture]], region: RegionOf = everywhere) -> Iterator[tuple[int, Bodies]]:
        """(frame, bodies) for every (frame, picture), in order."""
        known: list[Floats] = []
        running: list[tuple[list[tuple[int, Picture]], Callable[[], list[Floats]]]] = []
        for number, chunk in enumerate(_chunks(frames, self._chunk)):
            boxes = _boxes_of(known[-1]) if known else np.empty((0, 5), np.float32)
            if number % self._every == 0 or not len(boxes):
                frame, picture = chunk[0]
                boxes = np.concatenate([self._detector.find(picture, region(frame)), boxes])
            boxes = boxes[suppress_boxes(boxes[:, :4], boxes[:, 4], SAME_BOX)][:MOST_PEOPLE]
            pictures = [picture for _, picture in chunk]
            running.append((chunk, self._poses.submit(pictures, [boxes] * len(chunk))))
            if len(running) >= AHEAD:
                yield from self._collect(*running.pop(0), known)
        for chunk, wait in running:
            yield from self._collect(chunk, wait, known)

    @staticmethod
    def _collect(
        chunk: list[tuple[int, Picture]], wait: Callable[[], list[Floats]], known: list[Floats]
    ) -> Iterator[tuple[int, Bodies]]:
        for (frame, picture), joints in zip(chunk, wait(), strict=True):
            scores = joints[:, :17, 2].mean(1)
            kept = [i for i in suppress_doubles(joints[:, :17], scores) if (joints[i, :17, 2] > CONFIDENT).sum() >= LEAST_JOINTS]
            found = Found(joints[kept], scores[kept])
            known[:] = [found.joints]
            yield frame, Bodies(found, colours_of(picture, found.joints))


def _chunks(frames: Iterable[tuple[int, Picture]], size: int) -> Iterator[list[tuple[int, Picture]]]:
    iterator = iter(frames)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk


def _boxes_of(joints: Floats) -> Floats:
    """Boxes (n, 5) around the sure body joints of poses (n, 133, 3), with their mean confidence."""
    body = joints[:, :23]
    sure = np.where(body[..., 2:] > CONFIDENT, body[..., :2], np.nan)
    if not len(body):
        return np.empty((0, 5), np.float32)
    low, high = np.nanmin(sure, axis=1), np.nanmax(sure, axis=1)
    margin = WIDENED * (high - low) + 1
    return np.concatenate([low - margin, high + margin, np.nanmean(body[..., 2], axis=1)[:, None]], 1).astype(np.float32)
