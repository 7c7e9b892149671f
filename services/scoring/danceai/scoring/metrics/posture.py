"""Posture: how the trunks lean and how quietly they are carried (JS 2.1, TQ 1)."""

import numpy as np

from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, root_mean, summarised
from danceai.scoring.movement.tracks import Floats, PersonTrack, rolling_median, towards


def trunk_lean(dancing: Dancing) -> Metric:
    """Lean of both trunks towards the partner, degrees; negative = away, into the couple's own space.

    Angle of mid-hip -> mid-shoulder to the vertical, signed by the side the partner stands on, mean of both
    dancers, median over frames. Source: JS 2.1 PAS 'posture' (aligned body structure).
    """
    couple = dancing.couple
    leans = [own.inclination * towards(own, other) for own, other in (couple.people, couple.people[::-1])]
    return summarised("trunk_lean", "deg", mean_of(*leans, least=2), dancing)


def _unrest(person: PersonTrack) -> Floats:
    return np.square(person.inclination - rolling_median(person.inclination, round(person.fps)))


def trunk_unrest(dancing: Dancing) -> Metric:
    """How much the trunks rock faster than sway does: RMS of inclination minus its one-second median, degrees.

    Source: JS 2.1 PAS 'posture': kept "while performing dance movement".
    """
    squares = mean_of(*(_unrest(person) for person in dancing.couple.people))
    return summarised("trunk_unrest", "deg", squares, dancing, root_mean)
