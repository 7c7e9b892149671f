"""Pictures as a network looks at them: cropped around the couple, turned, mirrored, covered. Pure numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from danceai.common.contracts.training_runs import Recipe
from danceai.common.skeleton import ANKLES, BODY_COUNT, ELBOWS, KNEES, LIMBS, MIRRORED_BODY, SHOULDERS, TRUNK, WRISTS
from danceai.training.fine_tuning.assignment import Example

Floats = NDArray[np.float32]
Matrix = NDArray[np.float64]
Picture = NDArray[np.uint8]
AROUND = 1.25
"""Sides of the square that is looked at, against the couple's longer side"""
MOST = 3
"""People of one picture: two, and somebody who is pasted over them"""
SEEN, HIDDEN = 2, 1
CHANCE_PASTED, CHANCE_ERASED, CHANCE_TURNED = 0.3, 0.3, 0.3
THICK = 0.11
"""Of a limb that is cut out, shares of the person's height"""
BODY_LIMBS = tuple(pair for pair in LIMBS if max(pair) < BODY_COUNT)
ERASED = tuple(
    limb for ends in ((ELBOWS, WRISTS), (KNEES, ANKLES), (SHOULDERS, ELBOWS)) for limb in zip(*ends, strict=True)
)
"""Forearms, shins and upper arms"""


@dataclass(frozen=True)
class View:
    """One picture to learn from."""

    picture: Picture
    """(side, side, 3) RGB"""
    joints: Floats
    """(MOST, 17, 3) pixels and COCO visibility; 0 = nobody"""
    around: NDArray[np.bool_]
    """(side, side) what the labels answer for: others there would be labelled"""


@lru_cache(maxsize=256)
def _read(path: Path) -> Picture:
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert picture is not None, f"{path.name} is no picture"
    return np.asarray(picture[:, :, ::-1], np.uint8)


def _people(example: Example) -> Floats:
    return np.asarray(example.people, np.float32).reshape(-1, BODY_COUNT, 3)[: MOST - 1]


def _bound(joints: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Corners of the box around what is labelled of people (..., 3)."""
    there = joints.reshape(-1, 3)
    known = there[there[:, 2] > 0, :2].astype(np.float64)
    return known.min(0), known.max(0)


def _draw_map(low: Matrix, high: Matrix, side: int, rng: Generator | None, *, mirrored: bool) -> tuple[Matrix, bool]:
    """The map (2, 3) of the couple's square to side x side pixels, anyhow where there is chance; whether mirrored."""
    scale = side / (AROUND * max(float((high - low).max()), 1.0))
    turn, shift, flip = 0.0, np.zeros(2), False
    if rng is not None:
        scale *= float(np.exp(rng.uniform(-0.35, 0.3)))
        turn = float(rng.normal(0, 0.12)) if rng.random() < CHANCE_TURNED else 0.0
        shift = rng.uniform(-0.1, 0.1, 2) * side
        flip = bool(rng.random() < 0.5) and mirrored
    cosine, sine = scale * np.cos(turn), scale * np.sin(turn)
    linear = np.array([[cosine, -sine], [sine, cosine]]) @ np.diag([-1.0 if flip else 1.0, 1.0])
    return np.column_stack([linear, side / 2 + shift - linear @ ((low + high) / 2)]), flip


def _move(joints: Floats, matrix: Matrix, side: int, *, flip: bool) -> Floats:
    """People seen through a map; what lies outside is not there any more."""
    taken = joints[:, list(MIRRORED_BODY)] if flip else joints
    places = taken[..., :2] @ matrix[:, :2].T + matrix[:, 2]
    inside = ((places >= 0) & (places < side)).all(-1)
    return np.concatenate([places, np.where(inside, taken[..., 2], 0)[..., None]], -1).astype(np.float32)


def _cut_out(person: Floats, side: int) -> NDArray[np.bool_]:
    """Where somebody is, about: limbs as thick lines, and the trunk."""
    mask = np.zeros((side, side), np.uint8)
    known = person[:, 2] > 0
    low, high = _bound(person)
    thick = max(3, round(THICK * float((high - low).max())))
    points = np.clip(np.round(person[:, :2]), -side, 2 * side).astype(np.int32)
    for a, b in BODY_LIMBS:
        if known[a] and known[b]:
            cv2.line(mask, points[a].tolist(), points[b].tolist(), 1, thick)
    if known[list(TRUNK)].all():
        cv2.fillConvexPoly(mask, cv2.convexHull(points[list(TRUNK)]), 1)
    if known[0]:
        cv2.circle(mask, points[0].tolist(), round(0.9 * thick), 1, -1)
    return mask.astype(bool)


def _hide(joints: Floats, cover: NDArray[np.bool_]) -> None:
    """What lies under a cover is hidden."""
    side = len(cover)
    column, row = (np.clip(joints[..., axis].astype(int), 0, side - 1) for axis in (0, 1))
    under = cover[row, column] & (joints[..., 2] == SEEN)
    joints[..., 2][under] = HIDDEN


def _paste(view: View, other: Example, folder: Path, rng: Generator, *, mirrored: bool) -> None:
    """Somebody of another picture over the couple."""
    side = len(view.picture)
    people = _people(other)
    whole = people[(people[..., 2] == SEEN).sum(1) >= 10]
    if not len(whole):
        return
    person = whole[rng.integers(len(whole))]
    low, high = _bound(view.joints)
    matrix, flip = _draw_map(*_bound(person), side, rng, mirrored=mirrored)
    smaller = float((high - low).max()) * AROUND / side * rng.uniform(0.7, 1.1)
    target = rng.uniform(low, high)
    matrix = np.column_stack([matrix[:, :2], matrix[:, 2] - side / 2]) * smaller
    matrix[:, 2] += target
    moved = _move(person[None], matrix, side, flip=flip)
    if (moved[0, :, 2] > 0).sum() < 4:
        return
    mask = _cut_out(moved[0], side)
    seen = cv2.warpAffine(_read(folder / other.picture), matrix, (side, side), flags=cv2.INTER_AREA)
    view.picture[mask] = seen[mask]
    _hide(view.joints, mask)
    view.joints[MOST - 1] = moved[0]
    view.around[mask] = True


def _erase(view: View, rng: Generator) -> None:
    """A box of one colour or of noise over a limb."""
    there = [k for k in range(len(view.joints)) if (view.joints[k, :, 2] > 0).sum() >= 4]
    if not there:
        return
    person = view.joints[there[rng.integers(len(there))]]
    a, b = ERASED[rng.integers(len(ERASED))]
    if not (person[a, 2] and person[b, 2]):
        return
    side = len(view.picture)
    mask = np.zeros((side, side), np.uint8)
    thick = max(4, round(side * float(rng.uniform(0.03, 0.09))))
    ends = np.round(person[[a, b], :2]).astype(int).tolist()
    cv2.line(mask, ends[0], ends[1], 1, thick)
    where = mask.astype(bool)
    colour = rng.uniform(0, 255, 3)
    noise = rng.uniform(-40, 40, (int(where.sum()), 3)) * (rng.random() < 0.5)
    view.picture[where] = np.clip(colour + noise, 0, 255).astype(np.uint8)
    _hide(view.joints, where)


def look(example: Example, folder: Path, side: int) -> View:
    """The couple as the product looks at it, without chance."""
    return _look(example, folder, side, None, mirrored=False)


def _look(example: Example, folder: Path, side: int, rng: Generator | None, *, mirrored: bool) -> View:
    people = _people(example)
    matrix, flip = _draw_map(*_bound(people), side, rng, mirrored=mirrored)
    picture = _read(folder / example.picture)
    seen = cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_LINEAR)
    joints = np.zeros((MOST, BODY_COUNT, 3), np.float32)
    joints[: len(people)] = _move(people, matrix, side, flip=flip)
    around = np.zeros((side, side), bool)
    if (joints[..., 2] > 0).any():
        low, high = _bound(joints)
        margin = 0.1 * float((high - low).max())
        (x0, y0), (x1, y1) = np.maximum(low - margin, 0).astype(int), (high + margin).astype(int)
        around[y0 : y1 + 1, x0 : x1 + 1] = True
    return View(np.asarray(seen, np.uint8), joints, around)


def draw_views(examples: Sequence[Example], folder: Path, recipe: Recipe, step: int) -> list[View]:
    """A batch; the same for the same step, whatever was drawn before."""
    views = []
    for place in range(recipe.batch):
        rng = np.random.default_rng((recipe.seed, step, place))
        chosen, other = (examples[number] for number in rng.integers(len(examples), size=2))
        view = _look(chosen, folder, recipe.side, rng, mirrored=recipe.mirrored)
        labelled = (view.joints[..., 2] > 0).any()
        if labelled and recipe.partner_pasted and rng.random() < CHANCE_PASTED:
            _paste(view, other, folder, rng, mirrored=recipe.mirrored)
        if labelled and recipe.limbs_erased and rng.random() < CHANCE_ERASED:
            _erase(view, rng)
        views.append(view)
    return views
