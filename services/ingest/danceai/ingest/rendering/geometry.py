"""How a stored picture is meant: its margins off, turned, mirrored, with pixels that are not square. Pure."""

import struct
from dataclasses import dataclass
from typing import Any

from av.sidedata.sidedata import Type

from danceai.common.contracts.videos import Crop
from danceai.ingest import limits
from danceai.ingest.reading.margins import Margins
from danceai.ingest.reading.tracks import PictureTrack

Size = tuple[int, int]
TURNS = {
    (False, False, False): (), (False, True, False): ("hflip",), (False, False, True): ("vflip",),
    (False, True, True): ("hflip", "vflip"), (True, False, False): ("transpose=cclock_flip",),
    (True, True, False): ("transpose=clock",), (True, False, True): ("transpose=cclock",),
    (True, True, True): ("transpose=clock_flip",),
}  # fmt: skip
"""FFmpeg's filters by (exchange x and y; then mirror left to right; then top to bottom)"""
ODD_PIXELS = 4
"""Pixels wider or narrower than this are a broken header's"""


@dataclass(frozen=True)
class View:
    """From stored to shown: margins off, pixels made square, then exchanged and mirrored."""

    stored: Size
    """Width and height without the margins"""
    margins: Margins
    wide: float = 1.0
    """Width of a pixel by its height"""
    exchanged: bool = False
    mirrored: bool = False
    upside_down: bool = False

    @property
    def shown(self) -> Size:
        """Width and height as people see it."""
        width, height = round(self.stored[0] * self.wide), self.stored[1]
        return (height, width) if self.exchanged else (width, height)

    @property
    def turns(self) -> tuple[str, ...]:
        """Filters that turn and mirror."""
        return TURNS[self.exchanged, self.mirrored, self.upside_down]

    @property
    def rotation(self) -> int:
        """Degrees counter-clockwise, of the turn alone."""
        if self.exchanged:
            return 270 if self.mirrored else 90
        return 180 if self.upside_down else 0

    def find_stored(self, crop: Crop) -> tuple[float, float, float, float]:
        """x, y, width and height in stored pixels, without the margins, of a region as people see it."""
        x, y, width, height = crop.x, crop.y, crop.width, crop.height
        if self.mirrored:
            x = self.shown[0] - x - width
        if self.upside_down:
            y = self.shown[1] - y - height
        if self.exchanged:
            x, y, width, height = y, x, height, width
        return x / self.wide, y, width / self.wide, height


def read_view(frame: Any, track: PictureTrack) -> View:
    """How a decoded frame is meant."""
    margins, aspect = track.margins, track.aspect
    if min(margins.inner(frame.width, frame.height)) < limits.SMALLEST_SIDE:
        margins = Margins()  # of pictures of another size than this one, or a broken header's
    stored = margins.inner(frame.width, frame.height)
    wide = float(aspect) if aspect else 1.0
    if not 1 / ODD_PIXELS <= wide <= ODD_PIXELS:
        wide = 1.0
    matrix = frame.side_data.get(Type.DISPLAYMATRIX)
    if matrix is None:
        return View(stored, margins, wide)
    # It takes (x, y) to (a x + c y, b x + d y), y pointing down.
    a, b, _, c, d, *_ = struct.unpack("=9i", bytes(matrix))
    exchanged = abs(b) + abs(c) > abs(a) + abs(d)
    return View(stored, margins, wide, exchanged, (c if exchanged else a) < 0, (b if exchanged else d) < 0)
