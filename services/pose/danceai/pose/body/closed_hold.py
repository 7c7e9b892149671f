"""Where arms must be in closed hold: what one dancer's arms tell about the other's. Pure.

In every Standard dance the lead's left hand holds the follow's right; her left arm lies along his right arm with the
hand on his upper arm; his right hand is at her left shoulder blade. Small networks see few of these joints, because
the partner hides them, and fill in arms that hang down. Source: closed hold as every technique book has it (W. Laird
and A. Moore describe it alike).
"""

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import ELBOWS, HIPS, SHOULDERS, TRUNK, WRISTS
from danceai.pose.body.oks import compare_joints, measure_areas

WEIGHT = 0.35
"""Of an expectation from a well seen partner, against the confidence of the joint itself."""
WELL_SEEN = 0.4
CLOSED = 0.4
"""Trunks nearer to each other than this (in body heights) are in hold."""
LEFT_SHOULDER, RIGHT_SHOULDER = SHOULDERS
LEFT_ELBOW, RIGHT_ELBOW = ELBOWS
LEFT_WRIST, RIGHT_WRIST = WRISTS
LEFT_HIP, RIGHT_HIP = HIPS
LEAD, FOLLOW = 0, 1


def expect_arms(couple: KeyPoints) -> tuple[Floats, Floats]:
    """Expected arm joints of (frames, 2, 17), lead first: places (frames, 2, 17, 2) and trust (frames, 2, 17).

    Trust is the confidence of the joints an expectation comes from; 0 for other joints and outside closed hold.
    """
    places, sure = couple.xy, np.nan_to_num(couple.confidence)
    lead, follow = places[:, LEAD], places[:, FOLLOW]
    expected, trust = np.zeros_like(places), np.zeros(couple.shape)
    height = (np.fmax.reduce(places[..., 1], axis=2) - np.fmin.reduce(places[..., 1], axis=2)).max(1)
    down = np.stack([np.zeros_like(height), height], 1)

    def expect(who: int, joint: int, where: Floats, *sources: tuple[int, int]) -> None:
        expected[:, who, joint] = where
        trust[:, who, joint] = np.min([sure[:, person, source] for person, source in sources], axis=0)

    expect(FOLLOW, RIGHT_WRIST, lead[:, LEFT_WRIST], (LEAD, LEFT_WRIST))
    expect(LEAD, LEFT_WRIST, follow[:, RIGHT_WRIST], (FOLLOW, RIGHT_WRIST))
    expect(FOLLOW, LEFT_ELBOW, lead[:, RIGHT_ELBOW], (LEAD, RIGHT_ELBOW))
    expect(LEAD, RIGHT_ELBOW, follow[:, LEFT_ELBOW], (FOLLOW, LEFT_ELBOW))
    upper_arm = _go_between(lead[:, RIGHT_SHOULDER], lead[:, RIGHT_ELBOW], 0.5)
    expect(FOLLOW, LEFT_WRIST, upper_arm, (LEAD, RIGHT_SHOULDER), (LEAD, RIGHT_ELBOW))
    left_side = _go_between(follow[:, LEFT_SHOULDER], follow[:, LEFT_HIP], 0.25)
    right_side = _go_between(follow[:, RIGHT_SHOULDER], follow[:, RIGHT_HIP], 0.25)
    shoulder_blade = _go_between(left_side, right_side, 0.2)
    expect(LEAD, RIGHT_WRIST, shoulder_blade, (FOLLOW, LEFT_SHOULDER), (FOLLOW, LEFT_HIP))
    hand = lead[:, LEFT_WRIST]
    hers = _go_between(follow[:, RIGHT_SHOULDER], hand, 0.5) + 0.02 * down
    expect(FOLLOW, RIGHT_ELBOW, hers, (FOLLOW, RIGHT_SHOULDER), (LEAD, LEFT_WRIST))
    his = _go_between(lead[:, LEFT_SHOULDER], hand, 0.5) + 0.07 * down
    expect(LEAD, LEFT_ELBOW, his, (LEAD, LEFT_SHOULDER), (LEAD, LEFT_WRIST))
    trunk = list(TRUNK)
    apart = np.linalg.norm(lead[:, trunk].mean(1) - follow[:, trunk].mean(1), axis=1)
    trust[~(apart < CLOSED * height)] = 0
    return np.nan_to_num(expected), trust


def draw_into_hold(places: Floats, sure: Floats, expected: Floats, trust: Floats) -> tuple[Floats, Floats]:
    """Joints (..., 2) drawn to where the hold wants them, the more the less sure they are, and their total weight."""
    prior = WEIGHT * np.minimum(1, trust / WELL_SEEN)
    total = sure + prior
    share = (prior / np.maximum(total, 1e-9))[..., None]
    return (1 - share) * places + share * expected, total


def measure_fit(couple: KeyPoints) -> Floats:
    """(frames,) how well arms of (frames, 2, 17) are where the hold wants them if the first leads; 0 outside it."""
    expected, trust = expect_arms(couple)
    likeness = compare_joints(expected, couple.xy, measure_areas(couple.xy))
    return np.asarray(np.nansum(likeness * trust * couple.confidence, axis=(1, 2)))


def complete_arms(pair: KeyPoints) -> KeyPoints:
    """Two bodies (2, 17) of one frame with their arms pulled into the hold; confidences stay.

    Who leads is not known yet: the order in which the hold fits what was seen counts.
    """
    couple = pair[None]
    flipped = measure_fit(couple[:, ::-1])[0] > measure_fit(couple)[0]
    if flipped:
        couple = couple[:, ::-1]
    moved = draw_into_hold(couple.xy, couple.confidence, *expect_arms(couple))[0][0].astype(pair.xy.dtype)
    return KeyPoints(moved[::-1] if flipped else moved, pair.confidence)


def _go_between(first: Floats, second: Floats, share: float) -> Floats:
    return first + share * (second - first)
