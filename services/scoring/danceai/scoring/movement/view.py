"""From which side the couple was filmed: only front and diagonal views can be judged. Pure."""

import numpy as np

from danceai.common.skeleton import SHOULDERS
from danceai.scoring.movement.tracks import CoupleTracks

FRONT, DIAGONAL, SIDE = "front", "diagonal", "side"
QUALITY = {FRONT: 1.0, DIAGONAL: 0.9, SIDE: 0.3}
"""What a view is worth when two cameras have seen the same"""
NARROW, WIDE = 0.18, 0.5
"""Shoulder width over trunk height: about 0.7 seen from the front, 0 from the side."""


def view_of(couple: CoupleTracks) -> str:
    """By the wider shoulders of the two, upper quartile over time: a couple that turns shows itself somewhere."""
    widths = [
        np.abs((person.joint(SHOULDERS[0]) - person.joint(SHOULDERS[1]))[:, 0]) / person.scale
        for person in couple.people
    ]
    seen = [float(np.nanpercentile(width, 75)) for width in widths if np.isfinite(width).any()]
    if not seen:
        return DIAGONAL  # nobody was seen: that is what metrics will say, not that the side was wrong
    widest = max(seen)
    return FRONT if widest >= WIDE else DIAGONAL if widest >= NARROW else SIDE


def side_sentence() -> str:
    """Why a side view is not scored."""
    return (
        "The couple was filmed from the side all the time. From there posture, frame and sway cannot be measured "
        "reliably, so no scores are given. Film from the front or diagonally."
    )
