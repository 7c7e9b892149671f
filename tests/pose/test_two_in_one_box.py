"""Two dancers in one box: the front one is painted over, and the planted network then sees the one behind."""

from pathlib import Path

import numpy as np

from danceai.pose.finding.occlusion import PAINT, painted_over
from danceai.pose.finding.top_down import TopDownFinder
from danceai.pose.networks.adapters import rtmdet, rtmpose
from danceai.pose.networks.adapters.geometry import Picture
from danceai.pose.networks.adapters.rtmdet import RtmDet
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.network import DetectorNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from tests.pose import planted
from tests.pose.cases import CORNER_COLOURS

SIZE = 320
MARKERS = planted.COLOURS[100:117]
STANDING = np.array([
    (0, -96), (4, -100), (-4, -100), (8, -96), (-8, -96), (24, -70), (-24, -70), (32, -30), (-32, -30), (34, 4),
    (-34, 4), (16, 4), (-16, 4), (18, 50), (-18, 50), (20, 98), (-20, 98),
], float)  # fmt: skip
"""COCO's 17 joints of somebody who faces the camera"""
FRONT, BEHIND = STANDING + [130, 160], STANDING + [178, 168]


def _couple(*, hidden: bool) -> Picture:
    """The front dancer's markers are larger, so every peak of the network is his."""
    corners = np.array([[70.0, 40], [235, 285]])
    picture = planted.paint((SIZE, SIZE), corners, CORNER_COLOURS, 4)
    for places, radius in ((BEHIND, 3.0), (FRONT, 5.0))[not hidden :]:
        drawn = planted.paint((SIZE, SIZE), places, MARKERS, radius)
        there = (drawn != PAINT[0]).any(2)
        picture[there] = drawn[there]
    return picture


def _finder(folder: Path, chunk: int) -> TopDownFinder:
    normalised = (rtmdet.MEAN, rtmdet.DEVIATION)
    boxes = planted.detector(folder / "boxes.onnx", CORNER_COLOURS, SIZE, normalised, planted.rtmdet_form)
    poses = planted.simcc(folder / "poses.onnx", MARKERS, 192, 256, rtmpose.MEAN, rtmpose.DEVIATION)
    return TopDownFinder(
        DetectorNetwork(RtmDet(SIZE), OnnxRuntime(boxes)),
        TopDownNetwork(RtmPose(192, 256, "coco_17"), OnnxRuntime(poses)),
        chunk=chunk,
    )


def _nearest(found: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Distances (12,) from shoulders to ankles of the found body that is most like these places.

    (The markers of a face lie over each other.)
    """
    away = np.linalg.norm(found[:, 5:17, :2] - places[5:], axis=2)
    return np.asarray(away[np.median(away, axis=1).argmin()])


def test_the_partner_behind_is_found_in_every_frame(tmp_path: Path) -> None:
    for chunk in (1, 4):
        frames = [(number, _couple(hidden=True)) for number in range(12)]
        for _, bodies in _finder(tmp_path, chunk).find(frames):
            assert _nearest(bodies.found.joints, FRONT).max() < 2
            assert np.median(_nearest(bodies.found.joints, BEHIND)) < 2


def test_nobody_is_made_up_behind_one_who_is_alone(tmp_path: Path) -> None:
    frames = [(number, _couple(hidden=False)) for number in range(12)]
    for _, bodies in _finder(tmp_path, 1).find(frames):
        assert len(bodies.found.scores) == 1
        assert _nearest(bodies.found.joints, FRONT).max() < 2


def test_paint_covers_the_body_and_leaves_the_original() -> None:
    picture = _couple(hidden=True)
    before = picture.copy()
    part, corner = painted_over(picture, (-20.0, 10.0, 250.0, 900.0), FRONT)
    np.testing.assert_array_equal(picture, before)
    x, y = np.rint(FRONT - corner).astype(int).T
    assert (part[y, x] == PAINT).all()
    x, y = np.rint(BEHIND[[9, 15, 16]] - corner).astype(int).T
    assert (part[y, x] != PAINT).any(1).all()
