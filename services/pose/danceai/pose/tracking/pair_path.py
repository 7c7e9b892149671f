"""Which two candidates are the two dancers, for the whole video at once. Pure.

A state of a frame is an ordered pair of candidates (either may be missing). A pair earns the support of its bodies,
that they are distinct, and that each looks like the dancer whose slot it fills; from frame to frame it pays for
joints that jump. The best path over all frames settles presence and identity together, so a frame that is
ambiguous alone is decided by those before and after it. Where two met, their ways decide too (`meetings`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from danceai.common.poses import Floats
from danceai.common.skeleton import HEAD_AND_SHOULDERS
from danceai.pose.body.best_path import find_best_path
from danceai.pose.body.colours import FAMILIAR, measure_strangeness
from danceai.pose.body.oks import measure_areas, measure_oks
from danceai.pose.body.places import find_middles
from danceai.pose.tracking.candidates import Candidates
from danceai.pose.tracking.identity_swaps import Known, untangle

PRESENT = 0.35
"""Gain of taking any body rather than leaving a slot empty."""
SAME = 3.0
"""Cost per OKS above UNLIKE of two slots that hold like poses: one body twice."""
UNLIKE = 0.42
JUMP = 1.0
"""Cost of a jump by a trunk's length."""
FARTHEST = 2.0
"""Trunk lengths beyond which a jump costs no more."""
COMING = 0.15
"""Cost of a slot that is filled or emptied"""
LOOKS = 0.35
"""Largest gain for having the colours of the slot's own dancer rather than the other's."""
ONE_ALONE = 0.3
"""Share of that gain where only one body is seen: it may be covered by the other, and show its colours."""
STATURE = 0.3
"""Largest gain for the stature of the slot's own dancer rather than the other's."""
STATURE_SCALE = 0.04
CLOSE = 0.4
"""Distance of the trunks (in body heights) up to which both are equally far from the camera"""
BESIDE = 0.3
"""Distance of the trunks (in body heights) from which one does not show the other's colours"""
LEVEL_SECONDS = 0.4
COLOUR_SCALE = 40.0
STRANGER = 1.5
"""Largest cost of colours that neither dancer has"""
ROUNDS = 3
FORBIDDEN = -1e6


@dataclass(frozen=True)
class PairPath:
    """The chosen two."""

    choice: NDArray[np.int64]
    """(frames, 2) candidates for the two slots, -1 = missing"""
    statures: Floats
    """(2,) how much each stands above the two dancers' mean, in the couple's height"""
    colours: Floats
    """(2, 6) of each, as they are here"""


def follow_pair(found: Candidates, colours: Floats, allowed: NDArray[np.bool_], fps: float) -> PairPath:
    """The best path. `colours` (2, 6) start the two looks; `allowed` (frames, 2, k) are hard constraints."""
    worth = _value_bodies(found)
    alike, moves, apart = _compare_bodies(found), _measure_moves(found), _find_apart(found)
    worth, statures, tall = worth[:, None], np.full(2, np.nan), np.full(found.support.shape, np.nan)
    gains, looks = worth - _price_strangers(found, colours), _value_looks(found, colours)
    choice = np.full((len(worth), 2), -1)
    for _ in range(ROUNDS):
        together = SAME * np.maximum(np.nan_to_num(alike) - UNLIKE, 0) + _price_exchange(found, colours) * apart
        choice = _choose_pairs(gains, looks, together, moves, allowed)
        choice = untangle(found, choice, Known(colours, statures, tall), allowed, fps)
        colours = _refine_colours(found, choice, colours)
        tall = np.where(_find_far(found, choice)[:, None], np.nan, _measure_statures(found, choice, fps))
        statures = _take_typical(found, choice, tall)
        gains, looks = (
            worth - _price_strangers(found, colours) + _value_statures(tall, statures),
            _value_looks(found, colours),
        )
    if not np.isfinite(statures).all():  # never in hold: better a weak sign of who is taller than none
        statures = _take_typical(found, choice, _measure_statures(found, choice, fps))
    return PairPath(choice, statures, colours)


def _measure_statures(found: Candidates, choice: NDArray[np.int64], fps: float) -> Floats:
    """(frames, k) height of head and shoulders above the two dancers' mean, in the couple's height.

    Rise, fall and the way towards the camera move both alike, so the mean is a better floor than the floor. It says
    nothing where they are far from each other: there the one nearer to the camera looks taller.
    """
    head = np.nanmean(found.keypoints.joints(HEAD_AND_SHOULDERS).xy[..., 1], axis=2)
    both = np.flatnonzero((choice >= 0).all(1))
    if len(both) < 10:
        return np.full(found.support.shape, np.nan)
    mean = head[both[:, None], choice[both]].mean(1)
    steady = median_filter(mean, size=2 * round(LEVEL_SECONDS * fps) + 1, mode="nearest")
    level = np.interp(np.arange(len(head)), both, steady)
    return np.asarray((level[:, None] - head) / found.height)


def _value_statures(tall: Floats, statures: Floats) -> Floats:
    """(frames, 2, k) gain for a stature like the slot's own dancer rather than the other's."""
    away = np.abs(tall[:, None] - statures[:, None])
    return np.nan_to_num(STATURE * np.clip((away[:, ::-1] - away) / STATURE_SCALE, -1, 1))


def _take_typical(found: Candidates, choice: NDArray[np.int64], tall: Floats) -> Floats:
    """Each slot's median stature, over frames with both in which it is well seen."""
    statures = np.full(2, np.nan)
    frames = np.flatnonzero((choice >= 0).all(1))
    for slot in range(2):
        sure = found.support[frames, choice[frames, slot]]
        if len(frames) > 10:
            statures[slot] = np.nanmedian(tall[frames, choice[frames, slot]][sure >= np.median(sure)])
    return statures


def _value_bodies(found: Candidates) -> Floats:
    """(frames, k) gain of taking a body at all."""
    worth = PRESENT + found.support - found.strangeness
    return np.asarray(np.where(found.rows >= 0, worth, FORBIDDEN))


def _compare_bodies(found: Candidates) -> Floats:
    """(frames, k, k) OKS of every two candidates of a frame."""
    xy = found.keypoints.xy
    return measure_oks(xy[:, :, None], xy[:, None], measure_areas(xy)[:, None])


def _find_apart(found: Candidates) -> NDArray[np.bool_]:
    """(frames, k, k) whether two candidates stand too far apart for one to show the other's colours."""
    trunks = find_middles(found.keypoints) / found.height
    return np.asarray(np.linalg.norm(trunks[:, :, None] - trunks[:, None], axis=3) > BESIDE)


def _price_exchange(found: Candidates, colours: Floats) -> Floats:
    """(frames, k, k) cost of the first and the second body not having the first and the second dancer's own colours."""
    first, second = (
        np.nan_to_num(STRANGER * measure_strangeness(found.colours, np.stack([look, look]))) for look in colours
    )
    return np.asarray(first[:, :, None] + second[:, None])


def _measure_moves(found: Candidates) -> Floats:
    """(frames - 1, k, k) how far a body would have jumped since the frame before: trunk lengths."""
    xy, confidence = found.keypoints.xy, found.keypoints.confidence
    gap = np.sqrt(((xy[1:, None] - xy[:-1, :, None]) ** 2).sum(-1))
    trusted = np.minimum(confidence[:-1, :, None], confidence[1:, None]) + 0.05
    jump = np.nansum(gap * trusted, axis=-1) / np.maximum(np.nansum(trusted, axis=-1), 1e-6) / (0.28 * found.height)
    return np.asarray(np.minimum(jump, FARTHEST))


def _find_far(found: Candidates, choice: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(frames,) whether the two stand apart."""
    both = np.flatnonzero((choice >= 0).all(1))
    if not len(both):
        return np.zeros(len(choice), bool)
    trunks = find_middles(found.keypoints[both[:, None], choice[both]])
    apart = np.linalg.norm(trunks[:, 0] - trunks[:, 1], axis=1) / found.height
    return np.asarray(np.interp(np.arange(len(choice)), both, apart) > CLOSE)


def _measure_unlikeness(found: Candidates, colours: Floats) -> Floats:
    """(frames, 2, k, 2) distance in CIELAB from each dancer's colours, trunk and thighs."""
    return np.stack(
        [
            np.linalg.norm((found.colours - colours[slot]).reshape(*found.support.shape, 2, 3), axis=-1)
            for slot in range(2)
        ],
        1,
    )


def _price_strangers(found: Candidates, colours: Floats) -> Floats:
    """(frames, 1, k) cost of colours that neither dancer has."""
    return np.asarray(np.nan_to_num(STRANGER * measure_strangeness(found.colours, colours))[:, None])


def _value_looks(found: Candidates, colours: Floats) -> Floats:
    """(frames, 2, k) gain for colours like the slot's own and unlike the other's."""
    away = np.nanmean(_measure_unlikeness(found, colours), axis=-1)
    apart = np.linalg.norm(colours[0] - colours[1])
    scale = max(COLOUR_SCALE, 0.5 * float(apart)) if np.isfinite(apart) else COLOUR_SCALE
    return np.asarray(np.nan_to_num(LOOKS * np.clip((away[:, ::-1] - away) / scale, -1, 1)))


def _refine_colours(found: Candidates, choice: NDArray[np.int64], colours: Floats) -> Floats:
    """Each slot's median colours where its dancer stands free of the partner."""
    refined = colours.copy()
    for slot in range(2):
        frames = np.flatnonzero((choice >= 0).all(1))
        seen = found.colours[frames, choice[frames, slot]]
        sure = found.support[frames, choice[frames, slot]]
        own = np.linalg.norm((seen - colours[slot]).reshape(-1, 2, 3), axis=2).mean(1) < FAMILIAR
        if own.sum() > 10:
            refined[slot] = np.median(seen[own & (sure >= np.median(sure[own]))], axis=0)
    return np.asarray(np.where(np.isfinite(refined), refined, colours))


def _choose_pairs(
    gains: Floats, looks: Floats, together: Floats, moves: Floats, allowed: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """`together` (frames, k, k) is what it costs to take two candidates for the first and the second dancer.

    A state is a pair of numbers 0..k, of which k is nobody.
    """
    frames, _, k = gains.shape
    single = np.zeros((2, frames, k + 1))
    single[:, :, :k] = np.where(allowed, gains, FORBIDDEN).swapaxes(0, 1)
    coloured = np.zeros((2, frames, k + 1))
    coloured[:, :, :k] = looks.swapaxes(0, 1)
    share = np.full((k + 1, k + 1), ONE_ALONE)
    share[:k, :k] = 1.0
    earned = single[0, :, :, None] + single[1, :, None]
    earned[:, :k, :k] -= together
    earned += share * (coloured[0, :, :, None] + coloured[1, :, None])
    earned[:, range(k), range(k)] = -np.inf
    paid = np.zeros((max(frames - 1, 0), k + 1, k + 1))
    paid[:, :k, :k] = JUMP * np.nan_to_num(moves, nan=FARTHEST)
    paid[:, k, :k] = paid[:, :k, k] = COMING
    states = (k + 1) ** 2
    passing = (-(cost[:, None, :, None] + cost[:, None]).reshape(states, states) for cost in paid)
    chosen = np.stack(np.divmod(find_best_path(earned.reshape(frames, states), passing), k + 1), 1)
    return np.where(chosen == k, -1, chosen)
