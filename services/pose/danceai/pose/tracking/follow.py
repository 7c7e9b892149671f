"""Following the couple through all frames, offline over the whole video. Pure.

(1) choose the couple, (2) gather who could be one of the two, (3) find the best path of pairs, which settles
presence and identity, (4) mend left and right, (5) fuse sightings into smooth joints, inferring hidden ones.
Person 0 is the lead. People's hints bind every step; what was decided stays with the result for the debug overlay.
"""

import warnings
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from danceai.common.errors import JobFailed
from danceai.common.poses import SEEN, BodyTable, Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.attached_joints import keep_own_parts, swap_feet
from danceai.pose.body.closed_hold import judge_who_leads
from danceai.pose.tracking.candidates import Candidates, gather_candidates
from danceai.pose.tracking.continuity import drop_impossible_runs
from danceai.pose.tracking.couple_choice import Reference, choose_couple
from danceai.pose.tracking.hints import Hints
from danceai.pose.tracking.joint_fusion import fuse, smooth_rest
from danceai.pose.tracking.leg_swaps import mend_legs
from danceai.pose.tracking.pair_path import PairPath, follow_pair

LEAST_TOGETHER = 0.1
"""Share of frames in which two people must be seen at all."""
CLEAR = 0.2
"""Margin over other pairs from which the choice is locked."""
LOCK_SECONDS = 1.0
SCORED = 0.6
"""Share of both dancers' body joints that must be seen, not inferred, for a frame to be scored."""
LEAST_SEEN = 0.4
"""Share of the hidden dancer's body joints that is seen in half of the frames that show anybody. Couples in close hold
have .53 and more even before a mirror; what networks see beside somebody who is alone has less than .3."""
ONLY_ONE = (
    "We could see only one dancer in this video, not a couple. Film from the front or diagonally so that both partners "
    "can be seen."
)
TOLD_BY_HOLD = 0.05
"""Share of the frames in hold above one half that says who leads"""
STRAY = 0.06
"""Median distance of a sighting's joints from the path (in body heights) above which it was not this dancer"""


class NoCouple(JobFailed):
    """There are not two people who could be a couple."""

    code = "no_couple"


class TrackingState(IntEnum):
    """How sure the tracking is in a frame."""

    FIRST = 0
    """The best guess"""
    LOCKED = 1
    """Clearly this couple and nobody else"""
    SCORED = 2
    """Locked, and both dancers seen well enough to be measured"""


@dataclass(frozen=True)
class CoupleTrack:
    """The couple's poses over time, and how they came about."""

    poses: KeyPoints
    """(frames, 2, 133), lead first; confidence below SEEN: inferred from partner and time, not seen"""
    rows: NDArray[np.int64]
    """(frames, 2) rows of the table of bodies that were taken for lead and follow; -1 = none"""
    states: NDArray[np.int8]
    """(frames,) TrackingState"""
    height: float
    """The couple's typical height, pixels"""
    every: int = 1
    """Frames from one look of the network to the next; between two the poses are on the curve through them"""

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(frames, 2): found by the network in this very frame."""
        return self.rows >= 0


def follow_couple(bodies: BodyTable, frames: int, fps: float, hints: Hints | None = None) -> CoupleTrack:
    """Raises NoCouple with a sentence when there is nobody, or only one person."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means over joints of which none was seen are unknown
        return _follow(bodies, frames, fps, hints or Hints())


def _follow(bodies: BodyTable, frames: int, fps: float, hints: Hints) -> CoupleTrack:
    if len(np.unique(bodies.frame)) < 0.05 * frames:
        raise NoCouple(
            "We could not see any dancers in this video. Check that the couple is in the picture from head to "
            "feet, that it is bright enough, and that you chose the right file."
        )
    couple = choose_couple(bodies, fps, hints)
    together = np.bincount(bodies.frame, minlength=frames) >= 2
    if couple is None or together.mean() < LEAST_TOGETHER:
        raise NoCouple(ONLY_ONE)
    found = gather_candidates(bodies, frames, fps, couple, hints)
    allowed = hints.slots(found.keypoints)
    path = follow_pair(found, _orient(couple.colours, found, allowed), allowed, fps)
    choice = drop_impossible_runs(found, path.choice if hints.identities else _put_lead_first(found, path), fps)
    whole, swapped = mend_legs(found, choice, fps)
    body = fuse(whole, choice, fps)
    choice = _drop_strays(found, choice, body)
    rows = np.where(choice >= 0, np.take_along_axis(found.rows, np.maximum(choice, 0), 1), -1)
    taken = bodies.keypoints[np.maximum(rows, 0)].where((rows >= 0)[..., None])
    rest = smooth_rest(keep_own_parts(swap_feet(taken, swapped), body), fps)
    poses = rest.with_joints(BODY_JOINTS, body.where(np.isfinite(body.confidence)))
    share = _measure_seen(poses)
    shown = share.max(1) >= LEAST_SEEN
    if shown.any() and np.median(share[shown].min(1)) < LEAST_SEEN:
        raise NoCouple(ONLY_ONE)
    wanted = np.ones((frames, 1), bool)
    for first, last in hints.excluded:
        wanted[first:last] = False
    poses, rows = poses.where(wanted[..., None]), np.where(wanted, rows, -1)
    return CoupleTrack(poses, rows, _tell_states(poses, couple, fps), couple.height)


def _orient(colours: Floats, found: Candidates, allowed: NDArray[np.bool_]) -> Floats:
    """The two looks in the order in which people named the dancers, if they did."""
    frame, slot, place = np.nonzero(allowed & ~allowed[:, ::-1])
    named = found.colours[frame, place]
    own, other = (np.nansum(np.linalg.norm(named - colours[order], axis=1)) for order in (slot, 1 - slot))
    return colours[::-1] if own > other else colours


def _drop_strays(found: Candidates, choice: NDArray[np.int64], body: KeyPoints) -> NDArray[np.int64]:
    """Sightings that the fused path passed by were somebody else: -1."""
    taken = found.keypoints[np.arange(len(choice))[:, None], np.maximum(choice, 0)]
    away = np.nanmedian(np.linalg.norm(taken.xy - body.xy, axis=-1), axis=-1)
    return np.where(away < STRAY * found.height, choice, -1)


def _put_lead_first(found: Candidates, path: PairPath) -> NDArray[np.int64]:
    """The one whose arms are the lead's is taken for the lead; where the hold does not tell, the taller one."""
    both = np.flatnonzero((path.choice >= 0).all(1))
    share = judge_who_leads(found.keypoints[both[:, None], path.choice[both]])
    second = share < 0.5 if abs(share - 0.5) >= TOLD_BY_HOLD else path.statures[1] > path.statures[0]
    return path.choice[:, ::-1] if second else path.choice


def _measure_seen(poses: KeyPoints) -> Floats:
    """(frames, 2) share of the body's joints that is seen of each dancer."""
    return np.asarray((poses.joints(BODY_JOINTS).confidence >= SEEN).mean(2))


def _tell_states(poses: KeyPoints, couple: Reference, fps: float) -> NDArray[np.int8]:
    frames = len(poses)
    clear = np.interp(np.arange(frames), couple.seen[:, 0], (couple.clear >= CLEAR).astype(float)) > 0.5
    reach = max(1, round(LOCK_SECONDS * fps))
    steadily = np.convolve(clear, np.ones(reach), "same") >= min(reach, frames)
    locked = np.convolve(steadily, np.ones(reach), "same") > 0
    seen = _measure_seen(poses).min(1) >= SCORED
    return np.where(locked, np.where(seen, TrackingState.SCORED, TrackingState.LOCKED), TrackingState.FIRST).astype(
        np.int8
    )
