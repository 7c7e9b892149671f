"""Feet of two dancers in close hold: added to the one on whose ankles they hang, not to the partner."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from danceai.common.skeleton import BEYOND_BODY, BODY_JOINTS, FOOT_JOINTS, JOINT_COUNT
from danceai.pose.body.places import find_middles
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.finding.one_stage import BodyFinder
from danceai.pose.finding.whole_body import WholeBodyFinder
from danceai.pose.models.loading import start_finder
from danceai.pose.networks.adapters import rtmpose
from danceai.pose.networks.adapters.rtmo import Rtmo
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.network import OneStageNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from danceai.pose.settings import PoseSettings
from tests.pose.support import planted
from tests.pose.support.couple import BEHIND, FRONT, SIZE

BODIES = planted.COLOURS[100:134]
FEET = planted.COLOURS[20:26]
SHOES = FRONT[[15, 15, 15, 16, 16, 16]] + [(12, 14), (4, 16), (2, 9), (-12, 14), (-4, 16), (-2, 9)]
"""Left big toe, small toe, heel; right ones"""
IN_HALPE = [0, 3, 1, 4, 2, 5]
"""Halpe-26 has the feet as left and right big toe, small toe, heel."""


@pytest.fixture
def people(tmp_path: Path) -> Iterator[OneStageNetwork]:
    """Sees the bodies of both dancers."""
    runtime = OnnxRuntime(planted.rtmo(tmp_path / "people.onnx", BODIES, SIZE, 2))
    yield OneStageNetwork(Rtmo(SIZE), runtime)
    runtime.close()


@pytest.fixture
def poses(tmp_path: Path) -> Iterator[TopDownNetwork]:
    """Sees the front dancer's joints and feet, whatever box it is given."""
    head_neck_and_hip = planted.COLOURS[40:43]
    colours = np.concatenate([BODIES[:17], head_neck_and_hip, FEET[IN_HALPE]])
    runtime = OnnxRuntime(planted.simcc(tmp_path / "poses.onnx", colours, 192, 256, rtmpose.MEAN, rtmpose.DEVIATION))
    yield TopDownNetwork(RtmPose(192, 256, "halpe_26"), runtime)
    runtime.close()


@pytest.mark.parametrize("chunk", [1, 3])
def test_feet_belong_to_the_dancer_on_whose_ankles_they_hang(
    people: OneStageNetwork, poses: TopDownNetwork, chunk: int
) -> None:
    picture = planted.paint((SIZE, SIZE), np.concatenate([FRONT, BEHIND, SHOES]), np.concatenate([BODIES, FEET]), 4)
    alone = BodyFinder(people)
    answers = list(WholeBodyFinder(BodyFinder(people), poses, chunk=chunk).find((i, picture) for i in range(7)))
    assert [number for number, _ in answers] == list(range(7))
    for _, bodies in answers:
        seen_alone = alone.look(picture).keypoints.stacked()
        np.testing.assert_array_equal(bodies.keypoints.joints(BODY_JOINTS).stacked(), seen_alone)
        front, behind = sorted(bodies.keypoints, key=lambda body: float(find_middles(body)[0]))
        assert np.abs(front.joints(FOOT_JOINTS).xy - SHOES).max() < 2
        assert not behind.joints(BEYOND_BODY).known.any()


def test_in_an_empty_hall_nobody_is_seen(models_folder: Path) -> None:
    empty = np.full((SIZE, SIZE, 3), 128, np.uint8)
    finder, _ = start_finder(find_built_in("blazepose-full"), PoseSettings(models_dir=models_folder, network_threads=2))
    for _, bodies in finder.find([(0, empty), (1, empty)]):
        assert bodies.keypoints.shape == (0, JOINT_COUNT)
