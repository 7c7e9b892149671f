"""Whether two half pictures stand in every frame, as camcorders and broadcasts store them."""

from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import av.error
from av.filter import Graph

from danceai.ingest.reading.budget import Budget
from danceai.ingest.reading.decoding import pictures
from danceai.ingest.reading.tracks import PictureTrack
from danceai.ingest.rendering.filters import make_chain

LOOKED_AT = 48
FEWEST = 4
"""Frames in which something must move for the pictures themselves to decide"""
MOST_RATE = 31.0
"""Frames a second of interlaced video at most"""


def find_interlacing(path: Path, track: PictureTrack, budget: Budget) -> str | None:
    """Which half comes first, "tff" or "bff"; None where frames are whole. What is seen counts before what is said."""
    if track.rate > MOST_RATE:
        return None
    with closing(pictures(path, track, budget)) as found:
        counts, said = _look(islice(found, LOOKED_AT))
    halves = max(counts["tff"], counts["bff"])
    if halves + counts["progressive"] < FEWEST:
        return "tff" if said > LOOKED_AT / 2 else None
    if counts["progressive"] >= halves:
        return None
    return "tff" if counts["tff"] >= counts["bff"] else "bff"


def _look(frames: Any) -> tuple[dict[str, float], int]:
    """Frames by what FFmpeg's `idet` takes them for, and how many say that they are interlaced."""
    graph: Graph | None = None
    seen: dict[str, str] = {}
    said = 0
    for number, (frame, _) in enumerate(frames):
        said += frame.interlaced_frame
        frame.pts = number
        try:
            graph = graph or _make(frame)
            graph.push(frame)
            seen = graph.pull().metadata or seen
        except (av.error.FFmpegError, ValueError):
            continue  # it needs another frame first, or this one is of another kind
    return {kind: float(seen.get(f"lavfi.idet.multiple.{kind}", 0)) for kind in ("tff", "bff", "progressive")}, said


def _make(frame: Any) -> Graph:
    shape = f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/25:pixel_aspect=1/1"
    return make_chain(f"buffer={shape}", "idet", "buffersink")
