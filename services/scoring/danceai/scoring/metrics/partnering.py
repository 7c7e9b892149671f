"""The two together: the hold, the space between them and whether they move as one (JS 2.1, PS)."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from danceai.common.skeleton import ELBOWS, HIPS, LEFT, RIGHT, SHOULDERS, WRISTS
from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, not_assessable, percentile, root_mean, summarised
from danceai.scoring.movement.tracks import CoupleTracks, Floats, rolling_median

LONGEST_LAG = 0.4
WINDOW = 2.0
FRAME = (*SHOULDERS, *ELBOWS, *WRISTS)
LEAST_CORRELATION = 0.3


def hold_distance(dancing: Dancing) -> Metric:
    """Distance of the joined hands (his left, her right) in trunk heights, 90th percentile.

    Source: pairwise distances of Duolando (Siyao et al. 2024); JS 2.1 PS 'physical connection'.
    """
    couple = dancing.couple
    apart = couple.lead.joint(WRISTS[LEFT]) - couple.follow.joint(WRISTS[RIGHT])
    return summarised("hold_distance", "trunk", np.hypot(*apart.T) / couple.scale, dancing, percentile(90))


def spacing(dancing: Dancing) -> Metric:
    """Unrest of the space between the bodies: deviation from its own three-second median, trunk heights (RMS).

    Distance of both mid-hips. Source: JS 2.1 PS 'positioning'.
    """
    couple = dancing.couple
    gap = np.hypot(*(couple.lead.midpoint(HIPS) - couple.follow.midpoint(HIPS)).T) / couple.scale
    return summarised(
        "spacing", "trunk", np.square(gap - rolling_median(gap, round(3 * couple.fps))), dancing, root_mean
    )


def frame_shape(dancing: Dancing) -> Metric:
    """How much the shape of the hold changes: Procrustes distance of shoulders, elbows and wrists to its median.

    Twelve points of both dancers, moved, turned and scaled onto the couple's own median shape of the nearest two
    seconds (a couple that turns shows another side); median over frames, in shares of the shape's size.
    Source: own definition after Kendall's shape distance.
    """
    couple = dancing.couple
    points = np.concatenate([person.xy[:, FRAME] for person in couple.people], axis=1)
    whole = np.isfinite(points).all(axis=(1, 2))
    # As complex numbers, turning a shape is multiplying it: the size of a product is what turning cannot change.
    shape = points[..., 0] + 1j * points[..., 1]
    shape = shape - shape.mean(1, keepdims=True)
    shape = shape / np.linalg.norm(shape, axis=1, keepdims=True)
    calm = np.stack(
        [
            rolling_median(part[:, k], round(WINDOW * couple.fps))
            for k in range(shape.shape[1])
            for part in (shape.real, shape.imag)
        ],
        1,
    )
    reference = calm[:, ::2] + 1j * calm[:, 1::2]
    reference /= np.linalg.norm(reference, axis=1, keepdims=True)
    agreement = np.abs((shape.conj() * reference).sum(1))
    distance = np.where(whole, np.sqrt(np.clip(1 - agreement**2, 0, 1)), np.nan)
    return summarised("frame_shape", "", distance, dancing)


def _speeds(couple: CoupleTracks) -> tuple[Floats, Floats]:
    """Each dancer's sideways speed of the shoulders and hips, smoothed, trunk heights per second."""
    window = max(3, round(0.2 * couple.fps) | 1)
    kernel = np.ones(window) / window
    speeds = []
    for person in couple.people:
        x = mean_of(*(person.xy[:, joint, 0] for joint in (*SHOULDERS, *HIPS)), least=2) / person.scale
        speeds.append(np.convolve(np.gradient(x) * couple.fps, kernel, "same"))
    return speeds[0], speeds[1]


def _correlations(lead: Floats, follow: Floats, lags: list[int], size: int, step: int) -> Floats:
    """Correlation (windows, lags) of lead at t with follow at t + lag, NaN where less than 60 % is known."""
    reach = max(lags)
    ours = sliding_window_view(lead, size)[reach : len(lead) - size - reach + 1 : step]
    found = []
    for lag in lags:
        theirs = sliding_window_view(follow, size)[reach + lag : len(lead) - size - reach + 1 + lag : step]
        known = np.isfinite(ours) & np.isfinite(theirs)
        count = np.maximum(known.sum(1, keepdims=True), 1)
        a = np.where(known, ours - np.where(known, ours, 0).sum(1, keepdims=True) / count, 0)
        b = np.where(known, theirs - np.where(known, theirs, 0).sum(1, keepdims=True) / count, 0)
        size_of = np.sqrt((a * a).sum(1) * (b * b).sum(1))
        enough = (known.mean(1) > 0.6) & (size_of > 1e-9)
        found.append(np.where(enough, (a * b).sum(1) / np.maximum(size_of, 1e-12), np.nan))
    return np.stack(found, 1)


def _lags(couple: CoupleTracks) -> list[int]:
    reach = round(LONGEST_LAG * couple.fps)
    return list(range(-reach, reach + 1))


def synchrony(dancing: Dancing) -> Metric:
    """Agreement of the two bodies' travel: median over 2 s windows of the best lagged correlation, 0..1.

    Source: windowed time-lagged cross-correlation (Boker et al. 2002).
    """
    couple = dancing.couple
    lead, follow = _speeds(couple)
    size, step = round(WINDOW * couple.fps), max(1, round(0.25 * couple.fps))
    lags = _lags(couple)
    if couple.frames < size + 2 * max(lags):
        return not_assessable("synchrony", "", "Both dancers must be seen at the same time for three seconds.")
    best = np.fmax.reduce(_correlations(lead, follow, lags, size, step), axis=1)
    at = np.arange(len(best)) * step + max(lags) + size / 2
    known = np.isfinite(best)
    if not known.any():
        return not_assessable("synchrony", "", "Both dancers must be seen at the same time for three seconds.")
    both = np.isfinite(lead) & np.isfinite(follow)
    series = np.where(both, np.interp(np.arange(couple.frames), at[known], best[known]), np.nan)
    return summarised("synchrony", "", series, dancing, badness=-series)


def follow_lag(dancing: Dancing) -> Metric:
    """Milliseconds the follow moves after the lead, over the whole video: lag of the best correlation.

    The peak is placed between frames by a parabola. A small lag is good leading; only a large one, or the follow
    ahead, is a fault. Source: as synchrony.
    """
    couple = dancing.couple
    lead, follow = _speeds(couple)
    lags = _lags(couple)
    size = couple.frames - 2 * max(lags)
    found = _correlations(lead, follow, lags, size, size)[0] if size > couple.fps else np.array([np.nan])
    if not np.isfinite(found).any() or np.nanmax(found) < LEAST_CORRELATION:
        return not_assessable("follow_lag", "ms", "The two move too differently to say who follows.")
    peak = int(np.nanargmax(found))
    shift = 0.0
    if 0 < peak < len(found) - 1:
        before, here, after = found[peak - 1 : peak + 2]
        curved = before - 2 * here + after
        shift = float(np.clip(0.5 * (before - after) / curved, -0.5, 0.5)) if curved < 0 else 0.0
    value = 1000 * (lags[peak] + shift) / couple.fps
    series = np.where(np.isfinite(lead) & np.isfinite(follow), value, np.nan)
    return summarised("follow_lag", "ms", series, dancing, badness=np.abs(lead - follow))
