"""Crops as the original networks were trained on them: pixel centres at whole numbers, maps as 2x3 matrices."""

from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Floats
from danceai.pose.video.pictures import Picture, Region

Matrix = NDArray[np.float64]
GREY = 114
"""What YOLOX and its kin fill the rest of a letterbox with."""


def take_whole(picture: Picture) -> Region:
    """The region of a whole picture."""
    return 0.0, 0.0, float(picture.shape[1]), float(picture.shape[0])


def centre(region: Region, width: int, height: int) -> Matrix:
    """The map that scales a region evenly and centres it in width x height pixels."""
    x0, y0, x1, y1 = region
    scale = min(width / max(x1 - x0, 1.0), height / max(y1 - y0, 1.0))
    return np.array([[scale, 0, width / 2 - scale * (x0 + x1) / 2], [0, scale, height / 2 - scale * (y0 + y1) / 2]])


def choose_shape(region: Region, side: int, step: int) -> tuple[int, int]:
    """Width and height of the smallest input that holds a region with `side` pixels for its longer side."""
    width, height = max(region[2] - region[0], 1.0), max(region[3] - region[1], 1.0)
    scale = side / max(width, height)
    return ceil(width * scale / step) * step, ceil(height * scale / step) * step


def map_around(boxes: Floats, padding: float, width: int, height: int, turns: Floats | float = 0.0) -> Matrix:
    """Maps (n, 2, 3) of boxes (n, 4 or more), widened by `padding` and to the input's shape, to width x height pixels.

    People who lean clockwise by `turns` (n,) radians are set upright.
    """
    centres = (boxes[:, :2] + boxes[:, 2:4]) / 2
    sizes = np.maximum((boxes[:, 2:4] - boxes[:, :2]) * padding, 1.0)
    scales = 1 / np.maximum(sizes[:, 0] / width, sizes[:, 1] / height)
    matrices = np.zeros((len(boxes), 2, 3))
    matrices[:, 0, 0] = matrices[:, 1, 1] = scales * np.cos(turns)
    matrices[:, 0, 1] = scales * np.sin(turns)
    matrices[:, 1, 0] = -matrices[:, 0, 1]
    matrices[:, :, 2] = np.array([width / 2, height / 2]) - np.einsum("nij,nj->ni", matrices[:, :, :2], centres)
    return matrices


def warp(picture: Picture, matrix: Matrix, width: int, height: int, *, border: int = cv2.BORDER_CONSTANT) -> Picture:
    """The picture seen through a map, between four pixels each; outside black, or what `border` (of OpenCV) says."""
    return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderMode=border), np.uint8)


def crop_around(
    picture: Picture,
    boxes: Floats,
    padding: float,
    width: int,
    height: int,
    *,
    turns: Floats | float = 0.0,
    border: int = cv2.BORDER_CONSTANT,
) -> tuple[Picture, Matrix]:
    """RGB crops (n, height, width, 3) around widened boxes (see `map_around`), and their maps (n, 2, 3)."""
    matrices = map_around(boxes, padding, width, height, turns)
    crops = np.empty((len(boxes), height, width, 3), np.uint8)
    for crop, matrix in zip(crops, matrices, strict=True):
        crop[:] = warp(picture, matrix, width, height, border=border)[:, :, ::-1]
    return crops, matrices


def bring_back(points: Floats, matrices: Matrix) -> NDArray[np.float32]:
    """Points (n, ..., 2) of inputs in pixels of the picture; matrices (n, 2, 3)."""
    moved = points - matrices[:, :, 2].reshape(len(points), *[1] * (points.ndim - 2), 2)
    inverse = np.linalg.inv(matrices[:, :, :2])
    return np.asarray(np.einsum("nij,n...j->n...i", inverse, moved), np.float32)


def bring_all_back(points: Floats, matrix: Matrix) -> NDArray[np.float32]:
    """Points (..., 2) of one input, whoever they are of, in pixels of the picture; matrix (1, 2, 3)."""
    return np.asarray(bring_back(points[None], matrix)[0])


def letterbox(picture: Picture, region: Region | None, width: int, height: int) -> tuple[Picture, Matrix]:
    """A region shrunk into the top left corner, the rest grey, and its map (1, 2, 3).

    Source: YOLOX `preproc` (Megvii, Apache-2.0), whose form RTMDet and RTMO share when they are deployed.
    """
    x0, y0, x1, y1 = _round_to_pixels(picture, region)
    part = picture[y0:y1, x0:x1]
    ratio = min(height / part.shape[0], width / part.shape[1])
    size = int(part.shape[1] * ratio), int(part.shape[0] * ratio)
    boxed = np.full((height, width, 3), GREY, np.uint8)
    boxed[: size[1], : size[0]] = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
    return boxed, np.array([[[ratio, 0, -ratio * x0], [0, ratio, -ratio * y0]]])


def _round_to_pixels(picture: Picture, region: Region | None) -> tuple[int, int, int, int]:
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = region or take_whole(picture)
    left, top = int(np.clip(x0, 0, width - 1)), int(np.clip(y0, 0, height - 1))
    return left, top, int(np.clip(np.ceil(x1), left + 1, width)), int(np.clip(np.ceil(y1), top + 1, height))


def bring_boxes_back(boxes: Floats, matrix: Matrix) -> NDArray[np.float32]:
    """Boxes (n, 4) of an input in pixels of the picture; matrix (1, 2, 3)."""
    return bring_all_back(boxes.reshape(-1, 2), matrix).reshape(-1, 4)


def measure_overlaps(first: Floats, second: Floats) -> Floats:
    """Intersection over union (n, m) of boxes (n, 4 or more) and (m, 4 or more).

    Sides count their last pixel, as in the non-maximum suppression of Fast R-CNN, which YOLOX uses.
    """
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:4], second[None, :, 2:4])
    shared = np.prod(np.maximum(high - low + 1, 0), axis=2)
    sizes = [np.prod(boxes[:, 2:4] - boxes[:, :2] + 1, axis=1) for boxes in (first, second)]
    return np.asarray(shared / (sizes[0][:, None] + sizes[1] - shared))


def suppress_boxes(boxes: Floats, scores: Floats, overlap: float) -> NDArray[np.intp]:
    """Rows to keep, best first: boxes (n, 4) that overlap a better one by more than `overlap` (IoU) go."""
    order = np.argsort(-scores, kind="stable")
    kept = []
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(best)
        order = rest[measure_overlaps(boxes[[best]], boxes[rest])[0] <= overlap]
    return np.array(kept, np.intp)
