"""What drawn people wear: suits, tailcoats, practice wear, gowns and short skirts in any colour, and hair.

Colours stand on vertices, chosen by the bone that moves them; skirts and coats are meshes of their own.
"""

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from danceai.training.couple_network.scenes import Scene
from synthetic_couple.bodies import Body, Floats, baked
from synthetic_couple.clothes import Part, bun, jacket, normals, skirt
from synthetic_couple.posing import Posed

TORSO = ("spine", "clavicle", "shoulder", "root", "pelvis")
LEGS = ("upperleg", "lowerleg", "pelvis", "root")
HAIR = (
    (0.07, 0.05, 0.04),
    (0.12, 0.08, 0.06),
    (0.33, 0.19, 0.1),
    (0.55, 0.38, 0.2),
    (0.75, 0.62, 0.4),
    (0.5, 0.5, 0.5),
)
LIGHT_SKIN = np.array([0.86, 0.66, 0.54])
DARKENING = np.array([0.75, 1.0, 1.15])
"""Exponents per channel: dark skin is redder than light skin scaled down"""
Colour = NDArray[np.float64]


@cache
def _on(*bones: str) -> NDArray[np.bool_]:
    """(vertices,) which are moved by bones whose names start so."""
    return np.array([bone.startswith(bones) for bone in baked().dominant])


@cache
def _surface(body: Body) -> Floats:
    return normals(body.vertices, baked().faces)


def draw_colour(rng: Generator, dark: float) -> Colour:
    """An RGB colour, 0..1; a share of them nearly black, some nearly white."""
    way = rng.random()
    if way < dark:
        return np.asarray(rng.uniform(0.02, 0.22) + rng.uniform(0, 0.05, 3))
    if way < dark + 0.15:
        return np.asarray(rng.uniform(0.7, 0.95) + rng.uniform(-0.05, 0.05, 3))
    hsv = np.array([[[rng.uniform(0, 360), rng.uniform(0.1, 0.95), rng.uniform(0.15, 0.95)]]], np.float32)
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0], np.float64)


def _find_hair(body: Body, low: float) -> NDArray[np.bool_]:
    """(vertices,) crown and back of the head; `low` = how far down the back, shares of the head."""
    _, y, z = body.vertices.T
    head = _on("head", "eye", "neck03")
    origin = body.head_of("head")
    size = z[head].max() - origin[2]
    crown = z > origin[2] + 0.77 * size
    back = (y > origin[1] + 0.03) & (z > origin[2] + low * size)
    return np.asarray(head & (crown | back))


def dress(scene: Scene, number: int, rng: Generator) -> list[Part]:
    """Everything that is drawn of one person: body first, then what hangs on it."""
    posed = scene.people[number]
    body, person = posed.body, number + 1
    man = body.name.startswith("man")
    skin = np.clip(LIGHT_SKIN * rng.uniform(0.3, 1.12) ** DARKENING, 0, 1)
    top = draw_colour(rng, 0.5 if man else 0.2)
    bottom = top if rng.random() < 0.5 else draw_colour(rng, 0.4)
    hair = np.array(HAIR[rng.integers(len(HAIR))]) * rng.uniform(0.7, 1.2)
    colours, thick = np.tile(skin, (len(body.vertices), 1)), np.zeros(len(body.vertices), np.float32)

    def wear(where: NDArray[np.bool_], colour: Colour, thickness: float) -> None:
        colours[where], thick[where] = colour, thickness

    loose = rng.uniform(0.004, 0.02)
    _, y, z = body.vertices.T
    collar = body.head_of("clavicle.L")[2]
    wear(_on(*LEGS), bottom if man or rng.random() < 0.7 else skin, loose)
    wear(_on("foot", "toe"), draw_colour(rng, 0.6), 0.006)
    low_cut = collar - rng.uniform(-0.02, 0.12) + (0.9 * np.clip(-y, 0, 0.04) if rng.random() < 0.5 else 0.0)
    wear(_on(*TORSO) & (z < low_cut) & ((y < rng.uniform(0, 0.1)) | (z < collar - 0.25) | man), top, loose)
    sleeves = rng.random()
    if sleeves < (0.85 if man else 0.4):
        wear(_on("upperarm", "lowerarm"), top, loose)
    if 0.5 < sleeves < 0.75:
        colours[_on("lowerarm")] = skin
    if man and rng.random() < 0.5:
        front = _on(*TORSO) & (y < 0) & (z > collar - 0.32) & (np.abs(body.vertices[:, 0]) < 0.05)
        colours[front] = draw_colour(rng, 0.1)
    if rng.random() > (0.1 if man else 0.0):
        wear(_find_hair(body, rng.uniform(-0.3, 0.3)), hair, rng.uniform(0.005, 0.025))
    cloth = thick > 0
    if rng.random() < 0.4:
        stripes = np.sin(body.vertices @ (rng.normal(0, 40, 3)) + rng.uniform(0, 6))
        colours[cloth] *= (1 + rng.uniform(0.1, 0.5) * stripes[cloth])[:, None]
    skinned = body.skin(posed.rotations, posed.places, body.vertices + _surface(body) * thick[:, None])
    parts = [Part(skinned.astype(np.float32), baked().faces, np.clip(colours, 0, 1).astype(np.float32), person)]
    if man:
        return parts + ([_coat(posed, person, top, rng)] if rng.random() < 0.5 else [])
    parts += [_gown(scene, posed, person, bottom, rng)] if rng.random() < 0.65 else []
    return parts + ([_paint(bun(posed, person), hair)] if rng.random() < 0.6 else [])


def _paint(part: Part, colour: Colour) -> Part:
    return replace(part, colours=np.tile(np.clip(colour, 0, 1), (len(part.vertices), 1)).astype(np.float32))


def _coat(posed: Posed, person: int, colour: Colour, rng: Generator) -> Part:
    """A jacket; of a third the back reaches down to the knees, as tails do."""
    coat = _paint(jacket(posed, person), colour)
    girth = posed.body.vertices[_on("spine05", "root"), 0].max() / 0.17
    vertices = coat.vertices.copy()
    middle = posed.at("spine05")
    vertices[:, :2] = (vertices[:, :2] - middle[:2]) * max(girth, 0.8) + middle[:2]
    if rng.random() < 0.35:
        down = np.clip((middle[2] - vertices[:, 2]) / 0.2, 0, 1)
        behind = ((vertices - middle) @ posed.forward) < 0
        vertices[:, 2] -= (rng.uniform(0.2, 0.45) * down * behind).astype(np.float32)
    return replace(coat, vertices=np.asarray(vertices, np.float32))


def _gown(scene: Scene, posed: Posed, person: int, colour: Colour, rng: Generator) -> Part:
    """A skirt: to the floor or short, wide or narrow, of one cloth or in bands."""
    cloth = skirt(posed, scene.choreography, scene.moment, person)
    vertices, middle = cloth.vertices.copy(), posed.at("spine05")
    girth = posed.body.vertices[_on("spine05", "root"), 0].max() / 0.165
    vertices[:, :2] = (vertices[:, :2] - middle[:2]) * rng.uniform(0.55, 1.15) * max(girth, 0.8) + middle[:2]
    if rng.random() < 0.45:
        vertices[:, 2] = middle[2] - (middle[2] - vertices[:, 2]) * rng.uniform(0.35, 1)
    bands = 1 + rng.uniform(0, 0.35) * np.sin(vertices[:, 2] * rng.uniform(3, 60) + rng.uniform(0, 6))
    colours = np.clip(np.tile(colour, (len(vertices), 1)) * bands[:, None], 0, 1)
    return replace(cloth, vertices=np.asarray(vertices, np.float32), colours=colours.astype(np.float32))
