"""From any file with sound to samples for Whisper and a track to listen to. Runs in the confined process.

Both are written from the same samples, so a second of one is a second of the other, whatever the file's clock does.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import av
import av.error
import numpy as np
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.stream import Disposition
from numpy.typing import NDArray
from pydantic import Field

from danceai.common.errors import JobFailed
from danceai.common.progress import Report
from danceai.transcription import limits

# It imports most of itself when it is needed, when nothing but the file can be read any more.
for _module in pkgutil.walk_packages(av.__path__, "av."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)

RATE = 16_000
"""Samples a second that Whisper hears"""
SAMPLES, LISTENED = "sound.s16", "sound.m4a"
BIT_RATE = 48_000
CONTAINERS = (
    "mov", "matroska", "avi", "mpegts", "mpeg", "asf", "flv", "ogg", "mxf", "dv", "mp3", "wav", "w64", "flac", "aac",
    "aiff", "amr", "caf",
)  # fmt: skip
CODECS = (
    "aac", "mp2", "mp2float", "mp3", "mp3float", "ac3", "eac3", "opus", "libopus", "vorbis", "flac", "alac",
    "wmav1", "wmav2", "wmapro", "amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb", "adpcm_ms",
    "adpcm_ima_wav", "pcm_u8", "pcm_s8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le",
    "pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_alaw", "pcm_mulaw", "pcm_bluray", "pcm_dvd",
)  # fmt: skip
OPENING = {"protocol_whitelist": "file", "format_whitelist": ",".join(CONTAINERS), "codec_whitelist": ",".join(CODECS)}


class Unheard(JobFailed):
    """A file that holds nothing to listen to."""

    code = "no_sound"


@dataclass(frozen=True)
class Sound:
    """What was written."""

    seconds: Annotated[float, Field(ge=0, le=limits.LONGEST_SECONDS + 60)]
    has_picture: bool
    """Whether the file is a film; the cover of a record is none"""


def read_sound(path: Path, folder: Path, report: Report) -> Sound:
    """Write SAMPLES (16-bit, one channel, RATE a second) and LISTENED into the folder, a block at a time.

    Raises Unheard for a file without sound, or that no reader of ours understands.
    """
    with (
        _open(path) as source,
        (folder / SAMPLES).open("wb") as samples,
        av.open(str(folder / LISTENED), "w", options={"movflags": "faststart"}) as listened,
    ):
        stream = _choose(source)
        track: Any = listened.add_stream("aac", rate=RATE, layout="mono", bit_rate=BIT_RATE)
        total = (source.duration or 0) / 1e6
        taken = 0
        for block in _one_kind(_blocks(source, stream)):
            samples.write((np.clip(block.to_ndarray(), -1, 1) * 32767).astype("<i2").tobytes())
            block.pts = taken
            listened.mux(track.encode(block))
            taken += block.samples
            if taken > limits.LONGEST_SECONDS * RATE:
                raise Unheard(
                    f"The recording is longer than {limits.LONGEST_SECONDS / 3600:.0f} hours. Cut it into parts.",
                    code="lesson_too_long",
                )
            report(taken / RATE, max(total, taken / RATE))
        if taken < limits.LEAST_SECONDS * RATE:
            raise Unheard("There is no sound in this file. Record with the microphone on, and upload that.")
        listened.mux(track.encode(None))
        films = [track for track in source.streams.video if not track.disposition & Disposition.attached_pic]
    return Sound(taken / RATE, bool(films))


def _open(path: Path) -> InputContainer:
    try:
        return av.open(str(path), options=OPENING)
    except (av.error.FFmpegError, ValueError) as error:
        raise Unheard(
            "This file is no recording we can read, or it was cut off while copying. "
            "Play it on your device; if it plays, export it as MP4 or MP3 and upload that.",
            code="file_unreadable",
        ) from error


def _choose(source: InputContainer) -> Any:
    """The default track of sound among those we read."""
    tracks: list[Any] = sorted(source.streams.audio, key=lambda track: not track.disposition & Disposition.default)
    if not tracks:
        raise Unheard("There is no sound in this file. Record with the microphone on, and upload that.")
    readable = [track for track in tracks if track.codec_context is not None and track.codec_context.name in CODECS]
    if not readable:
        raise Unheard(
            "The sound in this file is coded in a way we do not read. Export it as MP4 or MP3 and upload that.",
            code="file_unreadable",
        )
    return readable[0]


def _blocks(source: InputContainer, stream: Any) -> Iterator[Any]:
    """Every block of sound that can be decoded; damaged places are left out."""
    found = source.demux([stream])
    errors = 0
    while errors < limits.MOST_ERRORS:
        try:
            packet = next(found, None)
            if packet is None:
                return
            yield from packet.decode()
            errors = 0
        except av.error.FFmpegError:
            errors += 1


def _one_kind(blocks: Iterator[Any]) -> Iterator[Any]:
    """One channel of 16-bit numbers, RATE a second, whatever it was; a new converter where the kind changes."""
    resampler, kind = None, None
    for block in blocks:
        now = (block.format.name, block.layout.name, block.sample_rate)
        try:
            if resampler is None or now != kind:
                if resampler is not None:
                    yield from resampler.resample(None)
                # The encoder wants floats; to whole numbers they are rounded below.
                resampler, kind = AudioResampler(format="fltp", layout="mono", rate=RATE), now
            block.pts = None
            ready = resampler.resample(block)
        except (av.error.FFmpegError, ValueError):
            continue  # of a kind that nothing converts
        yield from ready
    if resampler is not None:
        yield from resampler.resample(None)


def window(path: Path, begin: float, end: float) -> NDArray[np.float32]:
    """Samples (-1..1) between two seconds of what `read_sound` has written; no more than these is read."""
    first, count = round(begin * RATE), round((end - begin) * RATE)
    return np.fromfile(path, "<i2", count, offset=2 * first).astype(np.float32) / np.float32(32768)
