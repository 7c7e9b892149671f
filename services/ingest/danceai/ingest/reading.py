"""Opening a foreign file: what is in it, or a sentence why it cannot be used. Runs in a confined process.

Only containers, codecs and protocols that cameras, phones and editing programs write are opened at all: the library
knows hundreds, among them play lists that have it open other files.
"""

import importlib
import os
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import av
import av.error
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray
from pydantic import Field

from danceai.common.errors import JobFailed
from danceai.ingest import limits
from danceai.ingest.budget import TOO_LONG, Budget, Unsuitable, check_size

# It imports most of itself when it is needed, when nothing but the file can be read any more.
for _module in pkgutil.walk_packages(av.__path__, "av."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)

Picture = NDArray[np.uint8]
MOST_BROKEN = 0.05
CONTAINERS = ("mov", "matroska", "avi", "mpegts", "mpeg", "asf", "flv", "ogg", "mxf", "dv")
PICTURE_CODECS = {
    "h264", "hevc", "libdav1d", "vp8", "vp9", "mpeg1video", "mpeg2video", "mpeg4", "msmpeg4v2", "msmpeg4", "h263",
    "flv", "wmv1", "wmv2", "wmv3", "vc1", "mjpeg", "prores", "dnxhd", "dvvideo", "theora",
}  # fmt: skip
SOUND_CODECS = {
    "aac", "mp2", "mp2float", "mp3", "mp3float", "ac3", "eac3", "opus", "libopus", "vorbis", "flac", "alac",
    "wmav1", "wmav2", "wmapro", "amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb", "adpcm_ms",
    "adpcm_ima_wav", "pcm_u8", "pcm_s8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le",
    "pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_alaw", "pcm_mulaw", "pcm_bluray", "pcm_dvd",
}  # fmt: skip
OPENING = {
    "protocol_whitelist": "file",
    "format_whitelist": ",".join(CONTAINERS),
    "codec_whitelist": ",".join(sorted(PICTURE_CODECS | SOUND_CODECS)),
}


class Unreadable(JobFailed):
    """Not a video, or a damaged one."""

    code = "file_unreadable"


@dataclass(frozen=True)
class Source:
    """What the file says of itself, before it is decoded."""

    width: int
    height: int
    fps: float
    seconds: float
    codec: Annotated[str, Field(max_length=40)]
    has_audio: bool


def open_source(path: Path) -> InputContainer:
    """Open the container. Raises Unreadable."""
    try:
        return av.open(str(path), options=OPENING)
    except (av.error.FFmpegError, ValueError) as error:
        raise Unreadable(
            "This file is not a video we can read, or it was cut off while copying. "
            "Play it on your device; if it plays, export it as MP4 and upload that."
        ) from error


def describe(container: InputContainer) -> Source:
    """Check what the header promises. Raises Unreadable or Unsuitable before anything is decoded."""
    if not container.streams.video:
        raise Unsuitable("There is no picture in this file, only sound. Upload the video recording.")
    stream = container.streams.video[0]
    context: Any = stream.codec_context  # None when nothing knows the codec
    if context is None or context.name not in PICTURE_CODECS:
        raise Unsuitable("The picture in this file is coded in a way we do not read. Export it as MP4 (H.264).")
    if not context.width or not context.height:
        raise Unreadable("The picture in this file is damaged. Export it again as MP4 (H.264).")
    check_size(context.width, context.height)
    if min(context.width, context.height) < limits.SMALLEST_SIDE:
        raise Unsuitable(
            f"The picture has only {context.width} x {context.height} pixels; dancers cannot be seen in it. "
            "Record in 1080p, at least 720p."
        )
    rate = float(stream.average_rate or stream.guessed_rate or 0)
    seconds = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
    if not seconds and container.duration:
        seconds = container.duration / 1e6
    if seconds > limits.LONGEST_SECONDS:
        raise Unsuitable(TOO_LONG)
    return Source(context.width, context.height, rate, seconds, context.name, find_sound(container) is not None)


def find_sound(container: InputContainer) -> Any | None:
    """The first stream of sound that we read; any others are left alone."""
    for stream in container.streams.audio:
        context: Any = stream.codec_context
        if context is not None and context.name in SOUND_CODECS:
            return stream
    return None


def upright(picture: Picture, rotation: int) -> Picture:
    """Turn a frame as its display matrix says (degrees counter-clockwise)."""
    quarter_turns = round(rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(picture, quarter_turns)) if quarter_turns else picture


def frames(container: InputContainer, budget: Budget) -> Iterator[av.VideoFrame]:
    """Every readable frame with its time. Raises Unreadable when too many are broken, Unsuitable over budget."""
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    stream.codec_context.thread_count = min(limits.DECODING_THREADS, len(os.sched_getaffinity(0)) + 1)
    stream.codec_context.options = {"max_pixels": str(limits.LARGEST_PIXELS)}
    good = broken = 0
    packets = container.demux(stream)
    while True:
        budget.work()
        try:
            packet = next(packets, None)
            decoded: list[Any] = packet.decode() if packet is not None else []
        except av.error.FFmpegError:
            broken += 1
            continue
        if packet is None:
            break
        for frame in decoded:
            budget.see(frame.width, frame.height)
            if frame.pts is not None:
                good += 1
                yield frame
    if broken > MOST_BROKEN * max(good, 1):
        raise Unreadable("Large parts of this video are damaged. Copy it from the camera again.")


def sound_blocks(path: Path, budget: Budget) -> Iterator[av.AudioFrame]:
    """Every block of sound until one is broken or odd: nobody rejects a dance for its sound."""
    with open_source(path) as container:
        stream = find_sound(container)
        if stream is None:
            return
        blocks = container.decode(stream)
        while True:
            budget.work()
            try:
                block: Any = next(blocks, None)
            except av.error.FFmpegError:
                return
            if block is None or block.sample_rate not in limits.SOUND_RATES:
                return
            if block.samples > limits.LONGEST_SOUND_BLOCK * block.sample_rate:
                return
            yield block


def check_complete(count: int, last_second: float, source: Source) -> None:
    """Raise when the file ended long before it said it would, or holds too little to look at."""
    if count < limits.FEWEST_FRAMES or last_second < limits.SHORTEST_SECONDS:
        raise Unsuitable(
            f"The video has only {count} frame{'s' if count != 1 else ''}; at least one second is needed, "
            "and 30 seconds or more make a good analysis."
        )
    if source.seconds and last_second < 0.8 * source.seconds:
        raise Unreadable(
            f"The file breaks off after {last_second:.1f} of {source.seconds:.1f} seconds. Copy or upload it again."
        )
