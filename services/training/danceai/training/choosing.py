"""Which frames of a video are taken: one in every span of time, by chance where the bodies overlap. Pure."""

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.datasets import Selection
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_JOINTS


def measure_overlap(poses: KeyPoints) -> NDArray[np.float64]:
    """(frames,) intersection over union of the boxes around the two dancers' joints (frames, 2, 133), 0 without one."""
    xy = poses.joints(BODY_JOINTS).xy
    known = np.isfinite(xy[..., :1])
    low = np.where(known, xy, np.inf).min(axis=2)
    high = np.where(known, xy, -np.inf).max(axis=2)
    inside = np.clip(high.min(axis=1) - low.max(axis=1), 0, None)
    sizes = np.clip(high - low, 0, None)
    common, each = inside.prod(axis=-1), sizes.prod(axis=-1)
    whole = each.sum(axis=1) - common
    with np.errstate(invalid="ignore", divide="ignore"):
        share = common / whole
    return np.asarray(np.nan_to_num(share, nan=0.0, posinf=0.0, neginf=0.0), np.float64)


def choose_frames(poses: KeyPoints, fps: float, selection: Selection, seed: int) -> list[int]:
    """Numbers of frames in which both dancers are known, in order. The same seed chooses the same."""
    both = np.logical_and.reduce(poses.joints(BODY_JOINTS).known.any(axis=2), axis=1)
    overlap = measure_overlap(poses)
    usual = overlap[both].mean() if both.any() else 0.0
    weight = (1 - selection.close_hold) + selection.close_hold * (overlap / usual if usual > 0 else 1.0)
    weight = np.where(both, np.maximum(weight, 1e-6), 0.0)
    chance = np.random.default_rng(seed)
    step = selection.every_seconds * fps
    chosen = []
    for begin in np.arange(0, len(both), step):
        numbers = np.arange(round(begin), min(round(begin + step), len(both)))
        numbers = numbers[both[numbers]]
        if len(numbers) == 0:
            continue
        likely = weight[numbers] / weight[numbers].sum()
        chosen.append(int(numbers[0] if selection.close_hold == 0 else chance.choice(numbers, p=likely)))
    return chosen


def thin_out(numbers: list[int], most: int) -> list[int]:
    """As many as are wanted, evenly over the video."""
    if len(numbers) <= most:
        return numbers
    return [numbers[place] for place in np.linspace(0, len(numbers) - 1, most).round().astype(int)]
