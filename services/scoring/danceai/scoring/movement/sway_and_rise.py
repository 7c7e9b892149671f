"""Sway and rise of the couple over time: what metrics, overlay and report draw on. Pure."""

from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.tracks import CoupleTracks, PersonTrack

DRIFT = 6.0
"""Seconds over which a lean is posture or the camera, and a change of height the distance from it"""


def sway_signal(couple: CoupleTracks) -> Floats:
    """(frames,) degrees both trunks incline to the same side of the picture, slow lean removed."""
    both = (couple.lead.inclination + couple.follow.inclination) / 2
    return both - couple.calm(both, DRIFT)


def rise_signal(couple: CoupleTracks) -> Floats:
    """(frames,) height of the couple's hips in trunk heights, slow drift removed."""
    return (_rise(couple.lead) + _rise(couple.follow)) / 2


def _rise(person: PersonTrack) -> Floats:
    height = person.height_above_floor
    return height - person.calm(height, DRIFT)
