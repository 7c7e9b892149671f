"""Foot contacts: when a travelling foot comes to rest, how long it stands and where. Pure."""

from dataclasses import dataclass

import numpy as np

from danceai.common.poses import SEEN
from danceai.common.skeleton import ANKLES
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.tracks import PersonTrack

MOVING, STILL = 0.6, 0.3
"""Ankle speed, trunk heights per second: above the first a foot has travelled, below the second it rests."""
ARRIVED = 0.5
"""Share of a step's own top speed through which it falls when the foot takes the floor: the same for long and short."""
SHORTEST_STEP = 0.12
"""Trunk heights a foot must have come: less is a network's unrest."""
SMOOTHED = 0.12
"""Seconds over which places are averaged before their speed is taken"""
ARRIVING = 0.15
"""Seconds before and after an arrival in which the ankle must be seen well"""
CLOSEST_STEPS = 0.15
"""Seconds between the steps of two feet; nearer ones are one step seen twice."""


@dataclass(frozen=True, slots=True)
class Step:
    """One foot takes the floor."""

    second: float
    left: bool
    length: float
    """Trunk heights the foot has travelled, across the picture"""
    confidence: float
    """How sure the network was of the ankle while it arrived, 0..1"""


def _measure_speed(person: PersonTrack, ankle: int) -> tuple[Floats, Floats]:
    """Smoothed places (frames, 2) in trunk heights and speed (frames,) in trunk heights per second of one ankle."""
    sure = person.confidence[:, ankle] >= SEEN
    place = np.where(sure[:, None], person.joint(ankle), np.nan) / person.scale
    width = max(1, round(SMOOTHED * person.fps))
    kernel = np.ones(width) / width
    place = np.stack([np.convolve(place[:, k], kernel, "same") for k in range(2)], 1)
    speed = np.hypot(*np.gradient(place, axis=0).T) * person.fps
    speed[: 2 * width], speed[-2 * width :] = np.nan, np.nan
    return place, speed


def _find_arrivals(place: Floats, speed: Floats) -> list[tuple[float, float]]:
    """(frame, length) of each arrival of one foot: where, after travelling, it has lost half of its top speed."""
    moving = np.concatenate([[False], speed >= STILL, [False]])
    edges = np.flatnonzero(moving[1:] != moving[:-1])
    arrivals: list[tuple[float, float]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start == 0 or end >= len(speed) or not np.isfinite(speed[[start - 1, end]]).all():
            continue  # where it came from or where it came to rest was not seen
        run = speed[start : end + 1]
        top = float(run.max())
        length = float(np.hypot(*(place[end] - place[start - 1])))
        if top < MOVING or length < SHORTEST_STEP:
            continue
        last = int(np.flatnonzero(run >= ARRIVED * top)[-1])
        share = (run[last] - ARRIVED * top) / (run[last] - run[last + 1]) if last + 1 < len(run) else 0.0
        arrivals.append((float(start + last + share), length))
    return arrivals


def _average_confidence(person: PersonTrack, ankle: int, frame: float) -> float:
    """Mean of an ankle around its arrival, 0..1."""
    reach = max(1, round(ARRIVING * person.fps))
    around = person.confidence[max(0, int(frame) - reach) : int(frame) + reach + 1, ankle]
    return float(around.mean())


def find_steps(person: PersonTrack) -> list[Step]:
    """Every step of both feet, in order of time."""
    found = [
        Step(frame / person.fps, foot == 0, length, _average_confidence(person, ankle, frame))
        for foot, ankle in enumerate(ANKLES)
        for frame, length in _find_arrivals(*_measure_speed(person, ankle))
    ]
    steps: list[Step] = []
    for step in sorted(found, key=lambda step: step.second):
        if not steps or step.second - steps[-1].second > CLOSEST_STEPS:
            steps.append(step)
    return steps


def find_standing(person: PersonTrack) -> tuple[Floats, Floats]:
    """(frames,) 1 where the left and the right foot stand on the floor, 0 where they travel, NaN unknown."""
    feet = []
    for ankle in ANKLES:
        _, speed = _measure_speed(person, ankle)
        feet.append(np.where(np.isfinite(speed), (speed < MOVING).astype(float), np.nan))
    return feet[0], feet[1]


def measure_arrivals(person: PersonTrack) -> Floats:
    """(frames,) how hard both ankles are slowed down, weighted by how surely they are seen; 0 where unknown.

    Where single steps cannot be told apart, their pulse over the whole video still can.
    """
    total = np.zeros(person.frames)
    for ankle in ANKLES:
        _, speed = _measure_speed(person, ankle)
        slowed = np.maximum(-np.gradient(speed) * person.fps, 0)
        total += np.where(np.isfinite(slowed), slowed, 0) * np.nan_to_num(person.confidence[:, ankle]) ** 3
    return total
