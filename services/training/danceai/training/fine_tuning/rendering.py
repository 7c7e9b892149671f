"""Pictures whose truth is known without anybody's work: rendered couples in rooms, with the joints of both.

A couple is two bodies and what they wear; how they hold each other, where they look and where the camera stands is
drawn anew for each picture. The same seed gives the same pictures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from danceai.common.contracts.datasets import Rendering
from danceai.training.couple_network.sprites import SIDE, draw_sprite
from danceai.training.fine_tuning.drawn import HEIGHT, ORDER, WIDTH, Truth, name_files
from synthetic_couple.bodies import BAKED

Floats = NDArray[np.float32]
QUALITY, SMALL_QUALITY = 92, 80
SMALL = 320, 280
"""Pixels of a thumbnail"""
HEIGHTS = (1.72, 1.94), (1.56, 1.78)
"""Metres that men and women are tall"""
BAKED_HEIGHTS = 1.83, 1.7
GIRTH = 0.86, 1.16


@dataclass(frozen=True)
class Rendered:
    """A picture and its truth."""

    picture: NDArray[np.uint8]
    """(HEIGHT, WIDTH, 3) BGR"""
    joints: Floats
    """(2, 17, 3) pixels and COCO visibility"""


def breed(target: Path, couples: int, seed: int) -> None:
    """Bodies of other heights and girths than the two that are baked, as `read_body` reads a crowd."""
    rng = np.random.default_rng(seed)
    with np.load(BAKED) as file:
        baked = {name: file[name] for name in file.files}
    parts = {name: baked.pop(name) for name in ("man_v", "man_h", "woman_v", "woman_h")}
    for number in range(couples):
        for who, tall, height in zip(("man", "woman"), HEIGHTS, BAKED_HEIGHTS, strict=True):
            up = rng.uniform(*tall) / height
            ratio = np.array([up * rng.uniform(*GIRTH), up * rng.uniform(*GIRTH), up], np.float32)
            for part in ("v", "h"):
                baked[f"{who}{number:02d}_{part}"] = parts[f"{who}_{part}"] * ratio
    np.savez(target, **baked)


def _draw_room(rng: Generator) -> Floats:
    """(HEIGHT, WIDTH, 3) a wall with something on it, and a floor with stripes."""
    edge = round(HEIGHT * rng.uniform(0.45, 0.85))
    room = np.empty((HEIGHT, WIDTH, 3), np.float32)
    room[:edge] = rng.uniform(60, 235) + rng.uniform(-35, 35, 3)
    room[edge:] = rng.uniform(40, 190) + rng.uniform(-30, 30, 3)
    across = np.arange(WIDTH) * rng.uniform(0.05, 0.4)
    room[edge:] *= (1 + rng.uniform(0, 0.15) * np.sign(np.sin(across)))[None, :, None]
    for _ in range(rng.integers(0, 9)):
        x, y = rng.integers(WIDTH), rng.integers(edge)
        size = rng.integers(10, 120, 2)
        room[y : min(y + size[1], edge), x : x + size[0]] = rng.uniform(0, 255, 3)
    coarse = rng.uniform(-40, 40, (12, 14, 3)).astype(np.float32)
    return np.asarray(np.clip(room + cv2.resize(coarse, (WIDTH, HEIGHT)) * rng.uniform(0, 1), 0, 255), np.float32)


def _taste(seed: int, couple: int, who: int) -> Generator:
    """What chooses somebody's clothes: the same in all pictures of a couple."""
    return np.random.default_rng((seed, couple, who))


def render(crowd: Path, couple: int, number: int, seed: int) -> Rendered:
    """One picture of one couple of a crowd."""
    rng = np.random.default_rng((seed, couple, number))
    while True:
        sprite = draw_sprite(rng, crowd, range(couple, couple + 1), partial(_taste, seed, couple))
        joints = sprite.joints[0].copy()
        if (joints[..., 2] > 0).all():
            break  # both are there: some scenes are of one alone
    room = _draw_room(rng)
    x, y = rng.integers(WIDTH - SIDE + 1), rng.integers(HEIGHT - SIDE + 1)
    cut = sprite.pictures[0].astype(np.float32)
    under = room[y : y + SIDE, x : x + SIDE]
    room[y : y + SIDE, x : x + SIDE] = under * (1 - cut[..., 3:] / 255) + cut[..., 2::-1]
    lit = 255 * (room / 255) ** float(np.exp(rng.normal(0, 0.2))) * rng.uniform(0.75, 1.15)
    joints[..., :2] += np.array([x, y], np.float32)
    grain = rng.normal(0, rng.uniform(0, 6), room.shape)
    return Rendered(np.clip(lit + grain, 0, 255).astype(np.uint8), joints)


def draw(folder: Path, say: Callable[[Truth], None]) -> None:
    """Write the pictures that `rendering.json` asks for, and tell each."""
    cv2.setNumThreads(1)
    wanted = Rendering.model_validate_json((folder / ORDER).read_text())
    crowd = folder / "crowd.npz"
    breed(crowd, wanted.couples, wanted.seed)
    for couple in range(wanted.couples):
        for number in range(wanted.per_couple):
            rendered = render(crowd, couple, number, wanted.seed)
            large, small = (folder / name for name in name_files(couple, number))
            cv2.imwrite(str(large), rendered.picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
            thumbnail = cv2.resize(rendered.picture, SMALL, interpolation=cv2.INTER_AREA)
            cv2.imwrite(str(small), thumbnail, [cv2.IMWRITE_JPEG_QUALITY, SMALL_QUALITY])
            people = np.round(rendered.joints.astype(np.float64), 2).reshape(2, -1).tolist()
            say(Truth(couple=couple, number=number, people=people))
