"""The picture as it is meant: one chain of FFmpeg's filters from a decoded frame to a frame of the rendition.

Deinterlaced to the full rate, without margins, pixels square, upright, cropped, in usual brightness and colours
(BT.709, limited range), scaled as early as possible. The chain is made anew whenever frames become different.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.filter import Graph

from danceai.common.contracts.videos import Crop
from danceai.ingest import limits
from danceai.ingest.reading.budget import Unsuitable
from danceai.ingest.reading.margins import Margins
from danceai.ingest.reading.tracks import PictureTrack
from danceai.ingest.rendering.filters import make_chain, pull_ready
from danceai.ingest.rendering.geometry import Size, View, read_view
from danceai.ingest.rendering.tone_mapping import HLG, PQ, write_table

CLOCK = 1_000_000
"""Units a second of the frames within the chain"""
MATRICES = {1: "bt709", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020", 10: "bt2020"}
"""Of ITU-T H.273, as FFmpeg's `scale` calls them"""
HIGH_DEFINITION = 720
"""Lines from which colours that name no matrix are BT.709's, as players take them"""
FULL_RANGE = 2
ALIKE = 0.01
SMALLEST_CROP = 32


def even(value: float) -> int:
    """The nearest even number: chroma is stored at half the size."""
    return max(2, round(value / 2) * 2)


def bind(crop: Crop, shown: Size) -> Crop:
    """What of a crop lies in the picture; it may have been chosen before anybody knew the size. Raises Unsuitable."""
    width, height = (
        min(size, side - at) for size, side, at in ((crop.width, shown[0], crop.x), (crop.height, shown[1], crop.y))
    )
    if min(width, height) < SMALLEST_CROP:
        raise Unsuitable(f"The crop lies outside the picture of {shown[0]} x {shown[1]} pixels. Choose it again.")
    return Crop(x=crop.x, y=crop.y, width=width, height=height)


class PictureChain:
    """Frames in, frames of the rendition out; the first frame decides on the size."""

    def __init__(self, crop: Crop | None, track: PictureTrack, combed: str | None, folder: Path) -> None:
        """combed: "tff" or "bff" when two half pictures stand in every frame, by which is first."""
        self._crop, self._track, self._combed, self._folder = crop, track, combed, folder
        self._kind: Any = None
        self._graph: Graph | None = None
        self.view: View | None = None
        self.size: Size = (0, 0)

    def run(self, frames: Iterable[tuple[av.VideoFrame, float]]) -> Iterator[tuple[av.VideoFrame, float]]:
        """Frames with their seconds, in and out."""
        for frame, second in frames:
            yield from self._take(frame, second)
        yield from self._end()

    def rate_of(self, rate: float) -> float:
        """Frames a second that come out of so many that go in."""
        return 2 * rate if self._combed else rate

    def _take(self, frame: av.VideoFrame, second: float) -> Iterator[tuple[av.VideoFrame, float]]:
        shape = (frame.width, frame.height, frame.format.name, frame.rotation)
        kind = (*shape, frame.colorspace, frame.color_range, frame.color_trc)
        if kind != self._kind:
            # Only now: to look for the matrix ties a frame to itself, so that it stays in memory for long.
            view = read_view(frame, self._track)
            yield from self._end()
            if self.view is None:
                self._crop = bind(self._crop, view.shown) if self._crop else None
                self.view, self.size = view, self._choose_size(view)
            self._graph, self._kind = self._make(frame, view), kind
        assert self._graph is not None
        frame.pts, frame.time_base = round(second * CLOCK), Fraction(1, CLOCK)
        self._graph.push(frame)
        yield from self._ready()

    def _end(self) -> Iterator[tuple[av.VideoFrame, float]]:
        if self._graph is not None:
            self._graph.push(None)
            yield from self._ready()
        self._graph = None

    def _ready(self) -> Iterator[tuple[av.VideoFrame, float]]:
        assert self._graph is not None
        for frame in pull_ready(self._graph):
            yield frame, float(frame.pts * frame.time_base)

    def _choose_size(self, view: View) -> Size:
        region = (self._crop.width, self._crop.height) if self._crop else view.shown
        scale = min(1.0, limits.RENDITION_SHORT_SIDE / min(region))
        return even(region[0] * scale), even(region[1] * scale)

    def _make(self, frame: av.VideoFrame, view: View) -> Graph:
        width, height = frame.width, frame.height
        steps = [f"buffer=video_size={width}x{height}:pix_fmt={frame.format.name}:time_base=1/{CLOCK}:pixel_aspect=1/1"]
        steps[0] += f":colorspace={int(frame.colorspace)}:range={int(frame.color_range)}"
        if self._combed:
            steps.append(f"bwdif=mode=send_field:parity={self._combed}:deint=all")
        if (margins := view.margins) != Margins():
            steps.append(f"crop={view.stored[0]}:{view.stored[1]}:{margins.left}:{margins.top}:exact=1")
        steps += self._cut_and_scale(view, _colours(frame))
        if frame.color_trc in (HLG, PQ):
            table = self._folder / f"tones_{frame.color_trc}.cube"
            write_table(table, frame.color_trc)
            steps += ["format=gbrp10", f"lut3d=file={table}"]
            steps.append("scale=out_color_matrix=bt709:out_range=tv")
        steps += view.turns
        # Where a later part has another shape, it is shown whole, with bars.
        steps.append(f"pad={self.size[0]}:{self.size[1]}:-1:-1" if self._other_shape(view) else "null")
        steps += ["format=yuv420p", "setparams=colorspace=bt709:range=tv", "buffersink"]
        return make_chain(*steps)

    def _other_shape(self, view: View) -> bool:
        """Whether it cannot fill the rendition's picture as it is."""
        assert self.view is not None
        one, other = (shape[0] / shape[1] for shape in (view.shown, self.view.shown))
        return abs(one / other - 1) > ALIKE

    def _cut_and_scale(self, view: View, colours: str) -> list[str]:
        assert self.view is not None
        (wide, high), steps = self.size, []
        if self._other_shape(view):
            scale = min(wide / view.shown[0], high / view.shown[1])
            wide, high = (min(side, even(shown * scale)) for side, shown in zip(self.size, view.shown, strict=True))
        elif self._crop:
            share = view.shown[0] / self.view.shown[0]
            x, y, width, height = (share * value for value in view.find_stored(self._crop))
            steps.append(f"crop={round(width)}:{round(height)}:{round(x)}:{round(y)}:exact=1")
        if view.exchanged:
            wide, high = high, wide
        return [*steps, f"scale={wide}:{high}:flags=bicubic:{colours}"]


def _colours(frame: av.VideoFrame) -> str:
    """How the colours are coded, in and out, for `scale`."""
    bright = min(frame.width, frame.height)
    matrix = MATRICES.get(int(frame.colorspace), "bt709" if bright >= HIGH_DEFINITION else "smpte170m")
    full = int(frame.color_range) == FULL_RANGE or frame.format.name.startswith("yuvj")
    coded = f"in_color_matrix={matrix}:in_range={'full' if full else 'tv'}"
    return f"{coded}:out_color_matrix={matrix if frame.color_trc in (HLG, PQ) else 'bt709'}:out_range=tv"
