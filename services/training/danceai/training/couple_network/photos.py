"""Real pictures, crops of videos and photos: what holds the network to what it knows, and stands behind the drawn."""

from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

SIDE = 416
"""Pixels of a crop's sides"""
QUALITY = 88
"""Of the JPEG file each crop is kept as"""
LEAST_SHARE = 0.4
"""Of a picture's shorter side that a crop shows at least"""
VIDEOS = (".mp4", ".avi", ".mov", ".mkv")
Picture = NDArray[np.uint8]


def _read_frames(path: Path, every: int) -> Iterator[Picture]:
    if path.suffix.lower() not in VIDEOS:
        picture = cv2.imread(str(path))
        if picture is not None:
            yield np.asarray(picture, np.uint8)
        return
    with av.open(str(path)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number % every == 0:
                yield np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)


def _crop(picture: Picture, rng: Generator) -> Picture:
    """A square of any size about anywhere, rather in the middle; of some the whole picture, black beside it."""
    height, width = picture.shape[:2]
    share = rng.uniform(LEAST_SHARE, 1.0)
    side = max(height, width) if rng.random() < 0.25 else min(height, width) * share
    size = np.array([width, height])
    half = np.minimum(side, size) / 2
    x, y = np.clip(rng.normal(0.5, 0.18, 2) * size, half, size - half)
    scale = SIDE / side
    matrix = np.array([[scale, 0, SIDE / 2 - scale * x], [0, scale, SIDE / 2 - scale * y]])
    return np.asarray(cv2.warpAffine(picture, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA), np.uint8)


def collect(sources: list[Path], target: Path, every: int, crops: int, seed: int) -> int:
    """Write crops of every `every`th frame of videos, and of photos (`crops` of each), as JPEG; how many there are."""
    rng, files = np.random.default_rng(seed), []
    for source in sources:
        for picture in _read_frames(source, every):
            for _ in range(crops if source.suffix.lower() not in VIDEOS else 1):
                there, packed = cv2.imencode(".jpg", _crop(picture, rng), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
                assert there
                files.append(packed.reshape(-1))
    np.savez(target, bytes=np.concatenate(files), ends=np.cumsum([len(file) for file in files]))
    return len(files)


def read_photos(path: Path) -> NDArray[np.uint8]:
    """(n, 3, SIDE, SIDE) RGB of what `collect` wrote."""
    with np.load(path) as file:
        packed = np.split(file["bytes"], file["ends"][:-1])
    pictures = (cv2.imdecode(one, cv2.IMREAD_COLOR) for one in packed)
    return np.stack([np.asarray(picture, np.uint8)[:, :, ::-1].transpose(2, 0, 1) for picture in pictures])
