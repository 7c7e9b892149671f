"""The playable rendition: as the picture is meant, constant frame rate, at most 1080p, keyframes every two seconds.

Everything after ingest works on the rendition, so that frame n is the moment n / fps everywhere.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import av
from pydantic import Field

from danceai.common.contracts.videos import Crop
from danceai.common.prefetch import work_ahead
from danceai.common.progress import Report
from danceai.ingest import limits
from danceai.ingest.reading.budget import Budget
from danceai.ingest.reading.decoding import pictures
from danceai.ingest.reading.opening import open_source
from danceai.ingest.reading.survey import survey
from danceai.ingest.reading.tracks import PictureTrack, choose_picture, list_sounds, refuse_short
from danceai.ingest.rendering.hearing import find_sound
from danceai.ingest.rendering.interlacing import find_interlacing
from danceai.ingest.rendering.picture import PictureChain
from danceai.ingest.rendering.picture_quality import PictureQuality
from danceai.ingest.rendering.shots import ShotFinder
from danceai.ingest.rendering.sound import write_sound
from danceai.ingest.rendering.writing import FrameWriter

COMMON_RATES = (23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60)
MOST_FRAMES = round((limits.LONGEST_SECONDS + 1) * limits.RENDITION_MAX_FPS)
Side = Annotated[int, Field(gt=0, le=limits.LONGEST_SIDE)]
Rate = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Frame = Annotated[int, Field(gt=0, le=MOST_FRAMES)]


class Sound(StrEnum):
    """What became of the search for sound."""

    HEARD = "heard"
    SILENT = "silent"
    NONE = "none"


@dataclass(frozen=True)
class Rendered:
    """What came of making the rendition; feeds VideoFacts and the quality report.

    It comes from the process that has touched the file: the bounds hold whatever that has become.
    """

    codec: Annotated[str, Field(max_length=40)]
    frames: Frame
    fps: Annotated[Rate, Field(le=1.01 * limits.RENDITION_MAX_FPS)]
    width: Side
    height: Side
    upright_width: Side
    upright_height: Side
    rotation: Annotated[int, Field(ge=-360, le=360)]
    variable_rate: bool
    measured_fps: Rate
    cuts: Annotated[list[Frame], Field(max_length=MOST_FRAMES)]
    sound: Sound
    unread_sound: Annotated[str, Field(max_length=200)]
    """Codings of sound that we do not read"""
    quality: dict[str, float]

    @property
    def has_audio(self) -> bool:
        """Whether there is something to hear."""
        return self.sound is Sound.HEARD


def choose_rate(rate: float, *, wanders: bool) -> float:
    """The rate to render at: the common one that is near, or for a rate that wanders the next that leaves none out."""
    rate = min(rate, limits.RENDITION_MAX_FPS)
    nearest = min(COMMON_RATES, key=lambda common: abs(common - rate))
    if abs(nearest - rate) < 0.02 * rate:
        return float(nearest)
    if wanders:
        return float(min((common for common in COMMON_RATES if common > rate), default=limits.RENDITION_MAX_FPS))
    return round(rate, 3)


@dataclass(frozen=True)
class _Shown:
    """What is known of the picture when all of it was written."""

    first: float
    """Second of the first picture, by the file's clock"""
    pictures: int
    frames: int
    fps: float
    cuts: list[int]
    quality: dict[str, float]


def render(path: Path, crop: Crop | None, folder: Path, report: Report) -> Rendered:
    """Make rendition.mp4, audio.flac and sample pictures in `folder`. Raises Unreadable or Unsuitable."""
    budget = Budget()
    found = survey(path, budget)
    with open_source(path) as container:
        track = choose_picture(container, path, found)
        sound_streams, unread = list_sounds(container, path)
    combed = find_interlacing(path, track, Budget())
    chain = PictureChain(crop, track, combed, folder)
    silent = folder / "silent.mp4"
    shown = _write_picture(path, track, chain, silent, budget, report)
    assert chain.view is not None
    sound = find_sound(path, sound_streams, found, track, budget)
    if sound is not None:
        write_sound(path, sound, folder, shown.first, shown.frames / shown.fps, budget)
    _mux(silent, folder / "audio.m4a" if sound else None, folder / "rendition.mp4")
    silent.unlink()
    return Rendered(
        codec=track.codec,
        frames=shown.frames,
        fps=shown.fps,
        width=chain.size[0],
        height=chain.size[1],
        upright_width=chain.view.shown[0],
        upright_height=chain.view.shown[1],
        rotation=chain.view.rotation,
        variable_rate=track.wanders,
        measured_fps=shown.pictures / (shown.frames / shown.fps),
        cuts=shown.cuts,
        sound=Sound.HEARD if sound else Sound.SILENT if sound_streams else Sound.NONE,
        unread_sound=unread[:200],
        quality=shown.quality,
    )


def _write_picture(
    path: Path, track: PictureTrack, chain: PictureChain, target: Path, budget: Budget, report: Report
) -> _Shown:
    quality, shots = PictureQuality(target.parent), ShotFinder()
    frames = work_ahead(chain.run(pictures(path, track, budget)), 4)
    held, first = next(frames, (None, 0.0))
    if held is None:
        refuse_short(0)
    rate = choose_rate(chain.rate_of(track.rate), wanders=track.wanders)
    last, count = 0.0, 1
    with av.open(str(target), "w") as output:
        writer = FrameWriter(output, rate, chain.size, budget)
        shots.see(held, 0.0, 0)
        quality.see(held, 0.0)
        for frame, moment in frames:
            last = moment - first
            budget.reach(last)
            writer.show(held, last)
            held, count = frame, count + 1
            shots.see(frame, last, writer.written)
            quality.see(frame, last)
            if count % 10 == 0:
                report(min(last, track.span), max(track.span, last))
        writer.show(held, last + 1 / float(writer.rate))
        writer.close()
    if count < limits.FEWEST_FRAMES:
        refuse_short(count)
    return _Shown(first, count, writer.written, float(writer.rate), shots.find_cuts(writer.written), quality.summary())


def _mux(silent: Path, sound: Path | None, target: Path) -> None:
    """Put picture and sound into one file that players can start before it is loaded."""
    with av.open(str(target), "w", options={"movflags": "faststart"}) as output, ExitStack() as inputs:
        copies = []
        for part in (silent, sound) if sound else (silent,):
            source = inputs.enter_context(av.open(str(part)))
            copies.append((source, source.streams[0], output.add_stream_from_template(source.streams[0])))
        for source, stream, copy in copies:
            for packet in source.demux(stream):
                if packet.dts is not None:
                    packet.stream = copy
                    output.mux(packet)
