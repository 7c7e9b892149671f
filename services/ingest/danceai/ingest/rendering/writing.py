"""Writing frames at a constant rate, as every player in a browser plays them."""

import os
from fractions import Fraction
from typing import Any

import av

from danceai.ingest import limits
from danceai.ingest.reading.budget import Budget

COLOURS = {"colorspace": "bt709", "color_primaries": "bt709", "color_trc": "bt709", "color_range": "tv"}


class FrameWriter:
    """Writes frames at a constant rate: every output moment shows the newest input frame."""

    def __init__(self, container: Any, rate: float, size: tuple[int, int], budget: Budget) -> None:
        self.container = container
        self.budget = budget
        self.rate = Fraction(rate).limit_denominator(1001)
        self.stream = container.add_stream("libx264", rate=self.rate)
        self.stream.width, self.stream.height = size
        self.stream.pix_fmt = "yuv420p"
        self.stream.codec_context.thread_count = min(limits.ENCODING_THREADS, len(os.sched_getaffinity(0)) + 1)
        keyframes = str(max(1, round(limits.KEYFRAME_SECONDS * float(self.rate))))
        self.stream.options = {
            "crf": "23",
            "preset": "veryfast",
            "g": keyframes,
            "keyint_min": keyframes,
            "sc_threshold": "0",
            "bf": "0",
            **COLOURS,
        }
        self.written = 0

    def show(self, frame: av.VideoFrame, until: float) -> None:
        """Repeat the frame so that it stands until the given second; one that comes a little early is not left out."""
        due = until * float(self.rate)
        last = max(round(due), self.written + 1) if due > self.written else self.written
        self.budget.show(last - self.written)
        while self.written < last:
            frame.pts, frame.time_base = self.written, 1 / self.rate
            frame.pict_type = av.video.frame.PictureType.NONE
            self._put(self.stream.encode(frame))
            self.written += 1

    def close(self) -> None:
        """Write what the encoder still holds."""
        self._put(self.stream.encode(None))

    def _put(self, packets: list[Any]) -> None:
        for packet in packets:
            self.budget.write(packet.size)
            self.container.mux(packet)
