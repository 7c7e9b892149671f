"""The rendered sample couple against its truth: both found, no identity switched; figures printed."""

import json
from pathlib import Path

import numpy as np
import pytest

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import to_parquet
from danceai.common.skeleton import BODY_SIGMAS, HEELS, TOES
from danceai.ingest.rendition import render
from danceai.pose.evaluation.against_truth import bodies_of, built_in, truth_of
from danceai.pose.runs.find_bodies import bodies_in_frames
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import follow_couple
from danceai.pose.video.frames import frames_and_rate
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE

SEEN = 0.3
"""Confidence from which a joint was seen"""
FOUND = 0.5
"""OKS from which a dancer counts as found."""


def _truth() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(frames, 2, 17, 2) joints, (frames, 2) areas, (frames,) whether both are visible."""
    joints, areas = truth_of(SAMPLE.with_suffix(".truth.json"))
    visible = (joints[..., 2] == 2).mean(axis=2) > 0.25
    return joints[..., :2], areas, visible.all(axis=1)


def _similarity(poses: np.ndarray, joints: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """(frames, truth person, found person) mean OKS."""
    squared = ((joints[:, :, None] - poses[:, None, :, :17, :2]) ** 2).sum(-1)
    oks = np.exp(-squared / (2 * areas[:, :, None, None] * (2 * BODY_SIGMAS) ** 2))
    return np.nan_to_num(np.nanmean(oks, axis=-1))


def _followed(video: Path, model: str, models_folder: Path) -> np.ndarray:
    """The couple's poses (frames, 2, 133, 3), by the segments and the tracking of the pose service."""
    frames, fps = frames_and_rate(video)
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    return follow_couple(bodies_of(video, frames, fps, built_in(model), settings), frames, fps).poses


@pytest.fixture(scope="module")
def rendition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as the platform plays it."""
    folder = tmp_path_factory.mktemp("rendition")
    render(SAMPLE, None, folder, lambda done, total: None)
    return folder / "rendition.mp4"


@pytest.fixture(scope="module")
def poses(rendition: Path, models_folder: Path) -> np.ndarray:
    """The couple's poses with the default network."""
    return _followed(rendition, "", models_folder)


def test_both_dancers_are_found_and_never_switched(poses: np.ndarray, figure: FigureBook) -> None:
    joints, areas, visible = _truth()
    oks = _similarity(poses, joints, areas)[visible]
    found = (oks[:, 0, 0] > FOUND) & (oks[:, 1, 1] > FOUND)
    switched = (oks[:, 0, 1] > oks[:, 0, 0]) & (oks[:, 1, 0] > oks[:, 1, 1])
    share = figure("sample.both_found", found.mean(), "share", ">= 0.95")
    switches = figure("sample.identity_switches", switched.sum(), "frames", "= 0")
    figure("sample.oks_lead", oks[:, 0, 0].mean())
    figure("sample.oks_follow", oks[:, 1, 1].mean())
    assert visible.mean() > 0.9
    assert share.reached
    assert switches.reached


def test_a_segment_repeated_gives_the_same_bytes(rendition: Path, models_folder: Path) -> None:
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    once, again = (
        to_parquet(bodies_in_frames(rendition, 60, 72, built_in(""), PoseOptions(), settings, lambda count: None))
        for _ in range(2)
    )
    assert once == again


def test_a_closer_look_adds_feet_and_moves_nobody(
    rendition: Path, poses: np.ndarray, models_folder: Path, figure: FigureBook
) -> None:
    """The lead's: her ankles are under the gown, so nothing tells whether a foot is hers."""
    whole = _followed(rendition, "blazepose-full", models_folder)
    np.testing.assert_array_equal(whole[:, :, :17], poses[:, :, :17])
    truth = json.loads(SAMPLE.with_suffix(".truth.json").read_text())["frames"]
    joints = np.array([frame["persons"][0]["keypoints"] for frame in truth], float)
    left = [TOES[0], HEELS[0]]
    away = (
        np.linalg.norm(whole[:, 0, left, :2] - joints[:, left, :2], axis=2) / np.ptp(joints[:, :17, 1], axis=1)[:, None]
    )
    known = whole[:, 0, left, 2] >= SEEN
    assert figure("sample.left_foot_known", known.mean(), "share", ">= 0.6").reached
    assert figure("sample.left_foot_away", np.median(away[known]), "heights", "<= 0.05").reached
