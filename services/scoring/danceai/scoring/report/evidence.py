"""Evidence pictures: the moments behind the deficits, cut out around the couple with its skeletons."""

from pathlib import Path

import cv2
import numpy as np

from danceai.common.contracts.scores import Result
from danceai.common.films import read_frames
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS
from danceai.scoring.overlay.canvas import Canvas
from danceai.scoring.overlay.drawing import draw_axes, draw_couple

MOST = 3
ASPECT = 1.12
"""Width over height of a picture in the report."""


def choose_moments(result: Result) -> list[tuple[float, str]]:
    """(second, metric): the worst moments of the lowest scored metrics, apart from each other; in order of time."""
    moments: list[tuple[float, str]] = []
    scored = {component.code for component in result.scored}
    metrics = [m for m in result.metrics if m.score is not None and m.component in scored]
    for metric in sorted(metrics, key=lambda m: m.score or 0.0):
        for moment in metric.moments:
            if all(abs(moment - other) > 0.5 for other, _ in moments):
                moments.append((moment, metric.name))
                break
        if len(moments) == MOST:
            break
    return sorted(moments)


def _cut_out(picture: np.ndarray, poses: KeyPoints) -> np.ndarray:
    """Around the couple with some air, in the report's aspect."""
    height, width = picture.shape[:2]
    known = poses.joints(BODY_JOINTS).xy.reshape(-1, 2)
    known = known[np.isfinite(known).all(axis=1)]
    if len(known) < 6:
        return picture
    low, high = known.min(0), known.max(0)
    tall = min(1.35 * (high[1] - low[1]), height)
    wide = min(max(tall * ASPECT, 1.2 * (high[0] - low[0])), width)
    tall = min(wide / ASPECT, height)
    centre = (low + high) / 2
    x = int(np.clip(centre[0] - wide / 2, 0, width - wide))
    y = int(np.clip(centre[1] - tall / 2, 0, height - tall))
    return picture[y : y + int(tall), x : x + int(wide)]


def save_pictures(
    rendition: Path, poses: KeyPoints, fps: float, result: Result, folder: Path
) -> list[tuple[str, float, str]]:
    """Write the pictures into `folder`; returns (file name, second, metric)."""
    wanted = {min(round(moment * fps), len(poses) - 1): (moment, metric) for moment, metric in choose_moments(result)}
    saved: list[tuple[str, float, str]] = []
    if not wanted:
        return saved
    for number, frame in read_frames(rendition, sorted(wanted), fps):
        picture = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
        canvas = Canvas.over_picture(picture)
        draw_couple(canvas, poses[number])
        draw_axes(canvas, poses[number])
        name = f"evidence-{len(saved)}.jpg"
        cv2.imwrite(str(folder / name), _cut_out(picture, poses[number]), [cv2.IMWRITE_JPEG_QUALITY, 88])
        saved.append((name, *wanted[number]))
    return saved
