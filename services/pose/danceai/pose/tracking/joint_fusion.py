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

from danceai.common.offload import keep_going
from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import ANKLES, BODY_COUNT, FACE_JOINTS, FOOT_JOINTS, HAND_JOINTS, JOINT_COUNT
from danceai.pose.body.closed_hold import draw_into_hold, expect_arms
from danceai.pose.body.oks import fall_off, measure_areas, measure_reach
from danceai.pose.tracking.candidates import Candidates

CUTOFF_HZ = np.full(JOINT_COUNT, 6.0)
CUTOFF_HZ[[*ANKLES, *range(JOINT_COUNT)[FOOT_JOINTS]]] = 10.0
"""Of every joint: Sports2D's default for bodies, and what fast feet need."""
SEEN_TOGETHER = (range(JOINT_COUNT)[FOOT_JOINTS], [*range(JOINT_COUNT)[FACE_JOINTS], *range(JOINT_COUNT)[HAND_JOINTS]])
"""A network has feet, all of them or none; the same for face and hands."""
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


def fuse(found: Candidates, choice: NDArray[np.int64], fps: float) -> KeyPoints:
    """Joints (frames, 2, 17) of both dancers; not SEEN (confidence) where they were inferred, NaN where unknown."""
    scale = measure_reach(float(np.median(measure_areas(found.keypoints.xy)[found.rows >= 0])))
    chosen = found.keypoints[np.arange(len(choice))[:, None], np.maximum(choice, 0)]
    weight = np.where((choice >= 0)[..., None], np.nan_to_num(chosen.confidence), 0)
    path = fit_paths(np.nan_to_num(chosen.xy), weight, fps, stiffness=FIRST_STIFFNESS)
    for turn in range(ROUNDS):
        seen, weight = _attribute(found, choice, path, scale * (TOLERANCE if turn else FIRST_TOLERANCE))
        if turn == 0:
            path = fit_paths(seen, weight, fps)
            continue
        expected, trust = expect_arms(KeyPoints(path.astype(np.float64), measure_confidence(weight, fps)))
        path = fit_paths(*draw_into_hold(seen, weight, expected, trust), fps)
    return KeyPoints(path.astype(np.float32), measure_confidence(weight, fps).astype(np.float32))


def _attribute(found: Candidates, choice: NDArray[np.int64], path: Floats, tolerance: Floats) -> tuple[Floats, Floats]:
    """For every dancer's joint the candidates' sighting that fits best: places (frames, 2, 17, 2) and weights."""
    xy, confidence = found.keypoints.xy, found.keypoints.confidence
    squared = ((xy[:, None] - path[:, :, None]) ** 2).sum(-1)
    fit = np.nan_to_num(confidence[:, None] / (1 + squared / tolerance**2) ** 2)
    number = np.arange(found.support.shape[1])
    own, partners = choice[:, :, None] == number, choice[:, ::-1, None] == number
    fit *= np.where(own, 1.0, np.where(partners, PARTNERS, OTHERS))[..., None]
    best = fit.argmax(2)
    frame, slot, joint = np.ogrid[: path.shape[0], :2, :BODY_COUNT]
    weight = fit[frame, slot, best, joint]
    seen = np.nan_to_num(xy[frame, best, joint])
    # Both dancers claim a sighting: it stays with the one it fits better.
    squared = ((seen[:, 0] - seen[:, 1]) ** 2).sum(-1)
    disputed = fall_off(squared, ONE_SIGHTING * tolerance)[:, None]
    return seen, np.where(weight < weight.max(1, keepdims=True), weight * (1 - disputed), weight)


def fit_paths(
    seen: Floats, weight: Floats, fps: float, cutoffs: Floats = CUTOFF_HZ, *, stiffness: float = 1.0
) -> Floats:
    """Smooth paths (frames, 2, joints, 2) through weighted sightings; `cutoffs` (joints or more,) in hertz.

    A sighting's error falls with its confidence, so it counts with the square of it (inverse variance).
    """
    frames = len(seen)
    if frames < 4:
        return seen
    path, every = np.zeros_like(seen), np.arange(frames)
    for person in range(seen.shape[1]):
        for joint in range(seen.shape[2]):
            keep_going()
            known = np.flatnonzero(weight[:, person, joint] > 0)
            if not len(known):
                continue
            cutoff = min(float(cutoffs[joint]), 0.4 * fps) * stiffness
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


def measure_confidence(weight: Floats, fps: float) -> Floats:
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


def smooth(sightings: KeyPoints, fps: float, cutoffs: Floats = CUTOFF_HZ) -> KeyPoints:
    """Sightings (frames, people, joints) that need no fusion on smooth paths, unknown where nothing was seen."""
    weight = np.nan_to_num(sightings.confidence)
    path = fit_paths(np.nan_to_num(sightings.xy), weight, fps, cutoffs)
    confidence = measure_confidence(weight, fps)
    smoothed = KeyPoints(path.astype(np.float32), confidence.astype(np.float32))
    return smoothed.where(np.isfinite(confidence))


def smooth_rest(seen: KeyPoints, fps: float) -> KeyPoints:
    """Each dancer's poses (frames, 2, 133) with feet, face and hands as smooth as the body, which is left unknown."""
    rest = KeyPoints.unknown(*seen.shape)
    there = np.isfinite(seen.confidence).any(axis=(0, 1), keepdims=True).ravel()
    for part in SEEN_TOGETHER:
        group = [joint for joint in part if there[joint]]
        if group:
            rest = rest.with_joints(group, smooth(seen.joints(group), fps, CUTOFF_HZ[group]))
    return rest
