"""The two together: the hold, the space between them and whether they rise and sway as one."""

import numpy as np

from danceai.common.skeleton import HIPS, LEFT, RIGHT, WRISTS
from danceai.scoring.metrics.measure import Metric, from_series, not_assessable
from danceai.scoring.tracks import CoupleTracks, Floats, rolling_median

LONGEST_LAG = 0.3
WINDOW = 2.0


def hold_distance(couple: CoupleTracks) -> Metric:
    """Distance of the joined hands (his left, her right) in trunk heights, 90th percentile.

    Source: pairwise distances of Duolando (Siyao et al. 2024); JS 2.1 PS 'physical connection'.
    """
    apart = couple.lead.joint(WRISTS[LEFT]) - couple.follow.joint(WRISTS[RIGHT])
    distance = np.hypot(*apart.T) / couple.scale
    known = distance[np.isfinite(distance)]
    value = float(np.percentile(known, 90)) if len(known) else float("nan")
    return from_series("hold_distance", value, "trunk", distance, distance, couple.fps)


def spacing(couple: CoupleTracks) -> Metric:
    """Unrest of the space between the bodies: deviation from its own three-second median, trunk heights (RMS).

    Distance of both mid-hips. Source: JS 2.1 PS 'positioning'.
    """
    gap = np.hypot(*(couple.lead.midpoint(HIPS) - couple.follow.midpoint(HIPS)).T) / couple.scale
    unrest = np.abs(gap - rolling_median(gap, round(3 * couple.fps)))
    return from_series("spacing", float(np.sqrt(np.nanmean(unrest**2))), "trunk", unrest, unrest, couple.fps)


def _best_correlation(lead: Floats, follow: Floats, fps: float) -> tuple[float, float]:
    best = (-1.0, 0.0)
    for lag in range(-round(LONGEST_LAG * fps), round(LONGEST_LAG * fps) + 1):
        a = lead[max(0, -lag) : len(lead) - max(0, lag)]
        b = follow[max(0, lag) : len(follow) - max(0, -lag)]
        known = np.isfinite(a) & np.isfinite(b)
        if known.sum() > 0.6 * len(a) and np.std(a[known]) > 1e-6 and np.std(b[known]) > 1e-6:
            best = max(best, (float(np.corrcoef(a[known], b[known])[0, 1]), lag / fps))
    return best


def _speeds(couple: CoupleTracks) -> tuple[Floats, Floats]:
    """Each dancer's sideways speed of the shoulders and hips, smoothed, trunk heights per second."""
    window = max(3, round(0.2 * couple.fps) | 1)
    kernel = np.ones(window) / window
    speeds = []
    for person in couple.people:
        x = np.nanmean(person.xy[:, 5:13, 0], axis=1) / person.scale
        speeds.append(np.convolve(np.gradient(x) * couple.fps, kernel, "same"))
    return speeds[0], speeds[1]


def synchrony(couple: CoupleTracks) -> Metric:
    """Agreement of the two bodies' travel: median over 2 s windows of the best lagged correlation (0.3 s), 0..1.

    Source: windowed time-lagged cross-correlation (Boker et al. 2002).
    """
    lead, follow = _speeds(couple)
    size, step = round(WINDOW * couple.fps), round(0.5 * couple.fps)
    starts = range(0, max(couple.frames - size, 1), step)
    found = [_best_correlation(lead[s : s + size], follow[s : s + size], couple.fps)[0] for s in starts]
    known = [r for r in found if r > -1]
    if not known:
        return not_assessable("synchrony", "", "Both dancers must be seen at the same time for two seconds.")
    badness = np.full(couple.frames, np.nan)
    for s, r in zip(starts, found, strict=True):
        badness[min(s + size // 2, couple.frames - 1)] = 1 - r
    both = np.where(np.isfinite(lead) & np.isfinite(follow), 1.0, np.nan)
    return from_series("synchrony", float(np.median(known)), "", both, badness, couple.fps)


def follow_lag(couple: CoupleTracks) -> Metric:
    """Seconds the follow moves after the lead, over the whole video: lag of the best correlation, ms.

    A small lag is good leading; only a large one, or the follow ahead, is a fault.
    """
    lead, follow = _speeds(couple)
    correlation, lag = _best_correlation(lead, follow, couple.fps)
    if correlation < 0.3:
        return not_assessable("follow_lag", "ms", "The two move too differently to say who follows.")
    both = np.where(np.isfinite(lead) & np.isfinite(follow), 1.0, np.nan)
    return from_series("follow_lag", lag * 1000, "ms", both, np.abs(lead - follow), couple.fps)
