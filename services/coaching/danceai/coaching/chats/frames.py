"""A moment of the film as a small picture of the couple, for a model that looks at it; bystanders are cut away."""

from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import av
import numpy as np

from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.contracts.videos import VideoFacts
from danceai.common.errors import NotFound
from danceai.common.films import read_frames
from danceai.common.frame.contexts import Context
from danceai.common.offload import in_thread
from danceai.common.poses import KeyPoints, from_parquet
from danceai.common.skeleton import BODY_JOINTS

LONGEST_SIDE = 640
"""Pixels; what costs little and shows a couple"""
AIR = 0.12
"""Of the couple's height, around its joints"""
FEWEST_JOINTS = 6
SHARP = 3
"""Quantiser of the JPEG encoder, 2..31: the lower the better"""


async def show_frame(context: Context, analysis_id: UUID, second: float) -> bytes:
    """A JPEG of the couple at a moment of the first camera's film. Raises NotFound where it is not seen."""
    found = await context.ask(GetPoses(analysis_id=analysis_id))
    first = min(found.poses)
    film = found.films[first]
    poses = await context.storage.get(found.poses[first].poses_key)
    async with context.storage.local_copy(film.rendition_key, ".mp4", keep=True) as rendition:
        return await in_thread(_cut, rendition, poses, film.facts, second)


def _cut(rendition: Path, data: bytes, facts: VideoFacts, second: float) -> bytes:
    bodies, number = from_parquet(data), round(second * facts.fps)
    left, top, right, bottom = _around(bodies.keypoints[bodies.frame == number], facts.width, facts.height)
    picture = _frame(rendition, number, facts.fps)
    return _to_jpeg(picture[top:bottom, left:right])


def _around(poses: KeyPoints, width: int, height: int) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) around the bodies (rows, 133) of a frame, in pixels.

    Raises NotFound where too little of them is known.
    """
    places = poses.joints(BODY_JOINTS).xy.reshape(-1, 2)
    places = places[np.isfinite(places).all(axis=1)]
    if len(places) < FEWEST_JOINTS:
        raise NotFound("The couple is not seen at this moment.")
    low, high = places.min(0), places.max(0)
    air = AIR * (high[1] - low[1])
    left, top = np.clip(low - air, 0, (width - 2, height - 2)).astype(int)
    right, bottom = np.clip(high + air, (left + 2, top + 2), (width, height)).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _frame(rendition: Path, number: int, fps: float) -> np.ndarray:
    """(height, width, 3) of one frame. Raises NotFound behind the end."""
    for _, frame in read_frames(rendition, [number], fps):
        return frame.to_ndarray(format="rgb24")
    raise NotFound("The film has no such moment.")


def _to_jpeg(picture: np.ndarray) -> bytes:
    height, width = picture.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    wide, tall = (max(2, 2 * round(side * scale / 2)) for side in (width, height))
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    encoder: Any = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = wide, tall, "yuvj420p", Fraction(1, 1)
    encoder.options = {"qmin": str(SHARP), "qmax": str(SHARP)}
    small = frame.reformat(width=wide, height=tall, format="yuvj420p")
    return b"".join(bytes(packet) for packet in [*encoder.encode(small), *encoder.encode(None)])
