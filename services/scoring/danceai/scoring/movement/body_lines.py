"""Lines of one body over time: where the head is, how the shoulders tilt, how far the elbows hang. Pure."""

import numpy as np

from danceai.common.skeleton import EARS, ELBOWS, NOSE, SHOULDERS
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack

WIDE = 0.25
"""Trunk heights the shoulders must be apart in the picture: a narrower line has no direction."""


def find_head(person: PersonTrack) -> Floats:
    """(frames, 2) pixels of the middle of the ears; one ear, or the nose, where that is all the view shows."""
    ears = np.stack([person.joint(ear) for ear in EARS])
    middle = np.stack([average(*ears[..., axis]) for axis in range(2)], 1)
    return np.where(np.isfinite(middle), middle, person.joint(NOSE))


def tilt_of_shoulders(person: PersonTrack) -> Floats:
    """(frames,) degrees, folded to a line: which shoulder is left in the picture is open."""
    across = person.joint(SHOULDERS[1]) - person.joint(SHOULDERS[0])
    wide = np.abs(across[:, 0]) > WIDE * person.scale
    return np.asarray(np.degrees(np.arctan(across[:, 1] / np.where(wide, across[:, 0], np.nan))))


def drop_of_elbows(person: PersonTrack) -> tuple[Floats, Floats]:
    """(frames,) trunk heights the left and the right elbow hang below their shoulders."""
    left, right = (
        (person.joint(elbow)[:, 1] - person.joint(shoulder)[:, 1]) / person.scale_at
        for shoulder, elbow in zip(SHOULDERS, ELBOWS, strict=True)
    )
    return left, right
