"""How likely it is that joints of a frame are wrong, and why: so that people look at the worst frames first. Pure.

Five signs, each between 0 and 1: the network was unsure, joints jump against their neighbours in time, limbs have
another length than the dancer's own, one wrist or ankle belongs to both dancers, limbs are missing. A frame is as bad
as its worst sign, and a little worse for each other one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.frames import Suspicion
from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import ANKLES, BODY_COUNT, BODY_JOINTS, HIPS, LIMBS, SHOULDERS, WRISTS

Floats = NDArray[np.float64]
BONES = np.array([limb for limb in LIMBS if max(limb) < BODY_COUNT and min(limb) >= min(SHOULDERS)])
FAR = 0.12
"""Of a dancer's height: so far from the middle of its neighbours in time a joint is certainly wrong"""
OFF = 0.6
"""Of its usual length: a limb that is so much longer is certainly wrong"""
TOGETHER = 0.02
"""Of the height: nearer than this, two wrists are one"""
JOINED = (WRISTS[0], WRISTS[1])
"""His left and her right hand hold each other"""
OTHERS = 0.25
"""What each further sign adds to the worst one"""
USUAL = 0.45
"""Mean confidence of a dancer that networks see well, where there is but one frame to look at"""
TOLD = 0.4
"""From here on a sign is told as a reason"""


@dataclass(frozen=True)
class Judged:
    """A frame's."""

    value: float
    reasons: list[Suspicion]


def judge(poses: KeyPoints, numbers: list[int]) -> list[Judged]:
    """Some frames of a couple's poses (frames, 2, 133 or 17)."""
    body = poses.joints(BODY_JOINTS)
    xy = np.where((body.confidence >= SEEN)[..., None], body.xy, np.nan).astype(np.float64)
    height = _heights(xy)
    signs = {
        Suspicion.UNSURE: _unsure(body.confidence),
        Suspicion.JUMP: _jumps(xy, height),
        Suspicion.LENGTH: _lengths(xy),
        Suspicion.SHARED: _shared(xy, height),
        Suspicion.MISSING: _missing(xy),
    }
    return [_sum_up({reason: float(values[number]) for reason, values in signs.items()}) for number in numbers]


def judge_one(found: KeyPoints, before: Floats) -> Judged:
    """A frame by itself: joints (2, 17) that a network found, against places (2, 17, 2) known before, NaN = unknown."""
    body = found[None]
    xy = np.where((body.confidence >= SEEN)[..., None], body.xy, np.nan).astype(np.float64)
    height = _heights(np.stack([xy[0], before]))
    apart = np.linalg.norm(xy[0] - before, axis=-1) / height[:, None]
    return _sum_up(
        {
            Suspicion.UNSURE: float(_unsure(body.confidence, USUAL)[0]),
            Suspicion.JUMP: float(np.clip(np.nan_to_num(apart, nan=0.0).max() / FAR, 0, 1)),
            Suspicion.SHARED: float(_shared(xy, height)[0]),
            Suspicion.MISSING: float(_missing(xy)[0]),
        }
    )


def _sum_up(signs: dict[Suspicion, float]) -> Judged:
    told = sorted((reason for reason, value in signs.items() if value >= TOLD), key=lambda reason: -signs[reason])
    values = sorted(signs.values(), reverse=True)
    return Judged(round(values[0] + OTHERS * sum(values[1:]), 4), told)


def _heights(xy: Floats) -> Floats:
    """(2,) usual extent of each dancer's joints from top to bottom, pixels; 1 where nothing is known."""
    with np.errstate(all="ignore"):
        tall = np.nanmax(xy[..., 1], axis=2, initial=-np.inf) - np.nanmin(xy[..., 1], axis=2, initial=np.inf)
    usual = [np.median(one[np.isfinite(one) & (one > 0)]) if (one > 0).any() else 1.0 for one in tall.T]
    return np.asarray(np.maximum(usual, 1.0))


def _unsure(confidence: NDArray[np.floating], usual: float | None = None) -> Floats:
    """(frames,) how far a dancer's mean confidence is below what is usual, by default in these frames; half of it = 1.

    Networks differ in how sure they are of what they see well.
    """
    mean = np.nan_to_num(confidence, nan=0.0).mean(axis=2).astype(np.float64)
    expected = np.maximum(np.median(mean, axis=0) if usual is None else usual, 1e-3)
    return np.asarray(np.clip(2 * (1 - mean / expected), 0, 1).max(axis=1))


def _jumps(xy: Floats, height: Floats) -> Floats:
    """(frames,) the worst joint's distance from the middle of the frames before and after."""
    worst = np.zeros(len(xy))
    if len(xy) < 3:
        return worst
    apart = np.linalg.norm(xy[1:-1] - (xy[:-2] + xy[2:]) / 2, axis=-1) / height[:, None]
    worst[1:-1] = np.nan_to_num(apart, nan=0.0).max(axis=(1, 2)) / FAR
    return np.asarray(np.clip(worst, 0, 1))


def _lengths(xy: Floats) -> Floats:
    """(frames,) the worst limb against the longest that this dancer usually shows: limbs look shorter, never longer."""
    length = np.linalg.norm(xy[:, :, BONES[:, 0]] - xy[:, :, BONES[:, 1]], axis=-1)
    usual = np.ones(length.shape[1:])
    for person, bone in np.ndindex(*usual.shape):
        known = length[:, person, bone][np.isfinite(length[:, person, bone])]
        if len(known):
            usual[person, bone] = max(np.quantile(known, 0.9), 1.0)
    return np.asarray(np.clip(np.nan_to_num(length / usual - 1, nan=0.0).max(axis=(1, 2)) / OFF, 0, 1))


def _shared(xy: Floats, height: Floats) -> Floats:
    """(frames,) how near to one another ends of limbs of the two dancers are that do not hold each other."""
    nearest = np.full(len(xy), np.inf)
    for first, second in ((one, other) for ends in (WRISTS, ANKLES) for one in ends for other in ends):
        if (first, second) == JOINED:
            continue
        apart = np.linalg.norm(xy[:, 0, first] - xy[:, 1, second], axis=-1) / height.mean()
        nearest = np.fmin(nearest, apart)
    return np.asarray(np.clip(1 - nearest / TOGETHER, 0, 1))


def _missing(xy: Floats) -> Floats:
    """(frames,) share of limbs that are not there, of the dancer who lacks more; hips and shoulders count double."""
    weight = np.ones(BODY_COUNT)
    weight[list(SHOULDERS + HIPS)] = 2.0
    weight[: min(SHOULDERS)] = 0.0
    there = np.isfinite(xy[..., 0])
    share = ((~there) * weight).sum(axis=2) / weight.sum()
    return np.asarray(np.clip(2.5 * share.max(axis=1), 0, 1))
