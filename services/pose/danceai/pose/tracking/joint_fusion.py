"""From chosen candidates to smooth joints: which sighting belongs to whose joint, and where the joint was. Pure.

Each joint's path minimises  sum w |x - seen|^2 + lambda sum |x''|^2  (Whittaker 1923): a zero-phase low-pass whose
cut-off falls where confidence is low, and which bridges gaps by the smoothest path. Sightings far from the path lose
their weight; a joint seen by any candidate may serve either dancer, but one sighting serves one dancer. Arms that
nobody saw are where the hold wants them.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solveh_banded
from scipy.ndimage import uniform_filter1d

from danceai.pose.body.closed_hold import drawn, held
from danceai.pose.body.oks import alike, areas, reach_of
from danceai.pose.tracking.candidates import Candidates, Floats

CUTOFF_HZ = 6.0
FEET_CUTOFF_HZ = 10.0
"""Sports2D's default for bodies, and what fast feet need."""
FEET = (15, 16, 17, 18, 19, 20, 21, 22)
FIRST_STIFFNESS = 0.3
"""Share of the cut-off for the first, roughest path."""
FIRST_TOLERANCE, TOLERANCE = 2.0, 1.3
"""Distance from the path, in OKS standard deviations, at which a sighting counts a quarter."""
ROUNDS = 4
OTHERS, PARTNERS = 0.4, 0.2
"""Weight of a joint that another candidate than the chosen one saw: nobody's, or the partner's."""
ONE_SIGHTING = 1.0
"""Reach, in tolerances, within which two dancers claim the same sighting."""
GAP_SECONDS = 1.5
"""A joint unseen for longer is unknown."""
EVIDENCE_SECONDS = 0.1
EVIDENCE = 0.05
UNSEEN = 1e-6


def fuse(found: Candidates, choice: NDArray[np.int64], fps: float) -> Floats:
    """Joints (frames, 2, 17, 3) of both dancers; confidence below 0.3 where they were inferred, NaN where unknown."""
    scale = reach_of(np.median(areas(found.joints)[found.rows >= 0]))
    there = choice >= 0
    chosen = found.joints[np.arange(len(choice))[:, None], np.maximum(choice, 0)]
    weight = np.where(there[..., None], np.nan_to_num(chosen[..., 2]), 0)
    path = paths(np.nan_to_num(chosen[..., :2]), weight, fps, FIRST_STIFFNESS)
    for turn in range(ROUNDS):
        seen, weight = _attributed(found, choice, path, scale * (TOLERANCE if turn else FIRST_TOLERANCE))
        if turn == 0:
            path = paths(seen, weight, fps)
            continue
        expected, trust = held(np.concatenate([path, confidence_of(weight, fps)[..., None]], 3))
        path = paths(*drawn(seen, weight, expected, trust), fps)
    return np.concatenate([path, confidence_of(weight, fps)[..., None]], 3).astype(np.float32)


def _attributed(found: Candidates, choice: NDArray[np.int64], path: Floats, tolerance: Floats) -> tuple[Floats, Floats]:
    """For every dancer's joint the candidates' sighting that fits best: places (frames, 2, 17, 2) and weights."""
    squared = ((found.joints[:, None, ..., :2] - path[:, :, None]) ** 2).sum(-1)
    fit = np.nan_to_num(found.joints[:, None, ..., 2] / (1 + squared / tolerance**2) ** 2)
    number = np.arange(found.support.shape[1])
    own, partners = choice[:, :, None] == number, choice[:, ::-1, None] == number
    fit *= np.where(own, 1.0, np.where(partners, PARTNERS, OTHERS))[..., None]
    best = fit.argmax(2)
    frame, slot, joint = np.ogrid[: path.shape[0], :2, :17]
    weight = fit[frame, slot, best, joint]
    seen = np.nan_to_num(found.joints[frame, best, joint, :2])
    # Both dancers claim a sighting: it stays with the one it fits better.
    squared = ((seen[:, 0] - seen[:, 1]) ** 2).sum(-1)
    disputed = alike(squared, ONE_SIGHTING * tolerance)[:, None]
    return seen, np.where(weight < weight.max(1, keepdims=True), weight * (1 - disputed), weight)


def paths(seen: Floats, weight: Floats, fps: float, stiffness: float = 1.0, first: int = 0) -> Floats:
    """Smooth paths (frames, 2, joints, 2) through weighted sightings; `first` is the number of the first joint.

    A sighting's error falls with its confidence, so it counts with the square of it (inverse variance).
    """
    frames = len(seen)
    if frames < 4:
        return seen
    path, every = np.zeros_like(seen), np.arange(frames)
    for person in range(seen.shape[1]):
        for joint in range(seen.shape[2]):
            known = np.flatnonzero(weight[:, person, joint] > 0)
            if not len(known):
                continue
            cutoff = min(FEET_CUTOFF_HZ if joint + first in FEET else CUTOFF_HZ, 0.4 * fps) * stiffness
            bend = (2 * np.pi * cutoff / fps) ** -4
            # Unseen joints get next to no weight, on the straight line between sightings: the sum stays well posed.
            trust = np.maximum(weight[:, person, joint] ** 2, UNSEEN * bend)
            where = seen[:, person, joint].copy()
            for axis in range(2):
                where[:, axis] = np.interp(every, known, where[known, axis])
            bands = np.zeros((3, frames))
            bands[2] = trust + bend * 6
            bands[2, [0, -1]] -= bend * 5
            bands[2, [1, -2]] -= bend
            bands[1, 1:] = -4 * bend
            bands[1, [1, -1]] = -2 * bend
            bands[0, 2:] = bend
            path[:, person, joint] = solveh_banded(bands, trust[:, None] * where, check_finite=False)
    return path


def confidence_of(weight: Floats, fps: float) -> Floats:
    """Confidence (frames, 2, joints) from the evidence around each moment; NaN where there was none for too long."""
    near = uniform_filter1d(
        np.minimum(weight, 1), 2 * max(1, round(EVIDENCE_SECONDS * fps)) + 1, axis=0, mode="nearest"
    )
    confidence = np.maximum(np.minimum(weight, 1), 0.9 * near)
    frames = len(weight)
    every = np.arange(frames)[:, None, None]
    known = near > EVIDENCE
    before = np.maximum.accumulate(np.where(known, every, -frames), axis=0)
    after = np.minimum.accumulate(np.where(known, every, 2 * frames)[::-1], axis=0)[::-1]
    return np.where(np.minimum(after - every, every - before) > GAP_SECONDS * fps / 2, np.nan, confidence)


def smoothed(sightings: Floats, fps: float, first: int = 0) -> Floats:
    """Paths and confidence (frames, people, joints, 3) of sightings that need no fusion, NaN where unseen."""
    weight = np.nan_to_num(sightings[..., 2])
    path = paths(np.nan_to_num(sightings[..., :2]), weight, fps, first=first)
    confidence = confidence_of(weight, fps)[..., None]
    return np.where(np.isnan(confidence), np.nan, np.concatenate([path, confidence], 3)).astype(np.float32)


def smooth_rest(seen: Floats, fps: float) -> Floats:
    """Feet, face and hands (frames, 2, 116, 3) of each dancer's poses (frames, 2, 133, 3), as smooth as the body."""
    chosen = seen[:, :, 17:]
    result = np.full(chosen.shape, np.nan, np.float32)
    # A network has feet, all of them or none; the same for face and hands.
    there = np.flatnonzero(np.isfinite(chosen[..., 2]).any((0, 1)))
    for start, group in ((0, there[there < 6]), (6, there[there >= 6])):
        if len(group):
            result[:, :, group] = smoothed(chosen[:, :, group], fps, first=17 + start)
    return result
