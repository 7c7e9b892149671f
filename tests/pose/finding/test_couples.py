"""The network that was taught couples sees both where the published one sees the front one."""

from pathlib import Path

import numpy as np
import pytest

from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.oks import AREA_OF_BOX
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.evaluation.quality import find_both
from danceai.pose.models.entry import ModelInUse, ModelMissing
from danceai.pose.models.loading import start_finder
from danceai.pose.settings import PoseSettings
from danceai.pose.video.pictures import Picture
from synthetic_couple.camera import Camera
from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import Scene
from synthetic_couple.renderer import render, studio
from tests.support.figures import FigureBook

KNOBS = Knobs(heading="circling", dance="viennese_waltz", seconds=6, camera_angle=20, seed=3)
MOMENTS = 14


@pytest.fixture(scope="module")
def moments() -> list[tuple[Picture, np.ndarray, np.ndarray]]:
    """Pictures of a couple at every heading, their joints (2, 17, 3) and areas (2,)."""
    camera, scene = Camera(KNOBS), Scene(KNOBS)
    room, made = studio(camera, KNOBS.seed), []
    for t in np.linspace(0.5, 5.5, MOMENTS):
        pair, parts = scene.at(float(t))
        picture, owners, _ = render(parts, camera, room)
        joints = np.ones((2, 17, 3))
        for number, posed in enumerate(pair):
            joints[number, :, :2] = camera.project(posed.body.keypoints(posed.rotations, posed.places)[:17])[:, :2]
        places = [np.argwhere(owners == person) for person in (1, 2)]
        areas = np.array([AREA_OF_BOX * np.ptp(place, axis=0).prod() for place in places])
        made.append((picture, joints, areas))
    return made


def _share(model: str, moments: list[tuple[Picture, np.ndarray, np.ndarray]], folder: Path) -> float:
    finder, _ = start_finder(find_built_in(model), PoseSettings(models_dir=folder, network_threads=1))
    seen = finder.find(enumerate(picture for picture, _, _ in moments))
    found = [
        find_both(joints, areas, bodies.keypoints.joints(BODY_JOINTS))
        for (_, bodies), (_, joints, areas) in zip(seen, moments, strict=True)
    ]
    return float(np.mean(found))


def test_both_dancers_are_seen_at_every_heading(
    moments: list[tuple[Picture, np.ndarray, np.ndarray]], models_folder: Path, figure: FigureBook
) -> None:
    ours = _share("movenet-multipose-couples", moments, models_folder)
    figure("pose.both_at_every_heading", ours, "share", ">= 0.85")
    assert ours > _share("movenet-multipose-lightning", moments, models_folder)


def test_it_wants_another_network_that_finds_joints(models_folder: Path) -> None:
    settings = PoseSettings(models_dir=models_folder, network_threads=1)
    couples = find_built_in("movenet-multipose-couples").entry
    with pytest.raises(ModelMissing, match="by itself"):
        start_finder(ModelInUse(couples, None), settings)
    with pytest.raises(ModelMissing, match="finds no joints"):
        start_finder(ModelInUse(couples, find_built_in("blazepose-detector").entry), settings)
