"""A test card that carries its truth: frame number, corners, a circle; and clicks at the whole seconds of one clock."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Samples = NDArray[np.float32]
BITS = 10
BLOCKS, BLOCKS_Y = (1 / 12, 1 / 12), (0.465, 0.53)
"""Left edge of the first block and width of each, as shares of the picture's width; their upper and lower edge"""
CORNER = (60 / 640, 1 / 6)
RED, WHITE, BLUE, BLACK, GREEN, GREY = (255, 0, 0), (255, 255, 255), (0, 0, 255), (0, 0, 0), (0, 200, 0), 107
CORNERS = "WRKB"
"""White, red, black, blue, clockwise from the upper left"""
CLICK, CLICK_PITCH, DOUBLE = 0.012, 1000.0, 0.12


def draw_card(number: int, width: int = 640, height: int = 360) -> Picture:
    """RGB (height, width, 3) with the number as white and black blocks, lowest bit left."""
    picture = np.full((height, width, 3), GREY, np.uint8)
    w, h = round(CORNER[0] * width), round(CORNER[1] * height)
    picture[:h, :w], picture[:h, -w:], picture[-h:, :w], picture[-h:, -w:] = WHITE, RED, BLUE, BLACK
    cv2.circle(picture, (width // 2, height // 4), round(0.14 * height), GREEN, -1)
    top, bottom = (round(share * height) for share in BLOCKS_Y)
    for bit in range(BITS):
        left = round((BLOCKS[0] + bit * BLOCKS[1]) * width)
        picture[top:bottom, left : left + round(BLOCKS[1] * width)] = 235 if number >> bit & 1 else 13
    return picture


def read_number(picture: Picture) -> int:
    """The number of a card, RGB, of any size."""
    height, width = picture.shape[:2]
    top, bottom = (round(share * height) for share in (0.48, 0.515))
    grey = picture[top:bottom].mean((0, 2))
    levels = []
    for bit in range(BITS):
        middle = (BLOCKS[0] + (bit + 0.5) * BLOCKS[1]) * width
        reach = 0.2 * BLOCKS[1] * width
        levels.append(grey[round(middle - reach) : round(middle + reach)].mean())
    return sum(int(level > 124) << bit for bit, level in enumerate(levels))


def read_corners(picture: Picture) -> str:
    """The colours of the corners, clockwise from the upper left; ? for one that is none of the four."""
    height, width = picture.shape[:2]
    down, across = round(0.08 * height), round(0.04 * width)
    places = [picture[:down, :across], picture[:down, -across:], picture[-down:, -across:], picture[-down:, :across]]
    named = dict(zip(CORNERS, (WHITE, RED, BLACK, BLUE), strict=True))
    found = ""
    for place in places:
        colour = place.reshape(-1, 3).mean(0)
        apart = {name: float(np.abs(colour - known).max()) for name, known in named.items()}
        nearest = min(apart, key=lambda name: apart[name])
        found += nearest if apart[nearest] < 30 else "?"
    return found


def measure_circle(picture: Picture) -> float:
    """Width of the green circle by its height; 0 without one."""
    green = (picture[..., 1].astype(int) - picture[..., 0] > 80) & (picture[..., 1].astype(int) - picture[..., 2] > 80)
    ys, xs = np.nonzero(green)
    return float((np.ptp(xs) + 1) / (np.ptp(ys) + 1)) if len(ys) > 20 else 0.0


def read_pictures(path: Path) -> list[Picture]:
    """All pictures of a film, RGB."""
    with av.open(str(path)) as container:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]


def click_track(seconds: float, rate: int, start: float = 0.0) -> Samples:
    """Clicks at the whole seconds of a clock that reads `start` at the first sample; second 3 has two."""
    samples = np.zeros(round(seconds * rate), np.float32)
    tone = np.sin(2 * np.pi * CLICK_PITCH * np.arange(round(CLICK * rate)) / rate).astype(np.float32)
    for second in range(int(start) + 1, int(start + seconds) + 1):
        for moment in (second, second + DOUBLE) if second == 3 else (second,):
            at = round((moment - start) * rate)
            part = samples[at : at + len(tone)]
            part += 0.8 * tone[: len(part)]
    return samples


def read_clicks(path: Path) -> list[float]:
    """Seconds at which clicks begin, by the file's own time stamps."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        rate = stream.rate
        blocks = [(float(block.time or 0), block) for block in container.decode(stream)]
    pieces = []
    for begins, block in blocks:
        values = np.asarray(block.to_ndarray())
        channels = len(block.layout.channels)
        flat = values.reshape(-1, channels).T if not block.format.is_planar else values
        samples = flat.astype(np.float32).mean(0) / (32768 if values.dtype == np.int16 else 1)
        pieces.append(np.stack([begins + np.arange(len(samples)) / rate, np.abs(samples)]))
    moments, loud = np.concatenate(pieces, axis=1)
    heard = moments[loud > 0.25 * max(loud.max(), 0.1)]
    starts = np.flatnonzero(np.diff(heard, prepend=-1.0) > 0.05)
    return [float(heard[i]) for i in starts]


@dataclass(frozen=True)
class Reading:
    """What can be read from a film of cards."""

    numbers: list[int]
    corners: set[str]
    circle: float
    clicks: list[float]


def read_film(path: Path, turn: Callable[[Picture], Picture] = lambda picture: picture) -> Reading:
    """Of a film with sound or without; `turn` is how the card must be turned back for its numbers."""
    pictures = read_pictures(path)
    with av.open(str(path)) as container:
        heard = bool(container.streams.audio)
    some = pictures[:: max(1, len(pictures) // 10)]
    return Reading(
        [read_number(turn(picture)) for picture in pictures],
        {read_corners(picture) for picture in some},
        float(np.median([measure_circle(picture) for picture in some])),
        read_clicks(path) if heard else [],
    )
