"""The rendered sample couple against its truth: both found, no identity switched; figures printed."""

import json
from pathlib import Path

import numpy as np
import pytest

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import SEEN, Floats, KeyPoints, to_parquet
from danceai.common.skeleton import BODY_JOINTS, HEELS, TOES
from danceai.ingest.rendering.rendition import render
from danceai.pose.body.oks import measure_oks
from danceai.pose.evaluation.against_truth import find_built_in, find_in_video, read_truth
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import follow_couple
from danceai.pose.video.frames import read_length
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE

FOUND = 0.5
"""OKS from which a dancer counts as found."""


def _similarity(poses: KeyPoints) -> tuple[Floats, np.ndarray]:
    """(frames, truth person, found person) mean OKS, and (frames,) whether both are visible."""
    joints, areas = read_truth(SAMPLE.with_suffix(".truth.json"))
    visible = (joints[..., 2] == 2).mean(axis=2) > 0.25
    found = poses.joints(BODY_JOINTS).xy
    return measure_oks(joints[:, :, None, :, :2], found[:, None], areas[:, :, None]), visible.all(axis=1)


def _followed(video: Path, model: str, models_folder: Path) -> KeyPoints:
    """The couple's poses (frames, 2, 133), by the segments and the tracking of the pose service."""
    frames, fps = read_length(video)
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    return follow_couple(find_in_video(video, frames, fps, 1, find_built_in(model), settings), frames, fps).poses


@pytest.fixture(scope="module")
def rendition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as the platform plays it."""
    folder = tmp_path_factory.mktemp("rendition")
    render(SAMPLE, None, folder, lambda done, total: None)
    return folder / "rendition.mp4"


@pytest.fixture(scope="module")
def poses(rendition: Path, models_folder: Path) -> KeyPoints:
    """The couple's poses with the default network."""
    return _followed(rendition, "", models_folder)


def test_both_dancers_are_found_and_never_switched(poses: KeyPoints, figure: FigureBook) -> None:
    similarity, visible = _similarity(poses)
    oks = similarity[visible]
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
        to_parquet(find_in_frames(rendition, 60, 72, 1, find_built_in(""), PoseOptions(), settings, lambda count: None))
        for _ in range(2)
    )
    assert once == again


def test_a_closer_look_adds_feet_and_moves_nobody(
    rendition: Path, poses: KeyPoints, models_folder: Path, figure: FigureBook
) -> None:
    """The lead's: her ankles are under the gown, so nothing tells whether a foot is hers."""
    whole = _followed(rendition, "blazepose-full", models_folder)
    seen, alone = (one.joints(BODY_JOINTS).stacked() for one in (whole, poses))
    np.testing.assert_array_equal(seen, alone)
    truth = json.loads(SAMPLE.with_suffix(".truth.json").read_text())["frames"]
    joints = np.array([frame["persons"][0]["keypoints"] for frame in truth], float)
    left = [TOES[0], HEELS[0]]
    feet = whole[:, 0].joints(left)
    height = np.ptp(joints[:, BODY_JOINTS, 1], axis=1)
    away = np.linalg.norm(feet.xy - joints[:, left, :2], axis=2) / height[:, None]
    known = feet.confidence >= SEEN
    assert figure("sample.left_foot_known", known.mean(), "share", ">= 0.6").reached
    assert figure("sample.left_foot_away", np.median(away[known]), "heights", "<= 0.05").reached
