"""Whether anybody moves at all: a photograph with music, or a couple that only stands, is no dancing. Pure."""

import numpy as np

from danceai.common.skeleton import ANKLES, HIPS
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.tracks import CoupleTracks

LEAST_WAY = 0.12
"""Trunk heights, about 6 cm. Dancing on the spot moves hips and feet by 0.2 within `WINDOW`, slow dances too; somebody
who stands, and a network that is unsure by a tenth of a trunk, stay below"""
WINDOW = 4.0
"""Seconds: two bars, in which every dance goes somewhere and comes back"""
SMOOTHED = 0.5
"""Seconds over which the median is taken: a network's unrest is faster"""
LEAST_KNOWN = 0.4
"""Share of a window"""


def _measure_ways(place: Floats, couple: CoupleTracks) -> Floats:
    """Trunk heights (windows,) one point (frames, 2) goes in each window, from the 10th to the 90th percentile."""
    ways = []
    size = max(2, round(WINDOW * couple.fps))
    calm = couple.calm(place, SMOOTHED) / couple.scale
    calm = np.where(np.isfinite(place), calm, np.nan)
    for shot in couple.shots.split(couple.frames):
        for start in range(shot.start, max(shot.stop - size, shot.start) + 1, size // 2):
            part = calm[start : min(start + size, shot.stop)]
            known = part[np.isfinite(part).all(1)]
            enough = len(known) >= max(LEAST_KNOWN * len(part), 2)
            ways.append(float(np.hypot(*np.ptp(np.percentile(known, (10, 90), axis=0), axis=0))) if enough else np.nan)
    return np.array(ways)


def find_way(couple: CoupleTracks) -> float | None:
    """Trunk heights the couple's hips and feet go in the window in which most of them move most; None when unseen."""
    if not any(np.isfinite(person.scale) for person in couple.people):
        return None
    points = [person.midpoint(HIPS) for person in couple.people]
    points += [person.joint(ankle) for person in couple.people for ankle in ANKLES]
    ways = np.stack([_measure_ways(point, couple) for point in points])
    seen = ways[:, np.isfinite(ways).any(0)]
    return float(np.nanmedian(seen, axis=0).max()) if seen.size else None


def stands_still(couple: CoupleTracks) -> bool:
    """Whether the couple was seen, and moves nowhere in the video more than somebody who stands."""
    way = find_way(couple)
    return way is not None and way < LEAST_WAY
