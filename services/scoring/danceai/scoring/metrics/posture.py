"""Posture and frame: lean of the trunks, height of the elbows, steadiness of the shoulder lines."""

import numpy as np

from danceai.common.skeleton import ELBOWS, HIPS, SHOULDERS
from danceai.scoring.metrics.measure import Metric, from_series
from danceai.scoring.tracks import CoupleTracks, Floats, rolling_median


def trunk_lean(couple: CoupleTracks) -> Metric:
    """Lean of both trunks towards the partner, degrees; negative = away, into the couple's own space.

    Angle of mid-hip -> mid-shoulder to the vertical, signed by the side the partner stands on, mean of both
    dancers, median over frames. Source: JS 2.1 PAS 'posture' (aligned body structure).
    """
    leans = []
    for own, other in (couple.people, couple.people[::-1]):
        gap = rolling_median((other.midpoint(HIPS) - own.midpoint(HIPS))[:, 0], round(couple.fps))
        leans.append(own.inclination * np.sign(gap))
    lean = np.mean(leans, axis=0)
    return from_series("trunk_lean", float(np.nanmedian(lean)), "deg", lean, lean, couple.fps)


def elbow_drop(couple: CoupleTracks) -> Metric:
    """How far the elbows hang below the shoulders, in trunk heights (0 = level).

    Mean over both dancers' elbows, median over frames. Source: JS 2.1 TQ 2 'dance holds'.
    """
    drops: list[Floats] = []
    for person in couple.people:
        for shoulder, elbow in zip(SHOULDERS, ELBOWS, strict=True):
            drops.append((person.joint(elbow)[:, 1] - person.joint(shoulder)[:, 1]) / person.scale_at)
    known = np.isfinite(drops).sum(0) >= 2
    with np.errstate(all="ignore"):
        drop = np.where(known, np.nanmean(np.where(np.isfinite(drops), drops, np.nan), axis=0), np.nan)
    return from_series("elbow_drop", float(np.nanmedian(drop)), "trunk", drop, drop, couple.fps)


def shoulder_steadiness(couple: CoupleTracks) -> Metric:
    """Unrest of the shoulder lines: standard deviation of their tilt after slow sway is taken out, degrees.

    Tilt of left -> right shoulder minus its own one-second median, mean of both dancers. Source: JS 2.1 TQ 2.
    """
    unrest = []
    for person in couple.people:
        across = person.joint(SHOULDERS[1]) - person.joint(SHOULDERS[0])
        # Folded to a line: which shoulder is left in the picture does not matter.
        tilt = np.degrees(np.arctan(across[:, 1] / np.where(np.abs(across[:, 0]) < 1, np.nan, across[:, 0])))
        wide = np.abs(across[:, 0]) > 0.25 * person.scale
        tilt = np.where(wide, tilt, np.nan)
        unrest.append(tilt - rolling_median(tilt, round(couple.fps)))
    enough = np.isfinite(unrest).any(0)
    with np.errstate(all="ignore"):
        squared = np.where(enough, np.nanmean(np.square(np.where(np.isfinite(unrest), unrest, np.nan)), axis=0), np.nan)
    return from_series("shoulder_steadiness", float(np.sqrt(np.nanmean(squared))), "deg", squared, squared, couple.fps)
