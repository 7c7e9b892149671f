"""Opening a foreign file: what is in it, or a sentence why it cannot be used. Runs in a process of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import av.error
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from danceai.common.errors import JobFailed
from danceai.ingest import limits

Picture = NDArray[np.uint8]
MOST_BROKEN = 0.05


class Unreadable(JobFailed):
    """Not a video, or a damaged one."""

    code = "file_unreadable"


class Unsuitable(JobFailed):
    """A video that can never be analysed."""

    code = "video_unsuitable"


@dataclass(frozen=True)
class Source:
    """What the file says of itself, before it is decoded."""

    width: int
    height: int
    fps: float
    seconds: float
    codec: str
    has_audio: bool


def open_source(path: Path) -> InputContainer:
    """Open the container. Raises Unreadable."""
    try:
        return av.open(str(path))
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
    context = stream.codec_context
    if not context.width or not context.height:
        raise Unreadable("The picture in this file is damaged. Export it again as MP4 (H.264).")
    if context.width * context.height > limits.LARGEST_PIXELS:
        raise Unsuitable(
            f"The picture has {context.width} x {context.height} pixels; the most we take is 4K "
            "(4096 x 2304). Record or export in 1080p, that is plenty."
        )
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
        raise Unsuitable("The video is longer than 15 minutes. Cut it to one dance (1.5 to 2 minutes).")
    return Source(
        context.width, context.height, rate, seconds, context.name or "unknown", bool(container.streams.audio)
    )


def upright(picture: Picture, rotation: int) -> Picture:
    """Turn a frame as its display matrix says (degrees counter-clockwise)."""
    quarter_turns = round(rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(picture, quarter_turns)) if quarter_turns else picture


def frames(container: InputContainer) -> Iterator[av.VideoFrame]:
    """Every readable frame with its time. Raises Unreadable when too many are broken."""
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    good = broken = 0
    for packet in container.demux(stream):
        try:
            decoded: list[Any] = packet.decode()
        except av.error.FFmpegError:
            broken += 1
            continue
        for frame in decoded:
            if frame.pts is not None:
                good += 1
                yield frame
    if broken > MOST_BROKEN * max(good, 1):
        raise Unreadable("Large parts of this video are damaged. Copy it from the camera again.")


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
