"""Body movement in the bar: sway, rise and fall, and how smoothly the couple travels."""

import numpy as np

from danceai.common.skeleton import HIPS
from danceai.scoring.beats import Music
from danceai.scoring.metrics.measure import Metric, bars_of, from_series, not_assessable
from danceai.scoring.tracks import CoupleTracks, Floats, rolling_median

NO_BEAT = "Without audible music there are no bars to measure in."
LEAST_BARS = 2


def sway_signal(couple: CoupleTracks) -> Floats:
    """(frames,) degrees both trunks incline to the same side of the picture, slow lean removed."""
    both = (couple.lead.inclination + couple.follow.inclination) / 2
    return both - rolling_median(both, round(6 * couple.fps))


def rise_signal(couple: CoupleTracks) -> Floats:
    """(frames,) height of the couple's hips in trunk heights, slow drift removed."""
    both = (couple.lead.height_above_floor + couple.follow.height_above_floor) / 2
    return both - rolling_median(both, round(6 * couple.fps))


def sway(couple: CoupleTracks, music: Music | None) -> Metric:
    """Peak-to-peak side inclination per two bars, degrees, median (sides alternate from bar to bar).

    Source: two-element sway model, Shioya 2018 (doi 10.3390/proceedings2060223); JS 2.1 TQ 6.
    """
    if music is None:
        return not_assessable("sway", "deg", NO_BEAT)
    signal = sway_signal(couple)
    starts = music.downbeats()
    ranges = [_range(signal[frames]) for frames in bars_of(couple.times, starts[::2])]
    ranges = ranges or [_range(signal[frames]) for frames in bars_of(couple.times, starts)]
    known = [r for r in ranges if np.isfinite(r)]
    if not known:
        return not_assessable("sway", "deg", "Too few whole bars were seen.")
    return from_series("sway", float(np.median(known)), "deg", signal, -np.abs(signal), couple.fps)


def _range(values: Floats) -> float:
    known = values[np.isfinite(values)]
    if len(known) < 0.6 * max(len(values), 1) or len(known) < 5:
        return float("nan")
    return float(np.percentile(known, 95) - np.percentile(known, 5))


def rise_and_fall(couple: CoupleTracks, music: Music | None) -> Metric:
    """Amplitude of the hips' height over the bar in trunk heights: least-squares sine of one bar's period.

    h(t) = H + a sin(2 pi t / bar) + b cos(2 pi t / bar); amplitude = sqrt(a^2 + b^2). Source: Shioya 2018
    (doi 10.3390/proceedings2060224); JS 2.1 TQ 9.
    """
    if music is None:
        return not_assessable("rise_and_fall", "trunk", NO_BEAT)
    signal = rise_signal(couple)
    known = np.isfinite(signal)
    if known.sum() < music.bar * couple.fps * LEAST_BARS:
        return not_assessable("rise_and_fall", "trunk", "Too few whole bars were seen.", float(known.mean()))
    angle = 2 * np.pi * couple.times / music.bar
    waves = np.stack([np.ones_like(angle), np.sin(angle), np.cos(angle)], 1)
    _, a, b = np.linalg.lstsq(waves[known], signal[known], rcond=None)[0]
    return from_series("rise_and_fall", float(np.hypot(a, b)), "trunk", signal, -np.abs(signal), couple.fps)


def smoothness(couple: CoupleTracks) -> Metric:
    """Jerkiness of the couple's travel: RMS acceleration of its middle between 1 and 6 Hz, trunk heights/s^2.

    Mean over both dancers' mid-hips after 0.12 s smoothing. Own definition; see docs/scoring.md.
    """
    rough = []
    for person in couple.people:
        hip = person.midpoint(HIPS) / person.scale
        window = max(3, round(0.12 * couple.fps) | 1)
        kernel = np.ones(window) / window
        smooth = np.stack([np.convolve(hip[:, k], kernel, "same") for k in range(2)], 1)
        smooth[: window], smooth[-window:] = np.nan, np.nan
        acceleration = np.gradient(np.gradient(smooth, axis=0), axis=0) * couple.fps**2
        rough.append(np.hypot(*acceleration.T))
    squared = np.square(np.mean(rough, axis=0))
    return from_series("smoothness", float(np.sqrt(np.nanmean(squared))), "trunk/s2", squared, squared, couple.fps)
