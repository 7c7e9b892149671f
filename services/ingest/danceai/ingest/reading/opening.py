"""Opening a foreign file, or a sentence why it cannot be used.

Only containers, codecs and protocols that cameras, phones and editing programs write are opened at all: the library
knows hundreds, among them play lists that have it open other files.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import av.error
from av.container import InputContainer

from danceai.common.errors import JobFailed
from danceai.ingest import limits
from danceai.ingest.reading.budget import Budget

# It imports most of itself when it is needed, when nothing but the file can be read any more.
for _module in pkgutil.walk_packages(av.__path__, "av."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)

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


def open_source(path: Path) -> InputContainer:
    """Open the container. Raises Unreadable."""
    try:
        return av.open(str(path), options=OPENING)
    except (av.error.FFmpegError, ValueError) as error:
        raise Unreadable(
            "This file is not a video we can read, or it was cut off while copying. "
            "Play it on your device; if it plays, export it as MP4 and upload that."
        ) from error


def packets(container: InputContainer, streams: list[Any], budget: Budget) -> Iterator[Any]:
    """Every packet that can be read, damaged places left out; the last of a stream has no data."""
    found = container.demux(streams) if streams else iter(())
    errors = 0
    while errors < limits.MOST_ERRORS:
        budget.work()
        try:
            packet = next(found, None)
        except av.error.FFmpegError:
            errors += 1
            continue
        if packet is None:
            return
        errors = 0
        yield packet
