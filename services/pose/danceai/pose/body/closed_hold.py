"""Where arms must be in closed hold: what one dancer's arms tell about the other's. Pure.

In every Standard dance the lead's left hand holds the follow's right; her left arm lies along his right arm with the
hand on his upper arm; his right hand is at her left shoulder blade. Small networks see few of these joints, because
the partner hides them, and fill in arms that hang down. Source: closed hold as every technique book has it (W. Laird
and A. Moore describe it alike).
"""

import numpy as np
from numpy.typing import NDArray

from danceai.pose.body.oks import areas, compare_joints

Floats = NDArray[np.floating]
WEIGHT = 0.35
"""Of an expectation from a well seen partner, against the confidence of the joint itself."""
WELL_SEEN = 0.4
CLOSED = 0.4
"""Trunks nearer to each other than this (in body heights) are in hold."""
LEAST_FRAMES = 15
LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST = range(5, 11)
LEFT_HIP, RIGHT_HIP = 11, 12
TRUNK = [5, 6, 11, 12]


def _between(first: Floats, second: Floats, share: float) -> Floats:
    return first + share * (second - first)


def held(couple: Floats) -> tuple[Floats, Floats]:
    """Expected arm joints of (frames, 2, 17, 3), lead first: places (frames, 2, 17, 2) and trust (frames, 2, 17).

    Trust is the confidence of the joints an expectation comes from; 0 for other joints and outside closed hold.
    """
    places, sure = couple[..., :2], np.nan_to_num(couple[..., 2])
    lead, follow = places[:, 0], places[:, 1]
    expected, trust = np.zeros_like(places), np.zeros(places.shape[:3])
    height = (np.fmax.reduce(places[..., 1], axis=2) - np.fmin.reduce(places[..., 1], axis=2)).max(1)
    down = np.stack([np.zeros_like(height), height], 1)

    def expect(who: int, joint: int, where: Floats, *sources: tuple[int, int]) -> None:
        expected[:, who, joint] = where
        trust[:, who, joint] = np.min([sure[:, person, source] for person, source in sources], axis=0)

    expect(1, RIGHT_WRIST, lead[:, LEFT_WRIST], (0, LEFT_WRIST))
    expect(0, LEFT_WRIST, follow[:, RIGHT_WRIST], (1, RIGHT_WRIST))
    expect(1, LEFT_ELBOW, lead[:, RIGHT_ELBOW], (0, RIGHT_ELBOW))
    expect(0, RIGHT_ELBOW, follow[:, LEFT_ELBOW], (1, LEFT_ELBOW))
    upper_arm = _between(lead[:, RIGHT_SHOULDER], lead[:, RIGHT_ELBOW], 0.5)
    expect(1, LEFT_WRIST, upper_arm, (0, RIGHT_SHOULDER), (0, RIGHT_ELBOW))
    left_side = _between(follow[:, LEFT_SHOULDER], follow[:, LEFT_HIP], 0.25)
    right_side = _between(follow[:, RIGHT_SHOULDER], follow[:, RIGHT_HIP], 0.25)
    expect(0, RIGHT_WRIST, _between(left_side, right_side, 0.2), (1, LEFT_SHOULDER), (1, LEFT_HIP))
    hand = lead[:, LEFT_WRIST]
    expect(
        1,
        RIGHT_ELBOW,
        _between(follow[:, RIGHT_SHOULDER], hand, 0.5) + 0.02 * down,
        (1, RIGHT_SHOULDER),
        (0, LEFT_WRIST),
    )
    expect(
        0, LEFT_ELBOW, _between(lead[:, LEFT_SHOULDER], hand, 0.5) + 0.07 * down, (0, LEFT_SHOULDER), (0, LEFT_WRIST)
    )
    apart = np.linalg.norm(lead[:, TRUNK].mean(1) - follow[:, TRUNK].mean(1), axis=1)
    trust[~(apart < CLOSED * height)] = 0
    return np.nan_to_num(expected), trust


def drawn(places: Floats, sure: Floats, expected: Floats, trust: Floats) -> tuple[Floats, Floats]:
    """Joints (..., 2) drawn to where the hold wants them, the more the less sure they are, and their total weight."""
    prior = WEIGHT * np.minimum(1, trust / WELL_SEEN)
    total = sure + prior
    share = (prior / np.maximum(total, 1e-9))[..., None]
    return (1 - share) * places + share * expected, total


def fit(couple: Floats) -> Floats:
    """(frames,) how well arms of (frames, 2, 17, 3) are where the hold wants them if the first leads; 0 outside it."""
    expected, trust = held(couple)
    likeness = compare_joints(expected, couple, areas(couple))
    return np.asarray(np.nansum(likeness * trust * couple[..., 2], axis=(1, 2)))


def leading(couple: Floats) -> float:
    """Share of the frames (frames, 2, 17, 3) in hold that fit the first as the lead better; 0.5 if there are few."""
    first, second = fit(couple), fit(couple[:, ::-1])
    told = first != second
    return float((first > second)[told].mean()) if told.sum() >= LEAST_FRAMES else 0.5


def completed(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """Two bodies (17, 3) of one frame with their arms pulled into the hold; confidences stay.

    Who leads is not known yet: the order in which the hold fits what was seen counts.
    """
    couple = np.stack([first, second])[None]
    flipped = fit(couple[:, ::-1])[0] > fit(couple)[0]
    if flipped:
        couple = couple[:, ::-1]
    moved = couple[0].copy()
    moved[..., :2] = drawn(couple[..., :2], couple[..., 2], *held(couple))[0][0]
    return (moved[1], moved[0]) if flipped else (moved[0], moved[1])
