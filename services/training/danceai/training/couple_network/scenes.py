"""Couples in every hold, and single people, as bodies posed in space. Drawn at random, no dance of the product's tests.

Axes and units are those of `synthetic_couple`: metres, z up, a heading of 0 looks along -y.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.random import Generator

from synthetic_couple.bodies import Body
from synthetic_couple.choreography import Choreography, Who
from synthetic_couple.geometry import UP, Array, rotation, turn, unit
from synthetic_couple.knobs import Dance, Knobs
from synthetic_couple.posing import Posed, hold, reach, stand

Hold = Literal["closed", "two hands", "one hand", "shadow", "side by side", "apart", "alone"]
HOLDS: dict[Hold, float] = {
    "closed": 0.55,
    "two hands": 0.09,
    "one hand": 0.09,
    "shadow": 0.07,
    "side by side": 0.04,
    "apart": 0.04,
    "alone": 0.12,
}
"""How often each is drawn; the closed hold is what the published network cannot see through"""
JOINED = {"two hands": (("L", "R"), ("R", "L")), "shadow": (("L", "L"), ("R", "R"))}
ARM = 0.8
"""Metres a wrist is sent at most from its shoulder"""
SIDES = ((1, "L"), (-1, "R"))
BOTH: tuple[Who, Who] = ("man", "woman")


@dataclass(frozen=True)
class DrawnKnobs(Knobs):
    """A performance in a rhythm of its own."""

    drawn: Dance = field(default_factory=lambda: Dance(4, 32.0, (1, 1, 2)))

    @property
    def rhythm(self) -> Dance:
        """The drawn rhythm."""
        return self.drawn


@dataclass(frozen=True)
class Placement:
    """Where two stand to each other: half of what lies between them, metres, and each one's turn, radians."""

    side: float
    gap: float
    turns: tuple[float, float]


@dataclass(frozen=True)
class DrawnChoreography(Choreography):
    """Steps, with the two placed anyhow."""

    placement: Placement = Placement(0.07, 0.155, (0.0, np.pi))

    def stand(self, who: Who, t: object) -> tuple[Array, Array]:
        """Floor point (..., 3) under a dancer's pelvis and the way he or she faces."""
        middle, heading = self.path(t)  # type: ignore[arg-type]
        sign = 1 if who == "man" else -1
        away = np.array([sign * self.placement.side, sign * self.placement.gap, 0.0])
        return middle + (turn(heading) @ away[:, None])[..., 0], heading + self.placement.turns[BOTH.index(who)]


@dataclass(frozen=True)
class Scene:
    """People at one moment."""

    kind: Hold
    people: list[Posed]
    choreography: Choreography
    moment: float


@cache
def read_body(name: str, crowd: Path) -> Body:
    """One body of a baked crowd."""
    return Body(name, crowd)


def _draw_placement(kind: Hold, rng: Generator) -> Placement:
    def wide(spread: float) -> float:
        return float(rng.uniform(-spread, spread))

    match kind:
        case "closed":
            open_by = rng.uniform(0.1, 0.6) if rng.random() < 0.2 else 0.0
            turns = rng.normal(open_by, 0.1), np.pi - open_by + rng.normal(0, 0.13)
            return Placement(rng.uniform(0.0, 0.12), rng.uniform(0.12, 0.2), turns)
        case "two hands":
            return Placement(wide(0.12), rng.uniform(0.2, 0.42), (rng.normal(0, 0.2), np.pi + rng.normal(0, 0.2)))
        case "one hand":
            hers = rng.uniform(-np.pi, np.pi) if rng.random() < 0.5 else np.pi + rng.normal(0, 0.5)
            return Placement(wide(0.15), rng.uniform(0.15, 0.42), (rng.normal(0, 0.4), hers))
        case "shadow":
            behind = -rng.uniform(0.12, 0.22) if rng.random() < 0.75 else rng.uniform(0.12, 0.22)
            return Placement(wide(0.1), behind, (rng.normal(0, 0.2), rng.normal(0, 0.25)))
        case "side by side":
            turned = np.pi if rng.random() < 0.4 else 0.0
            beside = float(rng.choice([-1, 1])) * rng.uniform(0.2, 0.4)
            return Placement(beside, wide(0.1), (rng.normal(0, 0.3), turned + rng.normal(0, 0.4)))
        case _:
            return Placement(wide(0.5), wide(0.4), (wide(np.pi), wide(np.pi)))


def _free_arm(posed: Posed, sign: int, side: str, rng: Generator) -> None:
    """One arm somewhere: hanging, out to the side, across the trunk or up."""
    out, front = posed.left * sign, posed.forward
    way = rng.random()
    if way < 0.4:
        towards = out * rng.uniform(0.05, 0.25) - UP * rng.uniform(0.4, 0.55) + front * rng.uniform(-0.05, 0.25)
    elif way < 0.75:
        towards = out * rng.uniform(0.1, 0.5) + UP * rng.uniform(-0.3, 0.5) + front * rng.uniform(-0.1, 0.45)
    elif way < 0.9:
        towards = -out * rng.uniform(0, 0.2) - UP * rng.uniform(0.1, 0.35) + front * rng.uniform(0.15, 0.35)
    else:
        towards = out * rng.uniform(0, 0.2) + UP * rng.uniform(0.35, 0.55) + front * rng.uniform(-0.1, 0.2)
    pole = unit(-UP * 0.7 + out * rng.uniform(0.1, 0.8) - front * rng.uniform(0, 0.6))
    reach(posed, side, posed.at(f"upperarm01.{side}") + towards, pole)


def _join_hands(man: Posed, woman: Posed, kind: Hold, rng: Generator) -> None:
    """Joined hands between them: low, at chest height, or above her head."""
    one = (("L", "R"), ("R", "L"), ("L", "L"), ("R", "R"))[rng.integers(4)]
    for his, hers in JOINED.get(kind, (one,)):
        sign = 1 if his == "L" else -1
        shoulders = man.at(f"upperarm01.{his}"), woman.at(f"upperarm01.{hers}")
        middle, height = (shoulders[0] + shoulders[1]) / 2, rng.random()
        if height < 0.85:
            middle = middle + UP * (rng.uniform(-0.45, -0.1) if height < 0.65 else rng.uniform(-0.05, 0.3))
        else:
            middle = woman.at("head") + UP * rng.uniform(0.2, 0.35)
        middle = middle + man.left * sign * rng.uniform(0, 0.3)
        for posed, side, shoulder in ((man, his, shoulders[0]), (woman, hers, shoulders[1])):
            if np.linalg.norm(middle - shoulder) < ARM:
                outward = posed.left * (1 if side == "L" else -1)
                reach(posed, side, middle, unit(-UP + outward * 0.4))


def _move_head(posed: Posed, rng: Generator) -> None:
    """Turns and nods it, neck included."""
    turning = rotation(UP, rng.normal(0, 0.45)) @ rotation(posed.left, rng.normal(0, 0.15))
    look = turning @ posed.turned("head")
    posed.set(("head", "eye"), look)
    posed.set(("neck03",), rotation(UP, 0.0) @ look)
    posed.refresh()


def draw_scene(rng: Generator, crowd: Path, pairs: range) -> Scene:
    """A couple, or somebody alone, out of these men and women of a crowd."""
    kind: Hold = list(HOLDS)[rng.choice(len(HOLDS), p=list(HOLDS.values()))]
    dance = Dance(4, rng.uniform(28, 52), ((1, 1, 2), (2, 1, 1), (1, 1, 1, 1))[rng.integers(3)])
    knobs = DrawnKnobs(
        seconds=9,
        heading="circling",
        sway=rng.uniform(0, 2),
        rise=rng.uniform(0, 1.6),
        posture_lean=rng.uniform(-8, 12) if rng.random() < 0.6 else 0.0,
        frame_drop=rng.uniform(0, 0.14) if rng.random() < 0.4 else 0.0,
        hold_break=rng.uniform(0, 0.15) if rng.random() < 0.2 else 0.0,
        partner_lag=rng.uniform(0, 0.12),
        travel=rng.uniform(0, 1),
        drawn=replace(dance, sway=rng.uniform(0, 1), rise=rng.uniform(0, 1)),
    )
    choreography = DrawnChoreography(knobs, _draw_placement(kind, rng))
    moment = float(rng.uniform(1, 8))
    # Children dance with children: a crowd's pairs are of one age.
    number, other = (int(rng.integers(pairs.start, pairs.stop)) for _ in BOTH)
    other = number if (number % 6 == 5) != (other % 6 == 5) else other
    man = stand(read_body(f"man{number:02d}", crowd), "man", choreography, moment)
    woman = stand(read_body(f"woman{other:02d}", crowd), "woman", choreography, moment - knobs.partner_lag)
    for posed in (man, woman):
        _move_head(posed, rng)
    if kind == "closed":
        hold(man, woman, knobs.frame_drop, choreography.hold_gap(moment))
    else:
        for posed in (man, woman):
            for sign, side in SIDES:
                _free_arm(posed, sign, side, rng)
        if kind in {"two hands", "one hand", "shadow"}:
            _join_hands(man, woman, kind, rng)
        man.refresh()
        woman.refresh()
    people = [man, woman] if kind != "alone" else [(man, woman)[rng.integers(2)]]
    return Scene(kind, people, choreography, moment)
