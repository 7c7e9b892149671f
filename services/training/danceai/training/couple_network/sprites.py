"""Drawn people as cut-out pictures with the truth of their joints, stored in files of a few dozen.

A renderer writes files, a trainer reads whatever is there: either may be stopped and started again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from danceai.training.couple_network.scenes import draw_scene
from danceai.training.couple_network.wardrobe import dress
from synthetic_couple.bodies import Floats
from synthetic_couple.clothes import Part, normals
from synthetic_couple.geometry import UP, Array, unit
from synthetic_couple.renderer import FAR, fill_triangles

SIDE = 320
"""Pixels of a sprite's sides"""
FINER = 1.5
"""The renderer's grid, against the sprite's"""
EDGE = 3.0
"""Pixels between a sprite's edge and the people in it"""
PER_FILE = 32
MOST = 2
"""People of one sprite"""
BURIED = 0.16
"""Metres a joint lies behind the surface that shows it, at most; as in `synthetic_couple.recording`"""


@dataclass(frozen=True)
class Sprites:
    """n cut-outs."""

    pictures: NDArray[np.uint8]
    """(n, SIDE, SIDE, 4) RGB over black, and how much of the pixel somebody covers"""
    joints: NDArray[np.float32]
    """(n, MOST, 17, 3) pixels and COCO visibility: 2 seen, 1 hidden, 0 nobody there"""

    @classmethod
    def join(cls, parts: list["Sprites"]) -> "Sprites":
        """One after the other."""
        return cls(np.concatenate([p.pictures for p in parts]), np.concatenate([p.joints for p in parts]))

    def write(self, path: Path) -> None:
        """All of it or nothing."""
        waiting = path.with_suffix(".part.npz")
        np.savez(waiting, pictures=self.pictures, joints=self.joints)
        waiting.replace(path)

    @classmethod
    def read(cls, path: Path) -> "Sprites":
        """What `write` wrote."""
        with np.load(path) as file:
            return cls(file["pictures"], file["joints"])


@dataclass(frozen=True)
class _Camera:
    """A pinhole that sees all of the people, each pixel of the finer grid a unit."""

    centre: Array
    axes: Array
    scale: float
    shift: Array

    @classmethod
    def around(cls, points: Array, rng: Generator) -> "_Camera":
        """From any side, near or far, low or high, held straight or not; the points (n, 3) fill the sprite."""
        middle, azimuth, distance = points.mean(0), rng.uniform(0, 2 * np.pi), rng.uniform(2.6, 9)
        level = rng.uniform(0.5, 2.4)
        centre = np.array([middle[0] + distance * np.sin(azimuth), middle[1] - distance * np.cos(azimuth), level])
        forward = unit(middle + UP * rng.uniform(-0.25, 0.25) - centre)
        right = unit(np.cross(forward, UP))
        roll = np.deg2rad(rng.normal(0, 12 if rng.random() < 0.1 else 2))
        up = np.cross(right, forward)
        axes = np.stack([right * np.cos(roll) + up * np.sin(roll), right * np.sin(roll) - up * np.cos(roll), forward])
        seen = (points - centre) @ axes.T
        flat = seen[:, :2] / seen[:, 2:]
        low, high = flat.min(0), flat.max(0)
        scale = (SIDE - 2 * EDGE) * FINER / float((high - low).max())
        return cls(centre, axes, scale, np.full(2, SIDE * FINER / 2) - scale * (low + high) / 2)

    def project(self, points: Array | Floats) -> Array:
        """(n, 3) metres to x and y in pixels of the finer grid, depth in metres."""
        seen = (np.asarray(points, float) - self.centre) @ self.axes.T
        return np.concatenate([seen[:, :2] / seen[:, 2:] * self.scale + self.shift, seen[:, 2:]], 1)


def _shade(part: Part, camera: _Camera, lights: tuple[Array, Array], ambient: float, key: float) -> Floats:
    surface = normals(part.vertices, part.faces)
    view = camera.centre - part.vertices
    if part.two_sided:
        surface = np.where((surface * view).sum(1, keepdims=True) < 0, -surface, surface).astype(np.float32)
    light = ambient + key * np.clip(surface @ lights[0], 0, 1) + 0.25 * np.clip(surface @ lights[1], 0, 1)
    return np.ascontiguousarray(np.clip(part.colours * (light + 0.08 * surface[:, 2])[:, None], 0, 1), np.float32)


def draw_sprite(rng: Generator, crowd: Path, pairs: range, taste: Callable[[int], Generator] | None = None) -> Sprites:
    """One cut-out of people out of these men and women of a crowd; `taste` = what chooses each one's clothes."""
    scene = draw_scene(rng, crowd, pairs)
    choose = taste or (lambda _: rng)
    parts = [part for number in range(len(scene.people)) for part in dress(scene, number, choose(number))]
    camera = _Camera.around(np.concatenate([part.vertices for part in parts]).astype(float), rng)
    side = int(SIDE * FINER)
    canvas, owners = np.zeros((side, side, 3), np.float32), np.zeros((side, side), np.uint8)
    depth = np.full((side, side), FAR, np.float32)
    above = unit(np.array([rng.normal(), rng.normal(), rng.uniform(-0.1, 1.5)]))
    lights = above, unit(rng.normal(size=3))
    ambient, key = rng.uniform(0.25, 0.6), rng.uniform(0.2, 0.8)
    for part in parts:
        places = camera.project(part.vertices).astype(np.float32)
        shaded = _shade(part, camera, lights, ambient, key)
        fill_triangles(places, shaded, part.faces, part.person, canvas, depth, owners, 0, 0)
    joints = np.zeros((MOST, 17, 3), np.float32)
    for number, posed in enumerate(scene.people):
        for k, (x, y, z) in enumerate(camera.project(posed.body.keypoints(posed.rotations, posed.places)[:17])):
            row, column = (int(np.clip(place, 0, side - 1)) for place in (y, x))
            seen = owners[row, column] == number + 1 and depth[row, column] > z - BURIED
            joints[number, k] = x / FINER, y / FINER, 2 if seen else 1
    covered = (owners > 0).astype(np.float32)[..., None]
    small = cv2.resize(np.concatenate([canvas, covered], 2), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return Sprites((small * 255 + 0.5).astype(np.uint8)[None], joints[None])


def render_files(folder: Path, crowd: Path, pairs: range, seeds: range) -> None:
    """A file per seed that is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    for seed in seeds:
        path = folder / f"sprites_{seed:06d}.npz"
        if not path.exists():
            rng = np.random.default_rng(seed)
            Sprites.join([draw_sprite(rng, crowd, pairs) for _ in range(PER_FILE)]).write(path)
