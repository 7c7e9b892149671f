"""Balance: bodies that do not rock from side to side over their feet, and move without jerks (JS 2.1, TQ 3 and 4)."""

import numpy as np
from scipy.signal import butter, sosfiltfilt

from danceai.common.skeleton import HIPS, SHOULDERS
from danceai.scoring.metrics.measure import Dancing, Metric, mean_of, root_mean, summarised
from danceai.scoring.movement.tracks import Floats, PersonTrack

ROCKING = 0.8, 3.0
"""Hz: faster than a bar, slower than a network's noise"""


def _bridged(values: Floats) -> Floats:
    known = np.isfinite(values)
    at = np.arange(len(values))
    return np.interp(at, at[known], values[known])


def _rocking(person: PersonTrack) -> Floats:
    """(frames,) sideways place of the trunk in the rocking band, trunk heights, squared."""
    place = mean_of(person.midpoint(HIPS)[:, 0], person.midpoint(SHOULDERS)[:, 0], least=2) / person.scale
    if np.isfinite(place).sum() < 2 * person.fps:
        return np.full(len(place), np.nan)
    band = butter(2, ROCKING, "bandpass", fs=person.fps, output="sos")
    return np.where(np.isfinite(place), np.square(sosfiltfilt(band, _bridged(place))), np.nan)


def balance(dancing: Dancing) -> Metric:
    """Rocking from side to side between 0.8 and 3 Hz, trunk heights (RMS), mean of both dancers' trunks.

    Contains what the steps themselves move the trunk; that part is the same for everybody who dances the figure.
    Source: JS 2.1 TQ 4 'balance'; own definition.
    """
    rocking = mean_of(*(_rocking(person) for person in dancing.couple.people))
    return summarised("balance", "trunk", rocking, dancing, root_mean)


def _acceleration(person: PersonTrack) -> Floats:
    hip = person.midpoint(HIPS) / person.scale
    window = max(3, round(0.12 * person.fps) | 1)
    kernel = np.ones(window) / window
    smooth = np.stack([np.convolve(hip[:, axis], kernel, "same") for axis in range(2)], 1)
    smooth[:window], smooth[-window:] = np.nan, np.nan
    return np.asarray(np.hypot(*np.gradient(np.gradient(smooth, axis=0), axis=0).T) * person.fps**2)


def smoothness(dancing: Dancing) -> Metric:
    """Jerkiness of the movement: RMS acceleration of the mid-hips after 0.12 s smoothing, trunk heights/s^2.

    Mean of both dancers. Own definition; see docs/scoring.md.
    """
    squares = np.square(mean_of(*(_acceleration(person) for person in dancing.couple.people)))
    return summarised("smoothness", "trunk/s2", squares, dancing, root_mean)
