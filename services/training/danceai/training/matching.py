"""Which of the bodies that a network found are lead and follow: those near where they were known to be. Pure."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.annotating import FoundBody
from danceai.common.contracts.frames import Person
from danceai.common.poses import KeyPoints

Floats = NDArray[np.float64]
FAR = 0.4
"""Mean distance of joints, by the height of the dancer, from which a body is somebody else"""
DANCERS = 2


def places(people: Sequence[Person]) -> Floats:
    """(2, 17, 2) pixels; NaN where nothing is labelled."""
    joints = np.asarray([person.keypoints for person in people], np.float64).reshape(len(people), -1, 3)
    return np.where(joints[..., 2:] > 0, joints[..., :2], np.nan)


def to_poses(bodies: Sequence[FoundBody]) -> KeyPoints:
    """(bodies, 17) as pose tells them."""
    stacked = np.asarray([body.keypoints for body in bodies], np.float32).reshape(len(bodies), -1, 3)
    return KeyPoints.of(stacked).where(stacked[..., 2] > 0)


def choose_dancers(found: Floats, before: Floats) -> list[int | None]:
    """Which of the bodies (n, 17, 2), best first, are the lead and the follow at `before` (2, 17, 2); None = neither.

    Where nothing was known before, the two best bodies.
    """
    count = len(found)
    if not np.isfinite(before).any():
        return [place if place < count else None for place in range(DANCERS)]
    costs = np.full((DANCERS, count + DANCERS), FAR)  # nobody may be the answer for each of them
    costs[:, :count] = _distances(found, before)
    best = min(permutations(range(count + DANCERS), DANCERS), key=lambda pair: costs[0, pair[0]] + costs[1, pair[1]])
    return [place if place < count else None for place in best]


def _distances(found: Floats, before: Floats) -> Floats:
    """(2, bodies) mean distance of the joints both have, by the dancer's height; infinite without any."""
    distances = np.full((DANCERS, len(found)), np.inf)
    for dancer in range(DANCERS):
        known = before[dancer][np.isfinite(before[dancer, :, 0])]
        if len(known) == 0:
            continue
        height = max(float(np.ptp(known[:, 1])), 1.0)
        apart = np.linalg.norm(found - before[dancer], axis=-1) / height
        there = np.isfinite(apart)
        total = np.where(there, apart, 0.0).sum(axis=1)
        distances[dancer] = np.where(there.any(axis=1), total / np.maximum(there.sum(axis=1), 1), np.inf)
    return distances
