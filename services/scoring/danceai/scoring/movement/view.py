"""From which side the couple was filmed: only front and diagonal views can be judged. Pure."""

import numpy as np

from danceai.common.contracts.base import Verdict
from danceai.common.contracts.videos import QualityLine
from danceai.common.skeleton import SHOULDERS
from danceai.scoring.movement.tracks import CoupleTracks

FRONT, DIAGONAL, SIDE = "front", "diagonal", "side"
QUALITY = {FRONT: 1.0, DIAGONAL: 0.9, SIDE: 0.3}
"""What a view is worth when two cameras have seen the same"""
NARROW, WIDE = 0.18, 0.5
"""Shoulder width over trunk height: about 0.7 seen from the front, 0 from the side."""


def _measure_widest(couple: CoupleTracks) -> float | None:
    """Shoulder width over trunk height of the wider of the two, upper quartile over time; None when nobody was seen.

    A couple that turns shows itself somewhere.
    """
    widths = [
        np.abs((person.joint(SHOULDERS[0]) - person.joint(SHOULDERS[1]))[:, 0]) / person.scale
        for person in couple.people
    ]
    return max((float(np.nanpercentile(width, 75)) for width in widths if np.isfinite(width).any()), default=None)


def find_view(couple: CoupleTracks) -> str:
    """The side: front | diagonal | side, by the wider shoulders of the two."""
    widest = _measure_widest(couple)
    if widest is None:
        return DIAGONAL  # nobody was seen: that is what metrics will say, not that the side was wrong
    return FRONT if widest >= WIDE else DIAGONAL if widest >= NARROW else SIDE


def judge_angle(couple: CoupleTracks) -> QualityLine | None:
    """The camera angle as a line of the quality report; None when nobody was seen."""
    widest, view = _measure_widest(couple), find_view(couple)
    if widest is None:
        return None
    return QualityLine(
        name="camera_angle",
        measured=f"{view} view, shoulders {widest:.2f} of a trunk height wide",
        limit=f"front or diagonal, {NARROW} or more",
        verdict=Verdict.UNUSABLE if view == SIDE else Verdict.GOOD,
        advice="Film from the front or diagonally: from the side every measurement is unreliable."
        if view == SIDE
        else "",
        facts={"way": view, "shoulders": round(widest, 2), "least": NARROW},
    )
