"""A video with something drawn over it: decoded and made small in one thread, drawn on in another, encoded in a third.

It is as large as pages show it, which is what encoding costs; the sound is copied. Frames stay in the planes that
decoders give and encoders take, from one end to the other.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.video.reformatter import Interpolation, VideoReformatter

from danceai.common.offload import keep_going
from danceai.common.prefetch import work_ahead
from danceai.common.progress import Report
from danceai.scoring.overlay.canvas import Canvas

Item: TypeAlias = "av.VideoFrame | av.Packet[Any]"
Draw = Callable[[Canvas, int], None]
"""Draws over the frame of a number"""
SHORT_SIDE = 720
"""Pixels; pages show the video no larger than half a wide screen"""
ENCODING: dict[str, object] = {"crf": "22", "preset": "veryfast"}
FORM = "yuv420p"
COLOURS = ("color_primaries", "color_trc", "colorspace", "color_range")
"""What a video says of its colours; players must take the copy's for the same"""
AHEAD = 6
"""Frames that may wait between two threads; bounds memory for any length"""


def choose_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of what is made of a video: even, and never larger than it."""
    scale = min(1.0, SHORT_SIDE / min(width, height))
    return round(width * scale / 2) * 2, round(height * scale / 2) * 2


def draw_video(source: Path, target: Path, frames: int, draw: Draw, report: Report) -> None:
    """Write `target` with what `draw` draws over every frame of `source`."""
    with av.open(str(source)) as video, av.open(str(target), "w", options={"movflags": "faststart"}) as output:
        picture_in = video.streams.video[0]
        picture_in.thread_type = "AUTO"
        picture_out = output.add_stream("libx264", rate=picture_in.average_rate)
        picture_out.width, picture_out.height = choose_size(picture_in.width, picture_in.height)
        picture_out.pix_fmt, picture_out.options = FORM, ENCODING
        for said in COLOURS:
            setattr(picture_out.codec_context, said, getattr(picture_in.codec_context, said))
        sound_in = video.streams.audio[0] if video.streams.audio else None
        sound_out = output.add_stream_from_template(sound_in) if sound_in else None
        number = 0
        small = work_ahead(_read(video, (picture_out.width, picture_out.height)), AHEAD)
        for item in work_ahead(_drawn(small, draw), AHEAD):
            keep_going()
            if isinstance(item, av.Packet):
                item.stream = sound_out
                output.mux(item)
                continue
            output.mux(picture_out.encode(item))
            number += 1
            if number % 10 == 0:
                report(number, frames)
        output.mux(picture_out.encode(None))


def _read(video: av.container.InputContainer, size: tuple[int, int]) -> Iterator[Item]:
    """Every frame, at its new size and for us to change, and the sound's packets as they lie between them."""
    shrink = VideoReformatter()
    picture, sound = video.streams.video[0], video.streams.audio[:1]
    for packet in video.demux(picture, *sound):
        if packet.stream is not picture:
            if packet.dts is not None:
                yield packet
            continue
        for frame in packet.decode():
            assert isinstance(frame, av.VideoFrame)
            small = shrink.reformat(frame, *size, FORM, interpolation=Interpolation.BILINEAR, threads=1)
            small.pts, small.time_base = frame.pts, frame.time_base
            small.pict_type = av.video.frame.PictureType.NONE
            small.make_writable()
            yield small


def _drawn(items: Iterable[Item], draw: Draw) -> Iterator[Item]:
    number = 0
    for item in items:
        if isinstance(item, av.VideoFrame):
            draw(Canvas.over_frame(item), number)
            number += 1
        yield item
