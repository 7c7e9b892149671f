"""The recipe of the couple network, as far as it goes without PyTorch, and what it has made."""

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.models.backends import OWN
from danceai.pose.networks.adapters.movenet_maps import MAPS
from danceai.pose.networks.runtimes.litert import LiteRtRuntime
from danceai.training.couple_network.graph import UnknownLayer, read_graph, write_back
from danceai.training.couple_network.photos import SIDE as PHOTO_SIDE
from danceai.training.couple_network.photos import collect, read_photos
from danceai.training.couple_network.sprites import PER_FILE, SIDE, Sprites, draw_sprite, render_files
from synthetic_couple.bodies import BAKED
from tests.support.places import SAMPLE

PAIRS = range(2)
OURS = OWN / find_built_in("movenet-multipose-couples").entry.source


@pytest.fixture(scope="module")
def published(models_folder: Path) -> bytes:
    return (models_folder / find_built_in("movenet-multipose-lightning").entry.source).read_bytes()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs of bodies: the package's own, and the same the other way round in height."""
    target = tmp_path_factory.mktemp("crowd") / "crowd.npz"
    with np.load(BAKED) as file:
        baked = {name: file[name] for name in file.files}
    for part in ("v", "h"):
        man, woman = baked.pop(f"man_{part}"), baked.pop(f"woman_{part}")
        ratio = np.float32(1.7 / 1.83)
        baked |= {f"man00_{part}": man, f"woman00_{part}": woman}
        baked |= {f"man01_{part}": man * ratio, f"woman01_{part}": woman / ratio}
    np.savez(target, **baked)
    return target


def test_what_was_trained_goes_back_into_the_file(published: bytes, tmp_path: Path) -> None:
    learned = read_graph(published, MAPS).learned
    changed = {buffer: numbers * np.float32(1.5) for buffer, numbers in learned.items()}
    written = write_back(published, changed)
    for buffer, numbers in read_graph(written, MAPS).learned.items():
        np.testing.assert_allclose(numbers, changed[buffer], rtol=1e-3, atol=1e-6)
    (tmp_path / "same.tflite").write_bytes(write_back(published, learned))
    (tmp_path / "before.tflite").write_bytes(published)
    picture = np.random.default_rng(1).integers(0, 255, (1, 96, 96, 3)).astype(np.uint8)
    maps = [LiteRtRuntime(tmp_path / f"{name}.tflite", 1, MAPS).run(picture) for name in ("before", "same")]
    for before, same in zip(*maps, strict=True):
        np.testing.assert_array_equal(before, same)


def test_the_shipped_network_is_the_published_one_with_other_numbers(published: bytes) -> None:
    before, ours = read_graph(published, MAPS), read_graph(OURS.read_bytes(), MAPS)
    assert [layer.kind for layer in ours.layers] == [layer.kind for layer in before.layers]
    assert hashlib.sha256(OURS.read_bytes()).hexdigest() in (OWN / "README.md").read_text(), "the card is of this file"
    changed = [not np.array_equal(ours.learned[buffer], numbers) for buffer, numbers in before.learned.items()]
    assert np.mean(changed) > 0.9


def test_another_network_is_refused(models_folder: Path) -> None:
    with pytest.raises((UnknownLayer, KeyError)):
        read_graph((models_folder / "pose_detection.tflite").read_bytes(), MAPS)


def test_a_sprite_knows_its_joints(crowd: Path) -> None:
    rng = np.random.default_rng(4)
    sprites = Sprites.join([draw_sprite(rng, crowd, PAIRS) for _ in range(8)])
    joints, covered = sprites.joints, sprites.pictures[..., 3] > 0
    couples = (joints[..., 2] > 0).all((1, 2))
    assert couples.sum() >= 5, "couples, mostly"
    for one, cover in zip(joints, covered, strict=True):
        x, y, seen = one[one[..., 2] > 0].T
        assert (np.minimum(x, y) >= 0).all() and (np.maximum(x, y) < SIDE).all()
        # Joints lie inside of bodies; what is seen lies where somebody is drawn.
        near = cv2.dilate(cover.astype(np.uint8), np.ones((5, 5)))[y.astype(int), x.astype(int)]
        assert near[seen == 2].mean() > 0.95
    apart = np.abs(joints[couples, 0, :, :2] - joints[couples, 1, :, :2]).mean()
    assert apart > 5, "two people, not one twice"


def test_sprites_are_written_once_and_read_back(crowd: Path, tmp_path: Path) -> None:
    render_files(tmp_path, crowd, PAIRS, range(1))
    (path,) = tmp_path.iterdir()
    written, when = Sprites.read(path), path.stat().st_mtime_ns
    assert written.pictures.shape == (PER_FILE, SIDE, SIDE, 4)
    render_files(tmp_path, crowd, PAIRS, range(1))
    assert path.stat().st_mtime_ns == when


def test_real_pictures_are_cropped_and_kept(tmp_path: Path) -> None:
    assert collect([SAMPLE], tmp_path / "photos.npz", 60, 1, seed=1) == 5
    photos = read_photos(tmp_path / "photos.npz")
    assert photos.shape == (5, 3, PHOTO_SIDE, PHOTO_SIDE)
    assert photos.std() > 20, "something is to be seen"
