"""What a network might report of a synthetic performance: noisy, shuffled, merged, with mirror images and strangers."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from danceai.common.poses import Bodies
from danceai.common.skeleton import MIRRORED_BODY
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform

COLOURS = np.array([[20, 128, 126, 18, 128, 126], [90, 190, 160, 95, 185, 158]], float)
STRANGERS = np.array([90, 128, 80, 60, 120, 165], float)
LEAD, FOLLOW, REFLECTION, STRANGER = 0, 1, 2, 3
cached_performance = lru_cache(maxsize=8)(perform)


@dataclass(frozen=True)
class Sight:
    """How badly the couple is seen, and who else is there."""

    pixels: float = 3.0
    lost: float = 0.1
    """Share of bodies that are missed altogether"""
    merged: float = 0.5
    """Share of frames with overlapping dancers in which one body is reported, with joints of both"""
    covered: float = 0.0
    """Share of frames in which, of two who pass each other, the one behind is not seen: the one who goes left"""
    mirror: bool = False
    bystanders: int = 0
    crossing: bool = False
    """Somebody walks through the picture, past the couple"""
    foreign: bool = False
    """Another couple, a quarter larger, stands in front and shifts its weight, all the time"""
    dancing: float = 0.0
    """Size of another couple that dances past in front, the men alike, the women not; hides ours; 0 = none"""
    alike: bool = False
    """Both wear the same"""


def see(performance: Any, sight: Sight, seed: int) -> tuple[Bodies, np.ndarray]:  # noqa: C901
    """The table of bodies, and for every row who it really is (merged: whose joints are more)."""
    rng = np.random.default_rng(seed)
    truth = performance.keypoints[:, :, :17]
    seen = performance.noisy(sight.pixels, 0.03, seed)[:, :, :17]
    frames, width = len(truth), performance.knobs.width
    height = np.ptp(truth[..., 1], axis=2).mean()
    colours = COLOURS[[LEAD, LEAD]] if sight.alike else COLOURS
    rows: list[tuple[int, np.ndarray, np.ndarray, int]] = []
    for frame in range(frames):
        apart = np.abs(truth[frame, 0, 5:13, 0].mean() - truth[frame, 1, 5:13, 0].mean())
        bodies = [(seen[frame, p], colours[p], p) for p in (LEAD, FOLLOW) if rng.random() > sight.lost]
        if len(bodies) == 2 and apart < 0.12 * height and rng.random() < sight.merged:
            whose = rng.random(17) < rng.choice([0.25, 0.75])
            front = int(whose.mean() < 0.5)
            bodies = [(np.where(whose[:, None], seen[frame, 0], seen[frame, 1]), colours[front], front)]
        if len(bodies) == 2 and frame and apart < 0.22 * height and rng.random() < sight.covered:
            forward = truth[frame, :, 5:13, 0].mean(1) - truth[frame - 1, :, 5:13, 0].mean(1)
            bodies = [bodies[int(forward.argmax())]]
        if sight.mirror:
            for person in (LEAD, FOLLOW):
                # A mirror on the wall behind: the same way, smaller, from the other side; hidden behind its dancer.
                image = truth[frame, person][list(MIRRORED_BODY)] * 0.68 + [
                    0.16 * width + 60,
                    0.1 * performance.knobs.height,
                ]
                hidden = np.abs(image[:, 0].mean() - truth[frame, :, :, 0].mean(1)).min() < 0.12 * height
                if not hidden or rng.random() < 0.2:
                    bodies.append((_noisy(image, rng), COLOURS[person], REFLECTION))
        for number in range(sight.bystanders):
            standing = 0.75 * (truth[0, number % 2] - truth[0, number % 2].mean(0))
            standing += [
                width * (0.1 + 0.8 * number) + 4 * np.sin(frame / 20 + number),
                0.48 * performance.knobs.height,
            ]
            bodies.append((_noisy(standing, rng), STRANGERS, STRANGER))
        if sight.foreign:
            for number in (0, 1):
                standing = 1.25 * (truth[0, number] - truth[0].mean((0, 1)))
                shifted = [8 * np.sin(frame / 25 + number), 3 * np.sin(frame / 31)]
                # Feet stay where they are; what is higher up moves more.
                upright = (standing[:, 1].max() - standing[:, 1:]) / np.ptp(standing[:, 1])
                place = [0.2 * width + 60 * number, 0.5 * performance.knobs.height]
                bodies.append((_noisy(standing + place + upright * shifted, rng), STRANGERS + 40 * number, STRANGER))
        if sight.dancing:
            later = performance.keypoints[(frame + frames // 3) % frames, :, :17]
            other = sight.dancing * (later - later.mean((0, 1))) + [
                width * (2 * frame / frames - 0.5),
                0.55 * performance.knobs.height,
            ]
            hidden = [
                np.abs(body[5:13, 0].mean() - other[:, 5:13, 0].mean(1)).min() < 0.25 * height for body, _, _ in bodies
            ]
            bodies = [body for body, gone in zip(bodies, hidden, strict=True) if not gone or rng.random() < 0.3]
            bodies += [
                (_noisy(other[p], rng), (COLOURS[LEAD], STRANGERS)[p], STRANGER)
                for p in (LEAD, FOLLOW)
                if rng.random() > sight.lost and 0 < other[p, 5:13, 0].mean() < width
            ]
        if sight.crossing:
            walking = (
                truth[0, 0]
                - truth[0, 0].mean(0)
                + [width * (1.2 * frame / frames - 0.1), truth[0, 0, :, 1].mean() - 10]
            )
            bodies.append((_noisy(walking, rng), STRANGERS, STRANGER))
        rows += [(frame, *bodies[i]) for i in rng.permutation(len(bodies))]
    frame_of = np.array([row[0] for row in rows], np.int32)
    keypoints = np.full((len(rows), 133, 3), np.nan, np.float32)
    keypoints[:, :17] = [row[1] for row in rows]
    table = Bodies(
        frame=frame_of,
        person=(np.arange(len(rows)) - np.searchsorted(frame_of, frame_of)).astype(np.int16),
        score=rng.uniform(0.4, 0.7, len(rows)).astype(np.float32),
        colour=np.array([row[2] + rng.normal(0, 6, 6) for row in rows], np.float32),
        keypoints=keypoints,
    )
    return table, np.array([row[3] for row in rows])


def trading_places(performance: Any, seconds: float, reach: float = 0.5) -> Any:
    """The performance with two people of one stature who walk past each other every so many seconds.

    `reach` is how far each goes from the middle, in body heights.
    """
    relative = performance.keypoints - performance.keypoints[:, :, 5:13].mean(2, keepdims=True)
    heights = np.ptp(relative[..., 1], axis=2).mean(0)
    relative *= (heights[LEAD] / heights)[None, :, None, None]
    way = reach * heights[LEAD] * np.cos(np.pi * performance.times / seconds)
    middle = np.array([performance.knobs.width, performance.knobs.height]) / 2
    places = middle + np.stack([np.stack([side * way, 0 * way], 1) for side in (-1, 1)], 1)
    return replace(performance, keypoints=relative + places[:, :, None])


def _noisy(joints: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.concatenate([joints + rng.normal(0, 2, joints.shape), np.full((17, 1), 0.8)], 1)


def knobs(heading: Any, seconds: float = 8) -> Knobs:
    """A performance of the kinematic layer."""
    return Knobs(seconds=seconds, heading=heading)
