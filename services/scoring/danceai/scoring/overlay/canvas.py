"""What is drawn on: a picture in three colours, or the planes of a video frame as decoders give and encoders take it.

Video keeps brightness for every pixel and colour for every fourth. Drawing into these planes costs as much as what is
drawn; turning whole frames into colours and back costs many times that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Self

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats

Picture = NDArray[np.uint8]
"""(height, width, 3) BGR"""
Colour = tuple[int, int, int]
"""BGR"""
SHIFT = 4
"""Binary digits behind the point of places that OpenCV draws at"""
LUMA = np.array([0.0722, 0.7152, 0.2126])
"""Of blue, green and red. Source: ITU-R BT.709, as players take HD video to be"""


@cache
def _brightness(colour: Colour) -> float:
    return round(16 + 219 / 255 * float(LUMA @ colour))


@cache
def _blueness(colour: Colour) -> float:
    return round(128 + 224 / 255 * (colour[0] - float(LUMA @ colour)) / 1.8556)


@cache
def _redness(colour: Colour) -> float:
    return round(128 + 224 / 255 * (colour[2] - float(LUMA @ colour)) / 1.5748)


@dataclass(frozen=True)
class _Layer:
    """One array that is drawn into, its scale, and a colour as it has it."""

    pixels: NDArray[np.uint8]
    scale: float
    value: Callable[[Colour], float | Colour]
    edges: int = cv2.LINE_AA
    """How lines end at their sides; of colour at half the size nobody sees it"""


def _view(plane: av.video.plane.VideoPlane) -> NDArray[np.uint8]:
    """(height, width) the plane's own memory, without what stands behind each line."""
    lines: NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return lines[:, : plane.width]


class Canvas:
    """Lines, dots and text at places (..., 2) in pixels, wherever they end up."""

    def __init__(self, layers: list[_Layer]) -> None:
        self._layers = layers
        self.height, self.width = layers[0].pixels.shape[:2]
        self.size = min(self.height, self.width) / 720
        """How large things are drawn: 1 at 720 lines"""

    @classmethod
    def over_picture(cls, picture: Picture) -> Self:
        """Draws into a picture."""
        return cls([_Layer(picture, 1.0, lambda colour: colour)])

    @classmethod
    def over_frame(cls, frame: av.VideoFrame) -> Self:
        """Draws into a frame of the form yuv420p that nobody else reads."""
        bright, blue, red = (_view(plane) for plane in frame.planes)
        return cls(
            [
                _Layer(bright, 1.0, _brightness),
                _Layer(blue, 0.5, _blueness, cv2.LINE_8),
                _Layer(red, 0.5, _redness, cv2.LINE_8),
            ]
        )

    def lines(self, ends: Floats, colour: Colour, width: float) -> None:
        """Lines (n, points, 2), each through its points, with round ends."""
        if not len(ends):
            return
        for layer in self._layers:
            points = np.rint(ends * (layer.scale * (1 << SHIFT))).astype(np.int32)
            thick = max(1, round(width * layer.scale))
            cv2.polylines(
                layer.pixels, list(points), isClosed=False, color=layer.value(colour), thickness=thick,
                lineType=layer.edges, shift=SHIFT,
            )  # fmt: skip

    def dots(self, places: Floats, colour: Colour, radius: float) -> None:
        """Filled circles at places (n, 2)."""
        self.lines(np.stack([places, places], 1), colour, 2 * radius)

    def rings(self, places: Floats, colour: Colour, axes: tuple[float, float], width: float) -> None:
        """Ellipses around places (n, 2)."""
        for layer in self._layers:
            scale = layer.scale
            half = round(axes[0] * scale), round(axes[1] * scale)
            for x, y in np.rint(places * scale).astype(int).tolist():
                thick = max(1, round(width * scale))
                cv2.ellipse(layer.pixels, (x, y), half, 0, 0, 360, layer.value(colour), thick, layer.edges)

    def shade(self, top: int, colour: Colour, share: float) -> None:
        """Cover everything from a line downwards with a colour, of which `share` is opaque."""
        for layer in self._layers:
            rows = layer.pixels[round(top * layer.scale) :]
            cover = np.empty_like(rows)
            cover[:] = layer.value(colour)
            cv2.addWeighted(rows, 1 - share, cover, share, 0, dst=rows)

    def text(self, text: str, at: tuple[int, int], size: float, colour: Colour) -> None:
        """One line of plain text (ASCII; OpenCV's fonts know no more), grey, from its lower left corner."""
        scale, layer = self.size * size, self._layers[0]
        thick = max(1, round(1.6 * scale))
        cv2.putText(layer.pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, layer.value(colour), thick, cv2.LINE_AA)
