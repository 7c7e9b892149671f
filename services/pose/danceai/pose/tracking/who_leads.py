"""Who of the two leads: what the hold, the statures and the clothes tell, by how much each tells. Pure.

No sign is sure. The hold depends on which arm a network takes for the left one, and from one side it may do so wrongly
for a whole video. She may be taller, nearer to the camera, or not wear a gown. So the logarithms of their odds are
added, each with the weight it has among 25 clips whose lead is known: sixteen rendered couples at all headings, the
sample couple and its recordings, and five clips of another dance in a room, as the default network sees them (see
decision 32). Frames are far from independent: a view, a stature and a dress count once, however long they are seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from danceai.common.poses import Floats
from danceai.common.skeleton import ANKLES, HEAD_AND_SHOULDERS, HIPS, KNEES, LEFT, RIGHT, SHOULDERS
from danceai.pose.body.closed_hold import CLOSED, measure_fit
from danceai.pose.body.places import find_middles
from danceai.pose.tracking.candidates import Candidates
from danceai.pose.tracking.pair_path import PairPath

FACING = 0.1
"""Width of the shoulders (in body heights) from which one faces the camera or turns the back to it"""
USUAL_FRONT = 0.28
"""Share of the frames in which the hold fits the one who faces the camera, whoever leads: .37 if he leads (the other
one's back hides what matters, and is taken for a lead's), .19 if not"""
HOLD_FACING, HOLD_ASIDE = 3.0, 5.0
"""Logarithm of the odds per share of the frames: twice the distance from what is usual (.08 seen from the front or from
behind, .12 from the side) by its variance from clip to clip (.2 squared)"""
LEAST_SECONDS = 1.0
"""That a view must last to count fully"""
TALLER, SPREAD = 0.045, 0.045
"""How much higher than hers his head is, in body heights, and its deviation from couple to couple"""
DEPTH, DEPTH_ERROR = 0.3, 0.2
"""How much of lower feet is higher up as a higher head, for being nearer to a camera at chest height, and its deviation
for cameras at other heights"""
RESTLESS = 0.5
"""Share of the variance of the difference within a video that does not average out: people lean for long"""
MOST_BY_STATURE = 3.0
COVERED, GOWN, MOST_BY_GOWN = 0.06, 15.0, 1.5
"""By how much worse than her hips her knees are seen, compared with his, where one covers the other and nobody wears a
gown (under one it is .04 to .25); per confidence beyond that; bounded, as it was one gown"""
LEAST_FRAMES = 10


@dataclass(frozen=True)
class Signs:
    """Frame by frame what tells one from the other: every number changes its sign when the two are exchanged."""

    values: Floats
    """(frames, 5): 1 where the first one's arms are the lead's, -1 the second's; by how much the first faces the camera
    (shoulders' width); by how much the head is higher, by how much the feet are lower (body heights); by how much
    better knees are seen than hips. NaN where unknown, of heads and feet also where the two are far from each other"""

    def turned(self) -> "Signs":
        """The two exchanged."""
        return Signs(-self.values)


def read_signs(found: Candidates, path: PairPath) -> Signs:
    """Of the frames in which both are seen."""
    both = np.flatnonzero((path.choice >= 0).all(1))
    couple = found.keypoints[both[:, None], path.choice[both]]
    x, y = np.moveaxis(couple.xy, -1, 0) / found.height
    hold = np.sign(measure_fit(couple) - measure_fit(couple[:, ::-1]))
    shoulders = x[..., SHOULDERS[LEFT]] - x[..., SHOULDERS[RIGHT]]
    head = -np.nanmean(y[..., HEAD_AND_SHOULDERS], axis=2)
    feet = np.nanmax(y[..., list(ANKLES)], axis=2)
    seen = np.nanmean(couple.confidence[..., list(KNEES)], axis=2) - np.nanmean(
        couple.confidence[..., list(HIPS)], axis=2
    )
    trunks = find_middles(couple)
    near = np.linalg.norm(trunks[:, 0] - trunks[:, 1], axis=1) < CLOSED * found.height
    if near.sum() >= LEAST_FRAMES:
        head, feet = (np.where(near[:, None], values, np.nan) for values in (head, feet))
    parts = [values[:, 0] - values[:, 1] for values in (shoulders / 2, head, feet, seen)]
    return Signs(np.column_stack([hold, *parts]).reshape(-1, 5))


def judge_lead(signs: Sequence[Signs], fps: float) -> float:
    """Logarithm of the odds that the first of the two leads, by the signs of all shots."""
    if not sum(len(shot.values) for shot in signs):
        return 0.0
    hold, facing, head, feet, seen = np.concatenate([shot.values for shot in signs]).T
    return _judge_by_hold(hold, facing, fps) + _judge_by_stature(head, feet) + _judge_by_gown(seen)


def _judge_by_hold(hold: Floats, facing: Floats, fps: float) -> float:
    odds = 0.0
    for view, usual, weight in (
        (facing > FACING, USUAL_FRONT, HOLD_FACING),
        (facing < -FACING, 1 - USUAL_FRONT, HOLD_FACING),
        (np.abs(facing) <= FACING, 0.5, HOLD_ASIDE),
    ):
        told = hold[view & (hold != 0)] > 0
        if len(told):
            odds += weight * (told.mean() - usual) * min(1.0, len(told) / (LEAST_SECONDS * fps))
    return float(odds)


def _judge_by_stature(head: Floats, feet: Floats) -> float:
    higher, lower = np.nanmedian(head), np.nan_to_num(np.nanmedian(feet))
    variance = SPREAD**2 + (DEPTH_ERROR * lower) ** 2 + RESTLESS * np.nanvar(head)
    odds = 2 * TALLER * (higher - DEPTH * lower) / variance
    return float(np.clip(np.nan_to_num(odds), -MOST_BY_STATURE, MOST_BY_STATURE))


def _judge_by_gown(seen: Floats) -> float:
    better = np.nan_to_num(np.nanmedian(seen))
    odds = GOWN * np.sign(better) * max(0.0, abs(better) - COVERED)
    return float(np.clip(odds, -MOST_BY_GOWN, MOST_BY_GOWN))
