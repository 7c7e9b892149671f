"""Following the couple through all frames: two slots, whole-video identities, repaired gaps. Pure.

Offline over the whole video: (1) choose the couple, (2) fill two slots per frame by continuity and colour,
(3) decide once, over all frames, who is who (Viterbi over kept / swapped with colour and height as evidence),
(4) bridge short gaps, (5) smooth. Person 0 is the lead.
"""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, filtfilt

from danceai.common.errors import JobFailed
from danceai.common.poses import Bodies, Poses
from danceai.common.skeleton import JOINT_COUNT, SHOULDERS
from danceai.pose.couple_choice import Reference, choose_couple

LEAST_TOGETHER = 0.1
"""Share of frames in which two people must be seen at all."""
NEAR = 1.1
"""Bodies farther from the couple's middle than this (in body heights) are other people."""
GAP_SECONDS = 0.4
CUTOFF_HZ, FEET_CUTOFF_HZ = 6.0, 10.0
SWITCH_SECONDS = 0.5
COLOUR_SCALE = 25.0
MISSING = 1.0


class NoCouple(JobFailed):
    """There are not two people who could be a couple."""

    code = "no_couple"


@dataclass(frozen=True)
class CoupleTrack:
    """(frames, 2, 133, 3), lead first, and how it came about."""

    poses: Poses
    seen: NDArray[np.bool_]
    """(frames, 2): found by the network, not bridged"""
    swaps: int


def track_couple(bodies: Bodies, frames: int, fps: float) -> CoupleTrack:
    """Raises NoCouple with a sentence when there is nobody, or only one person."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means over joints of which none was seen are unknown
        return _track(bodies, frames, fps)


def _track(bodies: Bodies, frames: int, fps: float) -> CoupleTrack:
    if len(bodies.frame) < 0.05 * frames:
        raise NoCouple(
            "We could not see any dancers in this video. Check that the couple is in the picture from head to "
            "feet, that it is bright enough, and that you chose the right file."
        )
    chosen = choose_couple(bodies, fps)
    together = np.bincount(bodies.frame, minlength=frames) >= 2
    if chosen is None or together.mean() < LEAST_TOGETHER:
        raise NoCouple(
            "We could see only one dancer in this video, not a couple. Film from the front or diagonally so that "
            "both partners can be seen."
        )
    slots = _fill_slots(bodies, frames, chosen)
    colours = _slot_colours(bodies, slots)
    slots, swaps = _settle_identities(bodies, slots, colours, fps)
    poses = np.full((frames, 2, JOINT_COUNT, 3), np.nan, np.float32)
    for person in range(2):
        there = slots[:, person] >= 0
        poses[there, person] = bodies.keypoints[slots[there, person]]
    poses, slots = _lead_first(poses, slots)
    seen = slots >= 0
    for person in range(2):
        poses[:, person] = smooth(bridge(poses[:, person], fps), fps)
    return CoupleTrack(poses, seen, swaps)


def _middles(where: NDArray[np.float32], frames: int) -> NDArray[np.float64]:
    """The couple's middle in every frame, interpolated where it was not seen."""
    numbers = np.unique(where[:, 0])
    means = np.array([where[where[:, 0] == n, 1:].mean(0) for n in numbers])
    every = np.arange(frames)
    return np.stack([np.interp(every, numbers, means[:, k]) for k in range(2)], 1)


def _fill_slots(bodies: Bodies, frames: int, couple: Reference) -> NDArray[np.int64]:
    """(frames, 2) rows of the table or -1: nearest continuation of joints and colour, near the couple only."""
    middles, height = _middles(couple.seen, frames), couple.height
    slots = np.full((frames, 2), -1)
    last_pose: list[NDArray[np.float32] | None] = [None, None]
    mean_colour = [colour if np.isfinite(colour).all() else None for colour in couple.colours]
    starts = np.searchsorted(bodies.frame, np.arange(frames + 1))
    for frame in range(frames):
        rows = [
            row for row in range(starts[frame], starts[frame + 1])
            if _near(bodies.keypoints[row], middles[frame], height)
        ]  # fmt: skip
        best, choice = 0.0, (-1, -1)
        strange = {r: _strangeness(bodies.keypoints[r], middles[frame], height) for r in rows}
        costs = {
            (s, r): strange[r] + _cost(bodies, r, last_pose[s], mean_colour[s], height)
            for s in range(2) for r in rows
        }  # fmt: skip
        for a in [-1, *rows]:
            for b in [-1, *rows]:
                if a == b:
                    continue
                gain = sum(2 * MISSING - costs[s, r] for s, r in ((0, a), (1, b)) if r >= 0)
                if gain > best:
                    best, choice = gain, (a, b)
        for s, row in enumerate(choice):
            slots[frame, s] = row
            if row >= 0:
                last_pose[s] = bodies.keypoints[row]
                colour, before = bodies.colour[row], mean_colour[s]
                if np.isfinite(colour).all():
                    mean_colour[s] = colour if before is None else 0.97 * before + 0.03 * colour
    return slots


def _near(joints: NDArray[np.float32], middle: NDArray[np.float64], height: float) -> bool:
    own = np.nanmean(joints[5:13, :2], axis=0)
    size = float(np.nanmax(joints[:17, 1]) - np.nanmin(joints[:17, 1]))
    return bool(np.hypot(*(own - middle)) < NEAR * height and 0.45 * height < size < 1.9 * height)


def _strangeness(joints: NDArray[np.float32], middle: NDArray[np.float64], height: float) -> float:
    """How unlike the couple a body is in place and size: what somebody at the back is."""
    own = np.nanmean(joints[5:13, :2], axis=0)
    size = float(np.nanmax(joints[:17, 1]) - np.nanmin(joints[:17, 1]))
    return 0.6 * float(np.hypot(*(own - middle))) / height + abs(float(np.log(size / height)))


def _cost(
    bodies: Bodies, row: int, pose: NDArray[np.float32] | None, colour: NDArray[np.float32] | None, height: float
) -> float:
    cost = 0.5 * (1 - float(bodies.score[row]))
    if pose is not None:
        gap = np.hypot(*(bodies.keypoints[row, :17, :2] - pose[:17, :2]).T)
        cost += min(float(np.nanmedian(gap)) / (0.28 * height), 1.0)
    if colour is not None and np.isfinite(bodies.colour[row]).all():
        cost += 0.8 * min(float(np.linalg.norm(bodies.colour[row] - colour)) / (2 * COLOUR_SCALE), 1.0)
    return cost


def _slot_colours(bodies: Bodies, slots: NDArray[np.int64]) -> NDArray[np.float32]:
    """Two typical trunk colours (2, 3): two-means over all sightings, started from the slots' own means."""
    rows = slots[slots >= 0]
    colours = bodies.colour[rows]
    colours = colours[np.isfinite(colours).all(1)]
    centres = np.stack([
        np.nanmean(bodies.colour[slots[slots[:, s] >= 0, s]], axis=0) if (slots[:, s] >= 0).any() else np.zeros(3)
        for s in range(2)
    ])  # fmt: skip
    for _ in range(10):
        nearest = np.linalg.norm(colours[:, None] - centres, axis=2).argmin(1)
        for s in range(2):
            if (nearest == s).any():
                centres[s] = colours[nearest == s].mean(0)
    return np.asarray(centres, np.float32)


def _settle_identities(
    bodies: Bodies, slots: NDArray[np.int64], colours: NDArray[np.float32], fps: float
) -> tuple[NDArray[np.int64], int]:
    """Swap the slots wherever colour says so for longer than half a second. Returns slots and number of repairs."""
    frames = len(slots)
    evidence = np.zeros(frames)
    for frame in range(frames):
        for s in range(2):
            row = slots[frame, s]
            if row >= 0 and np.isfinite(bodies.colour[row]).all():
                own, other = np.linalg.norm(bodies.colour[row] - colours[[s, 1 - s]], axis=1)
                evidence[frame] += np.clip((other - own) / COLOUR_SCALE, -1, 1)
    penalty = SWITCH_SECONDS * fps
    score = np.array([0.0, 0.0])
    came_from = np.zeros((frames, 2), int)
    for frame in range(frames):
        stay, switch = score, score[::-1] - penalty
        came_from[frame] = np.where(stay >= switch, [0, 1], [1, 0])
        score = np.maximum(stay, switch) + np.array([evidence[frame], -evidence[frame]])
    state = int(score.argmax())
    swapped = np.zeros(frames, bool)
    for frame in range(frames - 1, -1, -1):
        swapped[frame] = state == 1
        state = int(came_from[frame, state])
    settled = slots.copy()
    settled[swapped] = settled[swapped][:, ::-1]
    return settled, int(np.abs(np.diff(swapped.astype(int))).sum())


def _lead_first(poses: Poses, slots: NDArray[np.int64]) -> tuple[Poses, NDArray[np.int64]]:
    """The taller one (shoulders above hips and head above floor, both seen together) is the lead."""
    both = (slots >= 0).all(1)
    top = np.nanmin(poses[both, :, :5, 1], axis=2)
    shoulders = np.nanmean(poses[both][:, :, list(SHOULDERS), 1], axis=2)
    higher = np.nanmedian(top[:, 1] - top[:, 0]) + np.nanmedian(shoulders[:, 1] - shoulders[:, 0])
    if higher < 0:
        return poses[:, ::-1].copy(), slots[:, ::-1].copy()
    return poses, slots


def bridge(person: NDArray[np.float32], fps: float) -> NDArray[np.float32]:
    """Joints (frames, 133, 3) with gaps of up to 0.4 s interpolated; their confidence is halved."""
    filled = person.copy()
    longest = int(GAP_SECONDS * fps)
    for joint in range(17):
        known = np.flatnonzero(np.isfinite(person[:, joint, 0]))
        for before, after in zip(known[:-1], known[1:], strict=True):
            gap = after - before - 1
            if 0 < gap <= longest:
                share = (np.arange(1, gap + 1) / (gap + 1))[:, None]
                between = person[before, joint] * (1 - share) + person[after, joint] * share
                between[:, 2] *= 0.5
                filled[before + 1 : after, joint] = between
    return filled


def smooth(person: NDArray[np.float32], fps: float) -> NDArray[np.float32]:
    """Zero-phase Butterworth of order 4 over every unbroken run: 6 Hz, ankles 10 Hz (Sports2D defaults)."""
    result = person.copy()
    for joint in range(17):
        cutoff = min(FEET_CUTOFF_HZ if joint >= 15 else CUTOFF_HZ, 0.45 * fps)
        numerator, denominator = butter(4, cutoff, fs=fps)
        known = np.isfinite(person[:, joint, 0])
        edges = np.flatnonzero(np.diff(np.concatenate([[0], known.astype(int), [0]])))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start > 3 * len(denominator):
                run = person[start:end, joint, :2]
                result[start:end, joint, :2] = filtfilt(numerator, denominator, run, axis=0)
    return result
