"""Sharpness, exposure and steadiness, measured on a few frames a second while the rendition is made."""

from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

SAMPLES_PER_SECOND = 4.0
PICTURES = 8
WIDTH = 480
LEAST_TEXTURE = 2e-5


class PictureQuality:
    """Sees every frame, looks at some, and keeps up to eight as JPEG for the search for people."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next = 0.0
        self._before: NDArray[np.uint8] | None = None
        self._sharpness: list[float] = []
        self._brightness: list[float] = []
        self._clipped: list[float] = []
        self._shift: list[float] = []
        self._kept: list[bytes] = []
        self._every, self._looked_at = 1, 0

    def see(self, frame: av.VideoFrame, second: float) -> None:
        """Measure the frame when it is due."""
        if second < self._next:
            return
        self._next = second + 1 / SAMPLES_PER_SECOND
        small = frame.reformat(WIDTH, max(2, round(WIDTH * frame.height / frame.width)), "gray", interpolation="AREA")
        grey = np.asarray(small.to_ndarray(), np.uint8)
        self._sharpness.append(float(cv2.Laplacian(grey, cv2.CV_64F).var()))
        self._brightness.append(float(grey.mean()))
        self._clipped.append(float(np.mean((grey < 4) | (grey > 251))))
        if self._before is not None:
            self._shift.append(_background_shift(self._before, grey))
        self._before = grey
        if self._looked_at % self._every == 0:
            self._keep(frame)
        self._looked_at += 1

    def _keep(self, frame: av.VideoFrame) -> None:
        ok, data = cv2.imencode(".jpg", frame.to_ndarray(format="bgr24"), [cv2.IMWRITE_JPEG_QUALITY, 88])
        if ok:
            self._kept.append(data.tobytes())
        if len(self._kept) >= 2 * PICTURES:
            self._kept, self._every = self._kept[::2], 2 * self._every

    def summary(self) -> dict[str, float]:
        """The figures behind the quality lines; writes picture_N.jpg into the folder."""
        count = min(PICTURES, len(self._kept))
        chosen: list[int] = np.linspace(0, len(self._kept) - 1, count).astype(int).tolist() if count else []
        for number, index in enumerate(chosen):
            (self._folder / f"picture_{number}.jpg").write_bytes(self._kept[index])
        return {
            "sharpness": float(np.median(self._sharpness or [0.0])),
            "brightness": float(np.median(self._brightness or [0.0])),
            "clipped": float(np.median(self._clipped or [1.0])),
            "shift": float(np.percentile(self._shift, 80)) * SAMPLES_PER_SECOND if self._shift else 0.0,
            "pictures": float(count),
        }


def _background_shift(before: NDArray[np.uint8], now: NDArray[np.uint8]) -> float:
    """How far most of the picture moved between two samples, in percent of its width."""
    # A grid, not the best corners: those are all on the dancers when the wall is plain.
    columns, rows = np.meshgrid(np.arange(20, before.shape[1] - 20, 24), np.arange(20, before.shape[0] - 20, 24))
    grid = np.stack([columns.ravel(), rows.ravel()], 1)
    textured = cv2.cornerMinEigenVal(before, 9)[grid[:, 1], grid[:, 0]] > LEAST_TEXTURE
    points = grid[textured].astype(np.float32).reshape(-1, 1, 2)
    if len(points) < 12:
        return 0.0
    moved, status, _ = cv2.calcOpticalFlowPyrLK(before, now, points, np.empty_like(points))
    found = status.ravel() == 1
    if found.sum() < 12:
        return 0.0
    # The median: dancers are a small part of the picture, its background is the rest.
    shift = np.median((moved - points).reshape(-1, 2)[found], axis=0)
    return float(np.hypot(shift[0], shift[1]) / before.shape[1] * 100)
