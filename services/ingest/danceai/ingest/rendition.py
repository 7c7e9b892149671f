"""The playable rendition: upright, cropped, constant frame rate, at most 1080p, keyframes every two seconds.

Everything after ingest works on the rendition, so that frame n is the moment n / fps everywhere.
"""

import itertools
import os
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import av
import av.error
import cv2
import numpy as np
from pydantic import Field

from danceai.common.contracts.videos import Crop
from danceai.common.progress import Report
from danceai.ingest import limits
from danceai.ingest.budget import Budget, Unsuitable
from danceai.ingest.picture_quality import PictureQuality
from danceai.ingest.reading import Picture, Source, check_complete, describe, frames, open_source, upright
from danceai.ingest.sound_track import write_sound

COMMON_RATES = (23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60)
BEAT_SAMPLE_RATE = 22050


MOST_FRAMES = round((limits.LONGEST_SECONDS + 1) * limits.RENDITION_MAX_FPS)
Side = Annotated[int, Field(gt=0, le=limits.LONGEST_SIDE)]
Rate = Annotated[float, Field(gt=0, allow_inf_nan=False)]


@dataclass(frozen=True)
class Rendered:
    """What came of making the rendition; feeds VideoFacts and the quality report.

    It comes from the process that has touched the file: the bounds hold whatever that has become.
    """

    source: Source
    frames: Annotated[int, Field(gt=0, le=MOST_FRAMES)]
    fps: Annotated[Rate, Field(le=1.01 * limits.RENDITION_MAX_FPS)]
    width: Side
    height: Side
    upright_width: Side
    upright_height: Side
    rotation: Annotated[int, Field(ge=-360, le=360)]
    variable_rate: bool
    measured_fps: Rate
    has_audio: bool
    quality: dict[str, float]


def nominal_rate(times: list[float], declared: float) -> tuple[float, bool]:
    """The rate to render at, and whether the camera's own rate wandered."""
    gaps = np.diff(times)
    measured = 1 / float(np.median(gaps)) if len(gaps) and np.median(gaps) > 0 else declared
    wanders = bool(len(gaps) > 8 and np.mean(np.abs(gaps - np.median(gaps)) > 0.25 * np.median(gaps)) > 0.02)
    rate = min(measured, limits.RENDITION_MAX_FPS)
    nearest = min(COMMON_RATES, key=lambda common: abs(common - rate))
    return (float(nearest) if abs(nearest - rate) < 0.02 * rate else round(rate, 3)), wanders


def _even(value: float) -> int:
    return max(2, round(value / 2) * 2)


def _first_times(path: Path, most: int = 240) -> list[float]:
    """Presentation times of the first frames, from packets alone."""
    with open_source(path) as container:
        stream = container.streams.video[0]
        times: list[float] = []
        with suppress(av.error.FFmpegError):  # whoever decodes them says what is broken
            times.extend(
                float(packet.pts * packet.time_base)
                for packet in itertools.islice(container.demux(stream), most)
                if packet.pts is not None and packet.time_base is not None
            )
    return sorted(times)


class _Writer:
    """Writes frames at a constant rate: every output moment shows the newest input frame."""

    def __init__(self, container: Any, rate: float, size: tuple[int, int], budget: Budget) -> None:
        self.container = container
        self.budget = budget
        self.rate = Fraction(rate).limit_denominator(1001)
        self.stream = container.add_stream("libx264", rate=self.rate)
        self.stream.width, self.stream.height = size
        self.stream.pix_fmt = "yuv420p"
        self.stream.codec_context.thread_count = min(limits.ENCODING_THREADS, len(os.sched_getaffinity(0)))
        keyframes = str(max(1, round(limits.KEYFRAME_SECONDS * float(self.rate))))
        self.stream.options = {
            "crf": "20",
            "preset": "veryfast",
            "g": keyframes,
            "keyint_min": keyframes,
            "sc_threshold": "0",
            "bf": "0",
        }
        self.written = 0

    def show(self, frame: av.VideoFrame, until: float) -> None:
        """Repeat (or skip) the frame so that it stands until the given second."""
        last = max(self.written, round(until * float(self.rate)))
        self.budget.show(last - self.written)
        while self.written < last:
            frame.pts, frame.time_base = self.written, 1 / self.rate
            frame.pict_type = av.video.frame.PictureType.NONE
            self._put(self.stream.encode(frame))
            self.written += 1

    def close(self) -> None:
        self._put(self.stream.encode(None))

    def _put(self, packets: list[Any]) -> None:
        for packet in packets:
            self.budget.write(packet.size)
            self.container.mux(packet)


def _prepared(frame: av.VideoFrame, rotation: int, crop: Crop | None, size: tuple[int, int]) -> av.VideoFrame:
    if not rotation and crop is None:
        return frame.reformat(size[0], size[1], "yuv420p")
    picture: Picture = upright(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8), rotation)
    if crop:
        picture = picture[crop.y : crop.y + crop.height, crop.x : crop.x + crop.width]
    if (picture.shape[1], picture.shape[0]) != size:
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="bgr24")


def render(path: Path, crop: Crop | None, folder: Path, report: Report) -> Rendered:
    """Make rendition.mp4, audio.flac and sample pictures in `folder`. Raises Unreadable or Unsuitable."""
    budget = Budget()
    with open_source(path) as container:
        source = describe(container)
        rate, wanders = nominal_rate(_first_times(path), source.fps)
        if rate < limits.FEWEST_FPS:
            raise Unsuitable(
                f"The video shows a new picture only {rate:.1f} times a second; at least {limits.FEWEST_FPS:.0f} are "
                "needed to see steps, and 50 or 60 make a good analysis."
            )
        silent, target = folder / "silent.mp4", folder / "rendition.mp4"
        quality = PictureQuality(folder)
        writer: _Writer | None = None
        size, rotation, first, last, count = (0, 0), 0, 0.0, 0.0, 0
        whole = (0, 0)
        held: av.VideoFrame | None = None
        with av.open(str(silent), "w") as output:
            for frame in frames(container, budget):
                if writer is None:
                    rotation = int(getattr(frame, "rotation", 0) or 0)
                    turned = round(rotation / 90) % 2 == 1
                    whole = (frame.height, frame.width) if turned else (frame.width, frame.height)
                    region = (crop.width, crop.height) if crop else whole
                    scale = min(1.0, limits.RENDITION_SHORT_SIDE / min(region))
                    size = (_even(region[0] * scale), _even(region[1] * scale))
                    first = float(frame.time or 0)
                    writer = _Writer(output, rate, size, budget)
                second = float(frame.time or 0) - first
                budget.reach(second)
                if held is not None:
                    writer.show(held, second)
                held = _prepared(frame, rotation, crop, size)
                quality.see(held, second)
                last, count = second, count + 1
                if count % 10 == 0:
                    report(min(last, source.seconds), max(source.seconds, last))
            if writer is not None and held is not None:
                writer.show(held, last + 1 / rate)
                writer.close()
        check_complete(count, last + 1 / rate, source)
    assert writer is not None
    seconds = writer.written / float(writer.rate)
    has_audio = write_sound(path, folder / "audio.flac", "flac", BEAT_SAMPLE_RATE, first, seconds, budget)
    if has_audio:
        write_sound(path, folder / "audio.m4a", "aac", 44100, first, seconds, budget)
    _mux(silent, folder / "audio.m4a" if has_audio else None, target)
    silent.unlink()
    return Rendered(
        source=source,
        frames=writer.written,
        fps=float(writer.rate),
        width=size[0],
        height=size[1],
        upright_width=whole[0],
        upright_height=whole[1],
        rotation=rotation,
        variable_rate=wanders,
        measured_fps=count / (last + 1 / rate),
        has_audio=has_audio,
        quality=quality.summary(),
    )


def _mux(silent: Path, sound: Path | None, target: Path) -> None:
    """Put picture and sound into one file that players can start before it is loaded."""
    with av.open(str(target), "w", options={"movflags": "faststart"}) as output, av.open(str(silent)) as video:
        inputs = [(video, video.streams.video[0])]
        audio = av.open(str(sound)) if sound else None
        if audio:
            inputs.append((audio, audio.streams.audio[0]))  # type: ignore[arg-type]
        pairs = [(source, stream, output.add_stream_from_template(stream)) for source, stream in inputs]
        for source, stream, copy in pairs:
            for packet in source.demux(stream):
                if packet.dts is not None:
                    packet.stream = copy
                    output.mux(packet)
        if audio:
            audio.close()
