"""From choreography to bone rotations: trunk, head, legs by footfall, arms by the partner's place.

Like the choreography for one moment or for many at once, which are then the first axis of everything.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synthetic_couple.bodies import Body, baked
from synthetic_couple.choreography import Choreography, Who
from synthetic_couple.geometry import UP, Array, basis, blend, rotation, turn, two_bones, unit, vector

SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")
SIDES = ((1, "L"), (-1, "R"))


@cache
def _bones(prefixes: tuple[str, ...], side: str) -> NDArray[np.intp]:
    """Numbers of all bones that start and end so."""
    return np.flatnonzero([bone.startswith(prefixes) and bone.endswith(side) for bone in baked().bones])


@dataclass
class Posed:
    """One dancer: rotations (..., 104, 3, 3), bone heads (..., 104, 3) and the body's own axes (..., 3)."""

    body: Body
    rotations: Array
    places: Array
    forward: Array
    left: Array
    heading: Array

    def at(self, bone: str) -> Array:
        """World position of a bone's head."""
        return np.asarray(self.places[..., self.body.index[bone], :])

    def turned(self, bone: str) -> Array:
        """World rotation of a bone."""
        return np.asarray(self.rotations[..., self.body.index[bone], :, :])

    def set(self, prefixes: tuple[str, ...], rotation_: Array, side: str = "") -> None:
        """Give every bone that starts so (and ends with the side) one rotation."""
        self.rotations[..., _bones(prefixes, side), :, :] = rotation_[..., None, :, :]

    def refresh(self) -> None:
        """Recompute bone heads after rotations changed."""
        self.places = self.body.joints(self.rotations, self.places[..., 0, :])


def _trunk(posed: Posed, who: Who, choreography: Choreography, t: ArrayLike) -> None:
    man = who == "man"
    knobs = choreography.knobs
    yaw = turn(posed.heading)
    roll = choreography.sway(t) * (1 if man else -1)
    forward = np.deg2rad(knobs.posture_lean - (1 if man else 7))
    pelvis = rotation(posed.forward, roll * 0.4) @ yaw
    chest = rotation(posed.forward, roll) @ rotation(posed.left, forward) @ turn(np.deg2rad(0 if man else 8)) @ yaw
    posed.set(("root", "pelvis"), pelvis)
    for i, bone in enumerate(SPINE):
        posed.set((bone,), blend(pelvis, chest, (i + 1) / 5))
    posed.set(("clavicle", "shoulder"), chest)
    look = chest @ turn(np.deg2rad(28 if man else 32)) @ rotation(np.array([1.0, 0, 0]), np.deg2rad(0 if man else -8))
    for bone, share in (("neck01", 0.3), ("neck02", 0.6), ("neck03", 0.85)):
        posed.set((bone,), blend(chest, look, share))
    posed.set(("head", "eye"), look)


def _limb(posed: Posed, side: str, bones: tuple[str, str, str], target: Array, pole: Array, rest_pole: Array) -> Array:
    """Bend a two-bone limb to the target; returns the rotation of its lower bone."""
    body = posed.body
    upper, lower, end = (f"{bone}.{side}" for bone in bones)
    rest = body.head_of(upper), body.head_of(lower), body.head_of(end)
    middle, reached, bend = two_bones(posed.at(upper), target, body.length(upper, lower), body.length(lower, end), pole)
    up_rotation = basis(middle - posed.at(upper), bend) @ basis(rest[1] - rest[0], rest_pole).T
    low_rotation = basis(reached - middle, bend) @ basis(rest[2] - rest[1], rest_pole).T
    stem, low_stem = bones[0][:-2], bones[1][:-2]
    posed.set((f"{stem}01", f"{stem}02"), up_rotation, f".{side}")
    posed.set((f"{low_stem}01", f"{low_stem}02"), low_rotation, f".{side}")
    return low_rotation


def _legs(posed: Posed, who: Who, choreography: Choreography, t: ArrayLike) -> None:
    lifted_heel = 26 * np.clip((choreography.rise(t) + 0.02) / 0.08, 0, 1)
    for sign, side in SIDES:
        fall = choreography.foot(who, sign, t)
        swing = np.where(fall.bears, 0.0, 10 * np.sin(fall.lift / 0.035 * np.pi / 2))
        pitch = np.deg2rad((0 if who == "man" else 14) + lifted_heel + swing)
        ankle, ball = posed.body.head_of(f"foot.{side}"), posed.body.head_of(f"toe2-1.{side}")
        yaw = turn(fall.yaw + sign * np.deg2rad(2))
        foot = rotation(yaw @ np.array([1.0, 0, 0]), pitch) @ yaw
        # The ball of the foot stays on the floor; the ankle follows the pitch.
        pinned = fall.place + yaw @ np.array([0, -0.10, 0])
        pinned[..., 2] = ball[2] + fall.lift * 0.5
        pole = yaw @ np.array([sign * 0.08, -1.0, 0])
        _limb(
            posed,
            side,
            ("upperleg01", "lowerleg01", "foot"),
            pinned + foot @ (ankle - ball),
            pole,
            np.array([0.0, -1.0, 0.0]),
        )
        posed.set(("foot", "toe"), foot, f".{side}")


def reach(posed: Posed, side: str, target: Array, pole: Array) -> None:
    """Send one wrist to the target, the elbow out to the pole's side."""
    body = posed.body
    shoulder, elbow, wrist = (body.head_of(f"{b}.{side}") for b in ("upperarm01", "lowerarm01", "wrist"))
    lower = _limb(posed, side, ("upperarm01", "lowerarm01", "wrist"), target, pole, elbow - (shoulder + wrist) / 2)
    posed.set(("wrist", "finger", "metacarpal"), lower, f".{side}")


def stand(body: Body, who: Who, choreography: Choreography, t: ArrayLike) -> Posed:
    """Trunk, head and legs of one dancer; the arms come when the partner's place is known."""
    place, heading = choreography.stand(who, t)
    yaw = turn(heading)
    posed = Posed(
        body=body,
        rotations=np.tile(np.eye(3), (*heading.shape, len(baked().bones), 1, 1)),
        places=np.zeros((*heading.shape, *body.heads.shape)),
        forward=yaw @ np.array([0, -1.0, 0]),
        left=yaw @ np.array([1.0, 0, 0]),
        heading=heading,
    )
    _trunk(posed, who, choreography, t)
    lift = choreography.rise(t) - 0.012 + (0.0 if who == "man" else 0.02)
    posed.places[..., 0, :] = vector(place[..., 0], place[..., 1], body.heads[0][2] + lift)
    posed.refresh()
    _legs(posed, who, choreography, t)
    posed.refresh()
    return posed


def hold(man: Posed, woman: Posed, drop: float, gap: Array) -> None:
    """Closed hold: joined hands at her eye level, his right hand on her back, her left on his upper arm."""
    side = unit(man.left - woman.left)
    middle = (man.at("upperarm01.L") + woman.at("upperarm01.R")) / 2
    joined = middle + side * 0.43
    joined[..., 2] = woman.at("head")[..., 2] - 0.01 - drop
    apart = gap[..., None] / 2
    low = drop * 1.6
    reach(
        man,
        "L",
        joined - 0.05 * man.forward - 0.02 * UP - side * 0.03 - man.forward * apart,
        unit(side * 0.6 - UP * (0.9 + low) - man.forward * 0.5),
    )
    reach(
        woman,
        "R",
        joined - 0.07 * woman.forward + 0.05 * UP - side * 0.02 - woman.forward * apart,
        unit(side * 0.6 - UP * (0.9 + low) - woman.forward * 0.5),
    )
    blade = woman.at("upperarm01.L") * 0.55 + woman.at("spine01") * 0.45 - woman.forward * 0.13
    blade = blade - UP * (0.10 + drop)
    target = blade - side * 0.02 - (blade - man.at("upperarm01.R")) * 0.10
    reach(man, "R", target, unit(-side * 1.2 - UP * (0.35 + 2 * low) - man.forward * 0.1))
    man.refresh()
    on_arm = man.at("upperarm01.R") * 0.62 + man.at("lowerarm01.R") * 0.38
    reach(
        woman,
        "L",
        on_arm + UP * (0.065 - drop * 0.3) - side * 0.06 - woman.forward * 0.07,
        unit(-side * 1.1 - UP * (0.5 + 2 * low) - woman.forward * 0.25),
    )
    woman.refresh()


def couple(bodies: tuple[Body, Body], choreography: Choreography, t: ArrayLike) -> tuple[Posed, Posed]:
    """Man and woman at video time t, in hold."""
    knobs = choreography.knobs
    man = stand(bodies[0], "man", choreography, t)
    woman = stand(bodies[1], "woman", choreography, np.asarray(t, float) - knobs.partner_lag)
    hold(man, woman, knobs.frame_drop, choreography.hold_gap(t))
    return man, woman


def bystander(body: Body, number: int, t: float) -> Posed:
    """Somebody who stands at the back and shifts weight a little."""
    place = np.array([(-2.3, 2.4, -3.1, 3.2)[number % 4], (1.7, 1.9, 1.2, 1.4)[number % 4], 0.0])
    heading = (0.5, -0.4, 0.9, -0.8)[number % 4]
    yaw = turn(heading)
    posed = Posed(
        body,
        np.tile(yaw, (len(baked().bones), 1, 1)),
        np.zeros_like(body.heads),
        yaw @ np.array([0, -1.0, 0]),
        yaw @ np.array([1.0, 0, 0]),
        np.asarray(heading),
    )
    sway = 0.02 * np.sin(0.9 * t + number)
    posed.places[0] = place + np.array([sway, 0, body.heads[0][2] - 0.004])
    posed.refresh()
    for sign, side in SIDES:
        shoulder = posed.at(f"upperarm01.{side}")
        reach(
            posed,
            side,
            shoulder + posed.left * sign * 0.10 - UP * 0.5 + posed.forward * 0.08,
            unit(-posed.forward + posed.left * sign * 0.4),
        )
    posed.refresh()
    return posed
