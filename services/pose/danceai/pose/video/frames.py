"""Frames of a rendition by number: a segment is decoded from the keyframe before it, alone."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from danceai.pose.video.pictures import Frame


def read_length(path: Path) -> tuple[int, float]:
    """Number of frames and frames per second, by decoding no picture."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return sum(1 for packet in container.demux(stream) if packet.size), float(stream.average_rate or 30)


def read_frames(path: Path, first: int, last: int) -> Iterator[Frame]:
    """Every frame in [first, last). Renditions have a constant rate and start at 0."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        rate, base = stream.average_rate, stream.time_base
        if rate is None or base is None:
            raise ValueError("a rendition always has a rate and a time base")
        if first > 0:
            container.seek(round(first / float(rate) / float(base)), stream=stream, backward=True)
        for frame in container.decode(stream):
            number = round(float(frame.time or 0) * float(rate))
            if number >= last:
                return
            if number >= first:
                yield number, np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
