"""Following the couple through all frames, offline over the whole video. Pure.

(1) find the shots and choose the couple; in each shot (2) gather who could be one of the two, (3) find the best path of
pairs, which settles presence and identity; (4) over all shots tell who is who and who leads; in each shot (5) mend left
and right, (6) fuse sightings into smooth joints, inferring hidden ones. Nothing is inferred or smoothed over a cut.
Person 0 is the lead. People's hints bind every step; what was decided stays with the result for the debug overlay.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from danceai.common.errors import JobFailed
from danceai.common.poses import SEEN, BodyTable, Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
from danceai.pose.body.attached_joints import keep_own_parts, swap_feet
from danceai.pose.tracking.candidates import Candidates
from danceai.pose.tracking.continuity import drop_impossible_runs
from danceai.pose.tracking.couple_choice import choose_couple
from danceai.pose.tracking.hints import Hints
from danceai.pose.tracking.joint_fusion import fuse, smooth_rest
from danceai.pose.tracking.leg_swaps import mend_legs
from danceai.pose.tracking.shot_paths import ShotPath, follow_in_shots, join_shots
from danceai.pose.tracking.shots import Shot, find_shots

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
    lead_certainty: float
    """Probability that the dancer taken for the lead leads"""

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(frames, 2): found by the network in this very frame."""
        return self.rows >= 0


def follow_couple(
    bodies: BodyTable, frames: int, fps: float, hints: Hints | None = None, cuts: Sequence[int] = ()
) -> CoupleTrack:
    """Raises NoCouple with a sentence when there is nobody, or only one person.

    `cuts` are the frames with which another shot begins, as far as they are known (see `shots`).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means over joints of which none was seen are unknown
        return _follow(bodies, frames, fps, hints or Hints(), find_shots(bodies, frames, fps, cuts))


def _follow(bodies: BodyTable, frames: int, fps: float, hints: Hints, shots: list[Shot]) -> CoupleTrack:
    if len(np.unique(bodies.frame)) < 0.05 * frames:
        raise NoCouple(
            "We could not see any dancers in this video. Check that the couple is in the picture from head to "
            "feet, that it is bright enough, and that you chose the right file."
        )
    couple = choose_couple(bodies, shots, fps, hints)
    together = np.bincount(bodies.frame, minlength=frames) >= 2
    if couple is None or together.mean() < LEAST_TOGETHER:
        raise NoCouple(ONLY_ONE)
    paths = join_shots(follow_in_shots(bodies, shots, fps, couple, hints), fps)
    poses = KeyPoints.unknown(frames, 2, JOINT_COUNT)
    rows, states = np.full((frames, 2), -1), np.full(frames, TrackingState.FIRST, np.int8)
    for shot in paths.shots:
        here = slice(*shot.span)
        moved, rows[here] = _fuse_shot(bodies, shot, fps)
        poses.xy[here], poses.confidence[here] = moved.xy, moved.confidence
    share = _measure_seen(poses)
    shown = share.max(1) >= LEAST_SEEN
    if shown.any() and np.median(share[shown].min(1)) < LEAST_SEEN:
        raise NoCouple(ONLY_ONE)
    wanted = np.ones((frames, 1), bool)
    for first, last in hints.excluded:
        wanted[first:last] = False
    poses, rows = poses.where(wanted[..., None]), np.where(wanted, rows, -1)
    for shot in paths.shots:
        here = slice(*shot.span)
        states[here] = _tell_states(poses[here], shot, fps)
    height = float(np.average([s.reference.height for s in paths.shots], weights=[len(s.choice) for s in paths.shots]))
    return CoupleTrack(poses, rows, states, height, paths.lead_certainty)


def _fuse_shot(bodies: BodyTable, shot: ShotPath, fps: float) -> tuple[KeyPoints, NDArray[np.int64]]:
    """Poses (frames, 2, 133) and rows of the table of bodies (frames, 2) of one shot."""
    found = shot.found
    choice = drop_impossible_runs(found, shot.choice, fps)
    whole, swapped = mend_legs(found, choice, fps)
    body = fuse(whole, choice, fps)
    choice = _drop_strays(found, choice, body)
    rows = np.where(choice >= 0, np.take_along_axis(found.rows, np.maximum(choice, 0), 1), -1)
    taken = bodies.keypoints[np.maximum(rows, 0)].where((rows >= 0)[..., None])
    rest = smooth_rest(keep_own_parts(swap_feet(taken, swapped), body), fps)
    return rest.with_joints(BODY_JOINTS, body.where(np.isfinite(body.confidence))), rows


def _drop_strays(found: Candidates, choice: NDArray[np.int64], body: KeyPoints) -> NDArray[np.int64]:
    """Sightings that the fused path passed by were somebody else: -1."""
    taken = found.keypoints[np.arange(len(choice))[:, None], np.maximum(choice, 0)]
    away = np.nanmedian(np.linalg.norm(taken.xy - body.xy, axis=-1), axis=-1)
    return np.where(away < STRAY * found.height, choice, -1)


def _measure_seen(poses: KeyPoints) -> Floats:
    """(frames, 2) share of the body's joints that is seen of each dancer."""
    return np.asarray((poses.joints(BODY_JOINTS).confidence >= SEEN).mean(2))


def _tell_states(poses: KeyPoints, shot: ShotPath, fps: float) -> NDArray[np.int8]:
    couple = shot.reference
    clear = np.interp(np.arange(*shot.span), couple.seen[:, 0], (couple.clear >= CLEAR).astype(float)) > 0.5
    reach = min(max(1, round(LOCK_SECONDS * fps)), len(clear))
    steadily = np.convolve(clear, np.ones(reach), "same") >= reach
    locked = np.convolve(steadily, np.ones(reach), "same") > 0
    seen = _measure_seen(poses).min(1) >= SCORED
    return np.where(locked, np.where(seen, TrackingState.SCORED, TrackingState.LOCKED), TrackingState.FIRST).astype(
        np.int8
    )
