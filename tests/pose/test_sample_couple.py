"""The rendered sample couple against its truth: both found, no identity switched; figures printed."""

from pathlib import Path

import numpy as np
import pytest

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import join, to_parquet
from danceai.common.skeleton import BODY_SIGMAS
from danceai.ingest.rendition import render
from danceai.pose.couple_tracking import track_couple
from danceai.pose.evaluate import built_in, local_settings, truth_of
from danceai.pose.runs import cut
from danceai.pose.segments import find_bodies
from tests.conftest import SAMPLE
from tests.figures import FigureBook

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


@pytest.fixture(scope="module")
def poses(models_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    """The couple's poses, by the segments and the tracking of the pose service."""
    folder = tmp_path_factory.mktemp("rendition")
    made = render(SAMPLE, None, folder, lambda done, total: None)
    settings = local_settings(models_folder, 2)
    parts = [
        find_bodies(folder / "rendition.mp4", first, last, built_in(""), PoseOptions(), settings, lambda count: None)
        for first, last in cut(made.frames, made.fps)
    ]
    return track_couple(join(parts), made.frames, made.fps).poses


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


def test_a_segment_repeated_gives_the_same_bytes(models_folder: Path, tmp_path: Path) -> None:
    render(SAMPLE, None, tmp_path, lambda done, total: None)
    settings = local_settings(models_folder, 2)
    once, again = (
        to_parquet(find_bodies(tmp_path / "rendition.mp4", 60, 72, built_in(""), PoseOptions(), settings, lambda count: None))
        for _ in range(2)
    )
    assert once == again
