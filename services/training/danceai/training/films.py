"""Pictures of a rendition: some frames of it, as files."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from danceai.common.films import read_frames

SMALL = 320
"""Width of a thumbnail, pixels"""
QUALITY = 92
Picture = NDArray[np.uint8]


def read_pictures(path: Path, numbers: list[int], fps: float) -> Iterator[tuple[int, Picture]]:
    """(number, BGR picture) of frames in order."""
    for number, frame in read_frames(path, numbers, fps):
        yield number, np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)


def leave_out_alike(pictures: Iterator[tuple[int, Picture]], bits: int) -> Iterator[tuple[int, Picture]]:
    """Without those that look like one before: perceptual hashes that differ in fewer than `bits` of 64."""
    kept: list[imagehash.ImageHash] = []
    for number, picture in pictures:
        if bits:
            told = imagehash.phash(Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)))
            if any(told - other < bits for other in kept):
                continue
            kept.append(told)
        yield number, picture


def save(picture: Picture, folder: Path, number: int) -> tuple[Path, Path]:
    """Write a picture and its thumbnail; returns both."""
    large, small = folder / f"{number}.jpg", folder / f"{number}.small.jpg"
    cv2.imwrite(str(large), picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    height, width = picture.shape[:2]
    size = (SMALL, max(1, round(height * SMALL / width)))
    cv2.imwrite(str(small), cv2.resize(picture, size, interpolation=cv2.INTER_AREA), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return large, small
