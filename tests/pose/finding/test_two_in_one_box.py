"""Two dancers in one box: the front one is painted over, and the planted network then sees the one behind."""

from pathlib import Path

import numpy as np

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import ANKLES, SHOULDERS_TO_ANKLES, WRISTS
from danceai.pose.finding.occlusion import PAINT, paint_over
from danceai.pose.finding.top_down import TopDownFinder
from danceai.pose.networks.adapters import rtmdet, rtmpose
from danceai.pose.networks.adapters.rtmdet import RtmDet
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.network import DetectorNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from danceai.pose.video.pictures import Picture
from tests.pose.support import planted
from tests.pose.support.cases import CORNER_COLOURS
from tests.pose.support.couple import BEHIND, FRONT, SIZE

MARKERS = planted.COLOURS[100:117]


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


def _nearest(found: KeyPoints, places: np.ndarray) -> np.ndarray:
    """Distances (12,) from shoulders to ankles of the found body that is most like these places.

    (The markers of a face lie over each other.)
    """
    away = np.linalg.norm(found.joints(SHOULDERS_TO_ANKLES).xy - places[SHOULDERS_TO_ANKLES], axis=2)
    return np.asarray(away[np.median(away, axis=1).argmin()])


def test_the_partner_behind_is_found_in_every_frame(tmp_path: Path) -> None:
    for chunk in (1, 4):
        frames = [(number, _couple(hidden=True)) for number in range(12)]
        for _, bodies in _finder(tmp_path, chunk).find(frames):
            assert _nearest(bodies.keypoints, FRONT).max() < 2
            assert np.median(_nearest(bodies.keypoints, BEHIND)) < 2


def test_nobody_is_made_up_behind_one_who_is_alone(tmp_path: Path) -> None:
    frames = [(number, _couple(hidden=False)) for number in range(12)]
    for _, bodies in _finder(tmp_path, 1).find(frames):
        assert len(bodies.scores) == 1
        assert _nearest(bodies.keypoints, FRONT).max() < 2


def test_paint_covers_the_body_and_leaves_the_original() -> None:
    picture = _couple(hidden=True)
    before, body = picture.copy(), KeyPoints(FRONT, np.ones(len(FRONT)))
    part, corner = paint_over(picture, (-20.0, 10.0, 250.0, 900.0), body)
    np.testing.assert_array_equal(picture, before)
    x, y = np.rint(FRONT - corner).astype(int).T
    assert (part[y, x] == PAINT).all()
    x, y = np.rint(BEHIND[[WRISTS[0], *ANKLES]] - corner).astype(int).T
    assert (part[y, x] != PAINT).any(1).all()
