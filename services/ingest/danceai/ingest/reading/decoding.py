"""Decoding a track packet by packet: what is damaged is left out, what comes after it is not."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import av
import av.error

from danceai.ingest import limits
from danceai.ingest.reading.budget import Budget
from danceai.ingest.reading.opening import Unreadable, open_source, packets
from danceai.ingest.reading.stamps import UNKNOWN, MendedStamps
from danceai.ingest.reading.tracks import PictureTrack

MOST_BROKEN = 0.05
SPARE = 0.5
"""Seconds of sound around what is wanted, from which decoders find into it"""
LEAST_STEP = 1e-4
"""Seconds by which a picture is later than the one before, whatever its stamp says"""


def _on_the_clock(container: Any, stream: Any, stamps: MendedStamps, budget: Budget) -> Iterator[Any]:
    """Packets with mended times, and the one without data that empties the decoder at the end."""
    number = -1
    for packet in packets(container, [stream], budget):
        if packet.size:
            number += 1
            stamp = stamps.shown[number] if number < len(stamps.shown) else UNKNOWN
            packet.pts = None if stamp == UNKNOWN else int(stamp)
        yield packet


def pictures(path: Path, track: PictureTrack, budget: Budget) -> Generator[tuple[av.VideoFrame, float]]:
    """Every readable picture and its second on the mended clock. Raises Unreadable when too many are broken."""
    with open_source(path) as container:
        stream: Any = container.streams[track.index]
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = min(limits.DECODING_THREADS, len(os.sched_getaffinity(0)) + 1)
        stream.codec_context.options = {"max_pixels": str(limits.LARGEST_PIXELS)}
        good = broken = 0
        last = -1e9
        for packet in _on_the_clock(container, stream, track.stamps, budget):
            try:
                decoded: list[Any] = packet.decode()
            except av.error.FFmpegError:
                broken += 1
                continue
            for frame in decoded:
                budget.see(frame.width, frame.height)
                second = _tell_second(frame, track.stamps, good, last, track.rate)
                good += 1
                last = max(second, last + LEAST_STEP)
                yield frame, last
    if broken > MOST_BROKEN * max(good, 1):
        raise Unreadable("Large parts of this video are damaged. Copy it from the camera again.")


def _tell_second(frame: av.VideoFrame, stamps: MendedStamps, number: int, last: float, rate: float) -> float:
    """By its stamp; else by its number, where the file has no stamps; else one step after the one before."""
    if frame.pts is not None and frame.time_base is not None and (stamps.shown != UNKNOWN).any():
        return float(frame.pts * frame.time_base)
    return float(stamps.seconds[number]) if number < len(stamps.seconds) else last + 1 / rate


def kind_of(block: av.AudioFrame) -> tuple[str, str, int]:
    """Form of the numbers, layout of the channels, samples a second: a converter takes blocks of one kind."""
    return block.format.name, block.layout.name, block.sample_rate


def sounds(
    path: Path, index: int, stamps: MendedStamps, begin: float, end: float, budget: Budget
) -> Iterator[tuple[av.AudioFrame, float]]:
    """Every readable block of sound between two seconds of the mended clock, with its own, until one is odd."""
    with open_source(path) as container:
        stream: Any = container.streams[index]
        after = begin
        for packet in _on_the_clock(container, stream, stamps, budget):
            if packet.pts is not None and not begin - SPARE < packet.pts * packet.time_base < end + SPARE:
                continue
            try:
                decoded: list[Any] = packet.decode()
            except av.error.FFmpegError:
                continue
            for block in decoded:
                if block.sample_rate not in limits.SOUND_RATES:
                    return
                if block.samples > limits.LONGEST_SOUND_BLOCK * block.sample_rate:
                    return
                second = float(block.pts * block.time_base) if block.pts is not None else after
                after = second + block.samples / block.sample_rate
                yield block, second
