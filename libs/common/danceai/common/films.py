"""Frames of a rendition by number: it has a constant rate and begins at 0. For services that depend on PyAV."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import av

from danceai.common.offload import keep_going


def frames_from(video: Any, first: int, rate: float | Fraction) -> Iterator[tuple[int, av.VideoFrame]]:
    """(number, frame) of an open video from a number on, decoded from the keyframe before it."""
    stream = video.streams.video[0]
    if first > 0:
        video.seek(round(first / rate / stream.time_base), stream=stream, backward=True)
    for frame in video.decode(stream):
        keep_going()
        number = round(float(frame.time or 0) * rate)
        if number >= first:
            yield number, frame


def read_frames(rendition: Path, numbers: list[int], fps: float) -> Iterator[tuple[int, av.VideoFrame]]:
    """Some frames of a rendition, in order, each decoded from the keyframe before it."""
    with av.open(str(rendition)) as video:
        for number in numbers:
            for _, frame in islice(frames_from(video, number, fps), 1):
                yield number, frame
