"""The rendered sample couple against its truth: both found, no identity switched; figures printed."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from danceai.common.contracts.poses import LEAD_CERTAIN, PoseOptions
from danceai.common.poses import SEEN, Floats, KeyPoints, to_parquet
from danceai.common.skeleton import BODY_JOINTS, HEELS, TOES
from danceai.ingest.rendering.rendition import render
from danceai.pose.body.oks import measure_areas, measure_oks
from danceai.pose.evaluation.against_truth import find_built_in, find_in_video, read_truth
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import CoupleTrack, follow_couple
from danceai.pose.video.frames import read_length
from tests.pose.support.shots import Clip, cut_together
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE

FOUND = 0.5
"""OKS from which a dancer counts as found."""
HALF = 120
"""Frames, about half of the sample"""


def _similarity(poses: KeyPoints) -> tuple[Floats, np.ndarray]:
    """(frames, truth person, found person) mean OKS, and (frames,) whether both are visible."""
    joints, areas = read_truth(SAMPLE.with_suffix(".truth.json"))
    visible = (joints[..., 2] == 2).mean(axis=2) > 0.25
    found = poses.joints(BODY_JOINTS).xy
    return measure_oks(joints[:, :, None, :, :2], found[:, None], areas[:, :, None]), visible.all(axis=1)


def _seen(video: Path, model: str, models_folder: Path, most: int | None = None) -> Clip:
    """The bodies in (the first frames of) a video of the sample couple, by the pose service's segments; the truth."""
    length, fps = read_length(video)
    frames = most or length
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    joints, _ = read_truth(SAMPLE.with_suffix(".truth.json"))
    return Clip(find_in_video(video, frames, fps, find_built_in(model), settings), joints[:frames, ..., :2], fps)


def _follow(clip: Clip) -> CoupleTrack:
    return follow_couple(clip.bodies, clip.frames, clip.fps, cuts=clip.cuts)


def _find_both(track: CoupleTrack, clip: Clip) -> np.ndarray:
    """(frames,) both dancers found, each as himself."""
    found = track.poses.joints(BODY_JOINTS).xy
    return np.asarray((measure_oks(clip.truth, found, measure_areas(clip.truth)) > FOUND).all(1))


@pytest.fixture(scope="module")
def rendition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as the platform plays it."""
    folder = tmp_path_factory.mktemp("rendition")
    render(SAMPLE, None, folder, lambda done, total: None)
    return folder / "rendition.mp4"


@pytest.fixture(scope="module")
def seen(rendition: Path, models_folder: Path) -> Clip:
    """The bodies that the default network finds."""
    return _seen(rendition, "", models_folder)


@pytest.fixture(scope="module")
def track(seen: Clip) -> CoupleTrack:
    """The couple as it is followed."""
    return _follow(seen)


@pytest.fixture(scope="module")
def poses(track: CoupleTrack) -> KeyPoints:
    """Its poses (frames, 2, 133)."""
    return track.poses


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


def test_no_shot_is_lost_where_the_sample_is_played_again(seen: Clip, figure: FigureBook) -> None:
    lost = 0
    for fps, times in ((25, 2), (30, 10), (60, 3)):
        clip = seen.at_rate(fps)
        alone, joined = _find_both(_follow(clip), clip).sum(), cut_together([clip] * times)
        for cuts in (joined.cuts, ()) if times < 10 else ((40, *joined.cuts),):
            found = _find_both(_follow(replace(joined, cuts=cuts)), joined).reshape(times, clip.frames).sum(1)
            lost += int(np.maximum(0, alone - found).sum())
    assert figure("tracking.lost_to_cuts", lost, "frames", "= 0").reached


def test_parts_of_the_sample_keep_who_leads(seen: Clip, track: CoupleTrack, figure: FigureBook) -> None:
    assert track.lead_certainty >= LEAD_CERTAIN
    right, certain = [], []
    for seconds in (2, 3, 4):
        length = round(seconds * seen.fps)
        for first in range(0, seen.frames - length + 1, round(seen.fps / 2)):
            clip = seen.part(first, first + length)
            part = _follow(clip)
            certain.append(part.lead_certainty >= LEAD_CERTAIN)
            turned = replace(part, poses=part.poses[:, ::-1])
            right.append(_find_both(part, clip).sum() > _find_both(turned, clip).sum())
            assert right[-1] or not certain[-1], f"wrong and certain in {first} to {first + length}"
    figure("sample.lead_right_in_parts", float(np.mean(right)), "share")
    figure("sample.lead_certain_in_parts", float(np.mean(certain)), "share")


def test_the_lead_is_the_lead_where_the_couple_leaves(shared: Path, models_folder: Path, tmp_path: Path) -> None:
    render(shared / "recordings" / "37_couple_leaves.mp4", None, tmp_path, lambda done, total: None)
    clip = _seen(tmp_path / "rendition.mp4", "", models_folder)
    left = _follow(clip)
    reds = [np.nanmedian(clip.bodies.colour[left.rows[left.rows[:, slot] >= 0, slot], 1]) for slot in range(2)]
    assert reds[0] < 150 < reds[1], "he wears black, she wears red"
    assert left.lead_certainty >= LEAD_CERTAIN


def test_a_segment_repeated_gives_the_same_bytes(rendition: Path, models_folder: Path) -> None:
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    once, again = (
        to_parquet(find_in_frames(rendition, 60, 72, find_built_in(""), PoseOptions(), settings, lambda count: None))
        for _ in range(2)
    )
    assert once == again


def test_a_closer_look_adds_feet_and_moves_nobody(rendition: Path, models_folder: Path, figure: FigureBook) -> None:
    """The lead's: her ankles are under the gown, so nothing tells whether a foot is hers."""
    networks = "blazepose-full", "movenet-multipose-lightning"
    whole, plain = (_follow(_seen(rendition, network, models_folder, HALF)).poses for network in networks)
    seen, alone = (one.joints(BODY_JOINTS).stacked() for one in (whole, plain))
    np.testing.assert_array_equal(seen, alone)
    truth = json.loads(SAMPLE.with_suffix(".truth.json").read_text())["frames"][:HALF]
    joints = np.array([frame["persons"][0]["keypoints"] for frame in truth], float)
    left = [TOES[0], HEELS[0]]
    feet = whole[:, 0].joints(left)
    height = np.ptp(joints[:, BODY_JOINTS, 1], axis=1)
    away = np.linalg.norm(feet.xy - joints[:, left, :2], axis=2) / height[:, None]
    known = feet.confidence >= SEEN
    assert figure("sample.left_foot_known", known.mean(), "share", ">= 0.6").reached
    assert figure("sample.left_foot_away", np.median(away[known]), "heights", "<= 0.05").reached
