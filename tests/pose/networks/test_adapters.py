"""Every adapter recovers planted joints: crops, normalisation, decoding and the way back, to the pixel."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_COUNT, FACE_JOINTS, HAND_JOINTS, JOINT_COUNT
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.models.loading import load_network
from danceai.pose.networks.adapters import rtmpose
from danceai.pose.networks.adapters.blazepose import BlazePoseLandmarks
from danceai.pose.networks.adapters.heatmap import HeatMaps
from danceai.pose.networks.adapters.movenet_maps import read_maps
from danceai.pose.networks.adapters.rtmpose import RtmPose, decode_simcc
from danceai.pose.networks.answers import Prepared, make_boxes
from danceai.pose.networks.geometry import choose_shape, map_around
from danceai.pose.networks.layouts import LAYOUTS, leave_out
from danceai.pose.networks.network import DetectorNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.onnx import NotANetwork, OnnxRuntime
from danceai.pose.settings import PoseSettings
from danceai.pose.video.pictures import Region
from tests.pose.support import planted
from tests.pose.support.cases import CASES, crop_box, scene


@pytest.mark.parametrize("name", CASES)
def test_planted_answers_in_process(name: str, tmp_path: Path) -> None:
    runtime = OnnxRuntime(CASES[name].build(tmp_path / "model.onnx"))
    CASES[name].check(runtime)
    runtime.close()


def test_a_batch_over_people_and_pictures_is_what_each_alone_is(tmp_path: Path) -> None:
    file = planted.simcc(tmp_path / "m.onnx", planted.COLOURS[:17], 192, 256, rtmpose.MEAN, rtmpose.DEVIATION)
    network = TopDownNetwork(RtmPose(192, 256, "coco_17"), OnnxRuntime(file))
    pictures = [scene(17, 192, 256, seed)[0] for seed in (1, 2, 3)]
    boxes = [np.concatenate([crop_box(192, 256, (37, 21)), crop_box(150, 200, (50, 40))])[: i + 1] for i in (0, 1, 0)]
    together = network.submit(pictures, boxes)()
    for picture, box, found in zip(pictures, boxes, together, strict=True):
        np.testing.assert_allclose(found.stacked(), network.estimate(picture, box).stacked(), atol=1e-3)
    assert network.submit(pictures, [np.empty((0, 4), np.float32)] * 3)()[0].shape == (0, JOINT_COUNT)


def test_heat_maps_take_a_quarter_of_a_cell_towards_the_larger_neighbour() -> None:
    heat = np.zeros((1, 17, 64, 48), np.float32)
    heat[0, :, 30, 20], heat[0, :, 30, 21], heat[0, :, 29, 20] = 0.9, 0.5, 0.4
    box = crop_box(192, 256, (37, 21))
    found = HeatMaps(192, 256, "coco_17").decode([heat], Prepared(heat, map_around(box, 1.25, 192, 256)))
    np.testing.assert_allclose(found.stacked()[0, 0], [37 + 81, 21 + 119, 0.9], atol=1e-3)


def test_landmarks_move_to_the_middle_of_their_map_where_it_is_sure() -> None:
    flat, maps = np.zeros((1, 39, 5), np.float32), np.full((1, 64, 64, 39), -20, np.float32)
    flat[0, :, :2] = 100, 60
    maps[0, 15, 27, 0] = maps[0, 16, 27, 0] = 3
    maps[0, 15, 27, 2], maps[0, 15, 30, 5] = -0.1, 3
    box = make_boxes(crop_box(256, 256, (0, 0)), np.ones(1))
    crop = Prepared(maps, map_around(box, 1.25, 256, 256))
    found = BlazePoseLandmarks().decode([flat.reshape(1, -1), maps], crop)[0]
    np.testing.assert_allclose(found.xy[0], [108, 62], atol=0.01)
    np.testing.assert_allclose(found.xy[[1, 2]], [[100, 60]] * 2, atol=0.01, err_msg="unsure, and four columns away")


def test_blazepose_sees_what_mediapipe_sees(shared: Path, models_folder: Path) -> None:
    """Four photos, most of their people leaning. The file holds MediaPipe 0.10.21's landmarks (Pose, full, static)."""
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    people = load_network(find_built_in("blazepose-detector").entry, settings)
    poses = load_network(find_built_in("blazepose-full").entry, settings)
    assert isinstance(people, DetectorNetwork)
    assert isinstance(poses, TopDownNetwork)
    theirs_of_ours = list(LAYOUTS["blazepose_33"].sources[:BODY_COUNT])
    for name, theirs in json.loads(Path(__file__).with_name("mediapipe_landmarks.json").read_text()).items():
        picture = np.asarray(cv2.imread(str(shared / "coco" / name)), np.uint8)
        box = people.find(picture)[:1]
        joints = poses.estimate(picture, box).xy[0, :BODY_COUNT]
        away = np.linalg.norm(joints - np.array(theirs)[theirs_of_ours], axis=1)
        assert np.median(away) < 0.008 * (box[0, 2] - box[0, 0]), name


def test_simcc_peaks_are_read_between_bins() -> None:
    for place in np.linspace(20, 22, 9):
        bins = np.exp(-((np.arange(384) / 2 - place) ** 2) / (2 * 3**2))[None, None].astype(np.float32)
        assert abs(decode_simcc(bins, bins).xy[0, 0, 0] - place) < 0.02


@pytest.mark.parametrize(
    ("region", "shape"),
    [
        ((10, 0, 110, 200), (160, 288)),
        ((0, 0, 1280, 720), (288, 192)),
        ((0, 0, 50, 50), (288, 288)),
        ((5, 5, 5, 900), (32, 288)),
    ],
)
def test_inputs_are_as_narrow_as_what_they_hold(region: Region, shape: tuple[int, int]) -> None:
    assert choose_shape(region, 288, 32) == shape


def test_maps_give_two_bodies_in_one_silhouette() -> None:
    """Two bodies 5 cells apart, of which the network's own decoder sees the stronger: both are read out."""
    rng = np.random.default_rng(1)
    shape = np.stack([rng.uniform(-12, 12, 17), np.sort(rng.uniform(-30, 30, 17))], 1)
    truth = np.stack([shape + [40, 40], shape[::-1] * [1, -1] + [45, 41]])
    y, x = np.mgrid[:80, :80]
    heat = np.zeros((80, 80, 17), np.float32)
    centre, regression = np.zeros((80, 80), np.float32), np.zeros((80, 80, 17, 2), np.float32)
    nearest = np.where(x < 43, 0, 1)
    for person, strength in ((0, 0.9), (1, 0.5)):
        for joint in range(17):
            away = (x - truth[person, joint, 0]) ** 2 + (y - truth[person, joint, 1]) ** 2
            heat[..., joint] = np.maximum(heat[..., joint], strength * np.exp(-away / 4))
        middle = truth[person].mean(0)
        seen = nearest == person
        centre[seen] = (strength * np.exp(-((x - middle[0]) ** 2 + (y - middle[1]) ** 2) / 30))[seen]
        regression[seen] = (truth[person][:, ::-1] - np.stack([y, x], 2)[:, :, None])[seen]
    offset = np.zeros((80, 80, 17, 2), np.float32)
    bodies, support = read_maps(centre, regression, offset, heat, 4, 0.2)
    assert len(bodies) == 2
    assert support[0] > support[1]
    assert np.abs(bodies.xy - truth).mean((1, 2)).max() < 1


def test_face_and_hands_can_be_switched_off() -> None:
    bodies = KeyPoints.of(np.ones((2, JOINT_COUNT, 3), np.float32))
    assert not leave_out(bodies, face=False, hands=True).joints(FACE_JOINTS).known.any()
    assert leave_out(bodies, face=False, hands=True).joints(HAND_JOINTS).known.all()
    assert not leave_out(bodies, face=True, hands=False).joints(HAND_JOINTS).known.any()


def test_a_file_that_is_no_network_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"not a network")
    with pytest.raises(NotANetwork, match="is not an ONNX network"):
        OnnxRuntime(tmp_path / "m.onnx")
