"""What the couple does with the floor: travel, length of steps, how much room it uses (JS 2.1, CP)."""

import numpy as np

from danceai.scoring.metrics.measure import NO_BEAT, Dancing, Metric, mean_of, not_assessable, percentile, summarised
from danceai.scoring.movement.tracks import rolling_median

LEAST_STEPS = 5
SMOOTHED = 0.8


def travel(dancing: Dancing) -> Metric:
    """Path of the couple over the floor per bar, in trunk heights: across by the hips, up and down by the feet.

    Smoothed over most of a second, so that rise, sway and noise do not count as travel. Source: Prosen 2013,
    flight of better couples is longer; JS 2.1 TQ 7.
    """
    couple, music = dancing.couple, dancing.music
    if music is None:
        return not_assessable("travel", "trunk/bar", NO_BEAT)
    across, away = couple.middle[:, 0], mean_of(*(person.ground for person in couple.people))
    path = np.stack([rolling_median(values, round(SMOOTHED * couple.fps)) for values in (across, away)], 1)
    pace = np.hypot(*np.gradient(path, axis=0).T) / couple.scale * couple.fps * music.bar
    series = np.where(np.isfinite(across), pace, np.nan)
    return summarised("travel", "trunk/bar", series, dancing, lambda values: float(np.mean(values)), -pace)


def step_length(dancing: Dancing) -> Metric:
    """Way of a foot from rest to rest across the picture, trunk heights: median over the lead's travelling steps.

    Source: Yoshida 2022 (doi 10.3389/fspor.2022.941042): the champion's normalised stride is longer.
    """
    couple, steps = dancing.couple, dancing.steps[0]
    if len(steps) < LEAST_STEPS:
        return not_assessable("step_length", "trunk", "Too few steps could be seen.", frames=len(steps))
    lengths = np.interp(couple.times, [step.second for step in steps], [step.length for step in steps])
    return summarised("step_length", "trunk", np.where(couple.counted, lengths, np.nan), dancing, badness=-lengths)


def floor_use(dancing: Dancing) -> Metric:
    """Width of the picture's floor the couple used, in trunk heights: 5th to 95th percentile of its middle.

    Only the direction across the picture can be judged from one camera; the depth cannot.
    """
    couple = dancing.couple
    across = couple.middle[:, 0] / couple.scale
    found = summarised("floor_use", "trunk", across, dancing, _width)
    # How much of the floor one bar uses says nothing about how sure the whole is.
    return Metric(found.name, found.value, found.unit, found.coverage, found.frames, reason=found.reason)


def _width(values: np.ndarray) -> float:
    return percentile(95)(values) - percentile(5)(values)
