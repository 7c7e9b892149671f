"""Which of a file's streams is the recording, and which its sound."""

import mmap
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from av.container import InputContainer
from av.stream import Disposition

from danceai.ingest import limits
from danceai.ingest.reading.budget import TOO_LONG, Unsuitable, check_size
from danceai.ingest.reading.margins import Margins, read_margins
from danceai.ingest.reading.opening import PICTURE_CODECS, SOUND_CODECS, Unreadable
from danceai.ingest.reading.stamps import MendedStamps, measure_rate, mend_picture
from danceai.ingest.reading.survey import Survey

NOT_THE_RECORDING = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
LEAST_WHOLE = 0.8
"""Share of what the header promises below which a file was cut off while it was copied"""
OTHER_CODECS = {"ap4h": "ProRes 4444", "CFHD": "CineForm", "apac": "Apple Positional Audio", "av01": "AV1"}
"""What people call codes that the file names by four letters"""


@dataclass(frozen=True)
class PictureTrack:
    """The stream that is the recording."""

    index: int
    codec: str
    stamps: MendedStamps
    rate: float
    """Pictures a second where there are most"""
    wanders: bool
    """Whether the rate is not constant"""
    aspect: Fraction | None
    """Of its pixels, as the container or the codec has it; None where neither says"""
    margins: Margins
    """What the container says is not to be shown"""

    @property
    def span(self) -> float:
        """Seconds from the first picture to the end of the last."""
        seconds = self.stamps.seconds
        return float(seconds[-1] - seconds[0]) + 1 / self.rate


def choose_picture(container: InputContainer, path: Path, found: Survey) -> PictureTrack:
    """The largest stream of moving pictures. Raises Unreadable or Unsuitable before anything is decoded."""
    streams: list[Any] = [s for s in container.streams.video if not s.disposition & NOT_THE_RECORDING]
    if not streams:
        raise Unsuitable("There is no picture in this file, only sound. Upload the video recording.")
    readable = [stream for stream in streams if _is_read(stream, PICTURE_CODECS)]
    if not readable:
        name = _find_name(streams[0], path)
        raise Unsuitable(
            f"The picture in this file is coded in a way we do not read{f' ({name})' if name else ''}. "
            "Export it as MP4 (H.264) and upload that."
        )
    tracks = {s.index: _track(container, s, found) for s in readable}
    best = max(readable, key=lambda s: (_moves(tracks[s.index]), s.codec_context.width * s.codec_context.height))
    context = best.codec_context
    if not context.width or not context.height:
        raise Unreadable("The picture in this file is damaged. Export it again as MP4 (H.264).")
    check_size(context.width, context.height)
    if min(context.width, context.height) < limits.SMALLEST_SIDE:
        raise Unsuitable(
            f"The picture has only {context.width} x {context.height} pixels; dancers cannot be seen in it. "
            "Record in 1080p, at least 720p."
        )
    track = tracks[best.index]
    _check_whole(best, found)
    _check_times(track)
    return track


def _track(container: InputContainer, stream: Any, found: Survey) -> PictureTrack:
    stamps = mend_picture(found.packets[stream.index])
    rate, wanders = measure_rate(stamps.seconds) if len(stamps.seconds) > 1 else (0.0, False)
    aspect = stream.sample_aspect_ratio
    margins = read_margins(container, stream)
    return PictureTrack(stream.index, stream.codec_context.name, stamps, rate, wanders, aspect, margins)


def _moves(track: PictureTrack) -> bool:
    return len(track.stamps.seconds) >= limits.FEWEST_FRAMES and track.rate >= limits.FEWEST_FPS


def _check_times(track: PictureTrack) -> None:
    count = len(track.stamps.seconds)
    if count < 2:
        refuse_short(count)
    if not 0 < track.rate <= limits.MOST_FPS * 1.02:
        raise Unsuitable(
            f"The video has more than {limits.MOST_FPS:.0f} pictures a second, or its time does not go on. "
            "Export it again as MP4 with 50 or 60 pictures a second."
        )
    if track.span > limits.LONGEST_SECONDS:
        raise Unsuitable(TOO_LONG)
    if count < limits.FEWEST_FRAMES or track.span < limits.SHORTEST_SECONDS:
        refuse_short(count)
    if track.rate < limits.FEWEST_FPS:
        raise Unsuitable(
            f"The video shows a new picture only {track.rate:.1f} times a second; at least {limits.FEWEST_FPS:.0f} "
            "are needed to see steps, and 50 or 60 make a good analysis."
        )


def refuse_short(count: int) -> NoReturn:
    """Raise for a recording that holds too little to look at."""
    raise Unsuitable(
        f"The video has only {count} frame{'s' if count != 1 else ''}; at least one second is needed, "
        "and 30 seconds or more make a good analysis."
    )


def _check_whole(stream: Any, found: Survey) -> None:
    """Raise when the file ends long before it says it would."""
    said, there = found.header_seconds, found.end()
    if stream.duration and stream.time_base:
        said, there = float(stream.duration * stream.time_base), found.packets[stream.index].span
    if there < LEAST_WHOLE * said - 0.5:
        raise Unreadable(f"The file breaks off after {there:.1f} of {said:.1f} seconds. Copy or upload it again.")


def list_sounds(container: InputContainer, path: Path) -> tuple[list[int], str]:
    """Streams of sound we read, the default one first, and the names of those we do not."""
    streams: list[Any] = sorted(container.streams.audio, key=lambda s: not s.disposition & Disposition.default)
    readable = [stream.index for stream in streams if _is_read(stream, SOUND_CODECS)]
    return readable, ", ".join(_find_name(s, path) or "unknown" for s in streams if s.index not in readable)


def _is_read(stream: Any, codecs: set[str]) -> bool:
    """Whether its coding is one of those; nothing at all is known of some."""
    return stream.codec_context is not None and stream.codec_context.name in codecs


def _find_name(stream: Any, path: Path) -> str:
    """What the stream's coding is called; empty where nobody knows."""
    context = stream.codec_context
    code = context.name if context is not None else _read_code(stream.index, path)
    return OTHER_CODECS.get(code, code)


def _read_code(number: int, path: Path) -> str:
    """The four letters by which an MP4 or MOV file names the coding of its n-th stream; empty in other files."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = data.rfind(b"moov")
        for _ in range(number + 1):
            at = data.find(b"stsd", at + 1) if at >= 0 else -1
        code = data[at + 16 : at + 20] if at >= 0 else b""
    return code.decode("ascii").strip() if code.isascii() and code.decode("ascii").isprintable() else ""
