"""What of the stored picture the container says is not to be shown: MP4's `clap`, Matroska's `PixelCrop*`.

FFmpeg reads both, and does not cut; its bindings do not tell. So the stream's description is written anew as the head
of a Matroska file, by FFmpeg itself, and the four numbers are read from that.
"""

import io
from dataclasses import dataclass
from typing import Any

import av
import av.error

WRITERS = {"mov", "matroska"}
"""Containers that know of margins"""
INSIDE = {b"\x18\x53\x80\x67", b"\x16\x54\xae\x6b", b"\xae", b"\xe0"}
"""EBML elements that are looked into: Segment, Tracks, TrackEntry, Video (RFC 9559)"""
SIDES = {b"\x54\xcc": "left", b"\x54\xbb": "top", b"\x54\xdd": "right", b"\x54\xaa": "bottom"}


@dataclass(frozen=True)
class Margins:
    """Stored pixels on each side that are not shown."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def inner(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of what is shown of a stored picture."""
        return width - self.left - self.right, height - self.top - self.bottom


def read_margins(container: Any, stream: Any) -> Margins:
    """Those of a stream; none where nothing is said or nobody can tell."""
    if not WRITERS & set(container.format.name.split(",")):
        return Margins()
    head = io.BytesIO()
    try:
        with av.open(head, "w", format="matroska") as written:
            written.add_stream_from_template(stream)
            written.start_encoding()
            return Margins(**_read_sides(head.getvalue()))
    except (av.error.FFmpegError, ValueError):
        return Margins()  # a coding that Matroska does not hold


def _read_sides(head: bytes) -> dict[str, int]:
    """From the head of a Matroska file."""
    found: dict[str, int] = {}
    at = 0
    while at < len(head):
        name, at = _take(head, at, keep_marker=True)
        length, at = _take(head, at, keep_marker=False)
        if name in INSIDE:
            continue
        size = int.from_bytes(length, "big")
        if name in SIDES:
            found[SIDES[name]] = int.from_bytes(head[at : at + size], "big")
        at += size
    return found


def _take(head: bytes, at: int, *, keep_marker: bool) -> tuple[bytes, int]:
    """A number of variable length, whose first bit set tells how many bytes it has; and where it ends."""
    length = 9 - head[at].bit_length()
    taken = head[at : at + length]
    if not keep_marker:
        taken = bytes([taken[0] & (0xFF >> length)]) + taken[1:]
    return taken, at + length
