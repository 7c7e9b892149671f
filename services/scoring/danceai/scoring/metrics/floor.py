"""What the couple does with the floor: how far it travels and how much of the room it uses."""

import numpy as np

from danceai.scoring.beats import Music
from danceai.scoring.metrics.measure import Metric, from_series, not_assessable
from danceai.scoring.tracks import CoupleTracks, rolling_median


def travel(couple: CoupleTracks, music: Music | None) -> Metric:
    """Path of the couple's middle per bar, in trunk heights (per two seconds without music).

    Smoothed over half a second, so that sway and noise do not count as travel. Source: Prosen 2013, flight of
    better couples is longer; JS 2.1 TQ 7.
    """
    window = round(0.5 * couple.fps)
    path = np.stack([rolling_median(couple.middle[:, k], window) for k in range(2)], 1)
    known = np.isfinite(couple.middle[:, 0])
    if known.mean() < 0.4:
        return not_assessable("travel", "trunk/bar", "The dancers could not be seen well enough.")
    step = np.hypot(*np.gradient(path, axis=0).T) / couple.scale
    bar = music.bar if music else 2.0
    value = float(np.nanmean(step)) * couple.fps * bar
    return from_series("travel", value, "trunk/bar", np.where(known, step, np.nan), -step, couple.fps)


def floor_use(couple: CoupleTracks) -> Metric:
    """Width of the picture's floor the couple used, in trunk heights: 5th to 95th percentile of its middle.

    Only the direction across the picture can be judged from one camera; the depth cannot.
    """
    x = couple.middle[:, 0]
    known = x[np.isfinite(x)]
    if len(known) < 0.4 * couple.frames:
        return not_assessable("floor_use", "trunk", "The dancers could not be seen well enough.")
    value = float(np.percentile(known, 95) - np.percentile(known, 5)) / couple.scale
    return from_series("floor_use", value, "trunk", x, np.zeros(len(x)), couple.fps)
