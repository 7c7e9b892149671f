"""A video with something drawn over it, cut into as many parts as there are cores and joined again.

Each part is decoded, made small, drawn on and encoded in one thread, with codecs that use no other: on two cores this
takes less than codecs with threads of their own that wait for each other. It is as large as pages show it, which is
what encoding costs; the sound is copied. Frames stay in the planes that decoders give and encoders take.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import dataclass, field
from heapq import merge
from itertools import takewhile
from pathlib import Path
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from danceai.common.films import frames_from
from danceai.common.progress import Report
from danceai.scoring.overlay.canvas import Canvas

Draw = Callable[[Canvas, int], None]
"""Draws over the frame of a number; several threads call it at once"""
SHORT_SIDE = 720
"""Pixels; pages show the video no larger than half a wide screen"""
ENCODING: dict[str, object] = {"crf": "22", "preset": "veryfast"}
FORM = "yuv420p"
COLOURS = ("color_primaries", "color_trc", "colorspace", "color_range")
"""What a video says of its colours; players must take the copy's for the same"""
MOST_PARTS = 8
"""At once; each holds an encoder's pictures"""
SHORTEST_PART = 50
"""Frames: below, finding the place and starting a codec costs more than a second core brings"""


def choose_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of what is made of a video: even, and never larger than it."""
    scale = min(1.0, SHORT_SIDE / min(width, height))
    return round(width * scale / 2) * 2, round(height * scale / 2) * 2


@dataclass
class _Done:
    """How many frames are drawn, in all parts together."""

    total: int
    report: Report
    frames: dict[int, int] = field(default_factory=dict)

    def tell(self, first: int, count: int) -> None:
        """So many of the part that begins with this frame."""
        self.frames[first] = count
        if count % 10 == 0:
            self.report(sum(self.frames.values()), self.total)


def draw_video(source: Path, target: Path, frames: int, draw: Draw, report: Report) -> None:
    """Write `target` with what `draw` draws over every frame of `source`, a rendition of so many."""
    count = max(1, min(len(os.sched_getaffinity(0)), MOST_PARTS, frames // SHORTEST_PART))
    edges = [round(number * frames / count) for number in range(count + 1)]
    done = _Done(frames, report)
    parts = [target.with_name(f"{target.stem}.{first}.mp4") for first in edges[:-1]]
    with ThreadPoolExecutor(count, thread_name_prefix="overlay") as threads:

        def begin(part: Path, first: int, last: int) -> Future[None]:
            # In a copy of the context, which knows whether anybody still wants this.
            context = copy_context()
            return threads.submit(lambda: context.run(_draw_part, source, part, first, last, draw, done))

        for drawn in [begin(*part) for part in zip(parts, edges, edges[1:], strict=False)]:
            drawn.result()
    _join(parts, edges, source, target)
    for path in parts:
        path.unlink()
    report(frames, frames)


def _draw_part(source: Path, target: Path, first: int, last: int, draw: Draw, done: _Done) -> None:
    """Frames [first, last) of `source`, drawn on, as a video that begins at 0 and has no sound."""
    with av.open(str(source)) as video, av.open(str(target), "w") as output:
        picture_in = video.streams.video[0]
        picture_in.codec_context.thread_count = 1
        rate = picture_in.average_rate
        assert rate is not None
        picture_out = output.add_stream("libx264", rate=rate)
        picture_out.width, picture_out.height = size = choose_size(picture_in.width, picture_in.height)
        picture_out.pix_fmt, picture_out.options = FORM, ENCODING
        picture_out.codec_context.thread_count = 1
        for said in COLOURS:
            setattr(picture_out.codec_context, said, getattr(picture_in.codec_context, said))
        shrink = VideoReformatter()
        for number, frame in takewhile(lambda one: one[0] < last, frames_from(video, first, rate)):
            small = shrink.reformat(frame, *size, FORM, interpolation=Interpolation.BILINEAR, threads=1)
            small.pts, small.time_base = number - first, 1 / rate
            small.pict_type = av.video.frame.PictureType.NONE
            small.make_writable()
            draw(Canvas.over_frame(small), number)
            output.mux(picture_out.encode(small))
            done.tell(first, number - first + 1)
        output.mux(picture_out.encode(None))


def _join(parts: list[Path], edges: list[int], source: Path, target: Path) -> None:
    """The parts one after the other, with the sound of `source`."""
    with ExitStack() as files:
        videos = [files.enter_context(av.open(str(path))) for path in parts]
        heard = files.enter_context(av.open(str(source)))
        output = files.enter_context(av.open(str(target), "w", options={"movflags": "faststart"}))
        drawn = _later(zip(videos, edges, strict=False), output.add_stream_from_template(videos[0].streams.video[0]))
        sound = heard.streams.audio[:1]
        kept = [_written(heard, stream, output.add_stream_from_template(stream)) for stream in sound]
        for packet in merge(drawn, *kept, key=lambda packet: packet.dts * packet.time_base):
            output.mux(packet)


def _later(videos: Any, out: Any) -> Iterator[Any]:
    """Packets of all parts for a stream, those of each moved behind the part before it."""
    for video, first in videos:
        stream = video.streams.video[0]
        shift = round(first / stream.average_rate / stream.time_base)
        for packet in _written(video, stream, out):
            packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
            yield packet


def _written(container: Any, stream: Any, out: Any) -> Iterator[Any]:
    """Packets of a track that hold something, for a stream."""
    for packet in container.demux(stream):
        if packet.dts is not None:
            packet.stream = out
            yield packet
