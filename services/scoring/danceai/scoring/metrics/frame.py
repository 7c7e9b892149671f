"""The dance frame: elbows in their place, shoulders level and quiet, both top lines as one (JS 2.1, TQ 2)."""

import numpy as np

from danceai.common.skeleton import ELBOWS, SHOULDERS
from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, root_mean, summarised
from danceai.scoring.movement.tracks import Floats, PersonTrack, rolling_median

WIDE = 0.25
"""Trunk heights the shoulders must be apart in the picture: a narrower line has no direction."""


def _drops(person: PersonTrack) -> list[Floats]:
    return [
        (person.joint(elbow)[:, 1] - person.joint(shoulder)[:, 1]) / person.scale_at
        for shoulder, elbow in zip(SHOULDERS, ELBOWS, strict=True)
    ]


def tilt(person: PersonTrack) -> Floats:
    """(frames,) degrees of the shoulder line, folded to a line: which shoulder is left in the picture is open."""
    across = person.joint(SHOULDERS[1]) - person.joint(SHOULDERS[0])
    wide = np.abs(across[:, 0]) > WIDE * person.scale
    return np.asarray(np.degrees(np.arctan(across[:, 1] / np.where(wide, across[:, 0], np.nan))))


def elbow_drop(dancing: Dancing) -> Metric:
    """How far the elbows hang below the shoulders, in trunk heights (0 = level).

    Mean over both dancers' elbows, median over frames. Source: JS 2.1 TQ 2 'dance holds'.
    """
    drops = [drop for person in dancing.couple.people for drop in _drops(person)]
    return summarised("elbow_drop", "trunk", mean_of(*drops, least=2), dancing)


def elbow_unevenness(dancing: Dancing) -> Metric:
    """Difference in height of a dancer's two elbows, trunk heights: mean of both dancers, median over frames.

    Source: JS 2.1 TQ 2 'dance holds'.
    """
    apart = [np.abs(left - right) for left, right in (_drops(person) for person in dancing.couple.people)]
    return summarised("elbow_unevenness", "trunk", mean_of(*apart), dancing)


def shoulder_steadiness(dancing: Dancing) -> Metric:
    """Unrest of the shoulder lines: tilt minus its own one-second median, mean of both dancers, degrees (RMS).

    Source: JS 2.1 TQ 2 'dance holds'.
    """
    tilts = [tilt(person) for person in dancing.couple.people]
    squares = [np.square(line - rolling_median(line, round(dancing.couple.fps))) for line in tilts]
    return summarised("shoulder_steadiness", "deg", mean_of(*squares), dancing, root_mean)


def topline(dancing: Dancing) -> Metric:
    """Angle between the two dancers' shoulder lines, degrees: in hold both tilt as one. Median over frames.

    Source: JS 2.1 TQ 2 'dance holds'; own definition.
    """
    lead, follow = (tilt(person) for person in dancing.couple.people)
    return summarised("topline", "deg", np.abs(lead - follow), dancing)
