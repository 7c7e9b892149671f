"""Rise and fall over the bar (JS 2.1, TQ 9)."""

import numpy as np

from danceai.scoring.metrics.measure import NO_BEAT, Dancing, Metric, not_assessable, of_bars
from danceai.scoring.movement.tracks import CoupleTracks, Floats, PersonTrack, rolling_median

DRIFT = 6.0
"""Seconds over which a change of height is the couple's distance from the camera"""


def _signal(person: PersonTrack) -> Floats:
    height = person.height_above_floor
    return height - rolling_median(height, round(DRIFT * person.fps))


def rise_signal(couple: CoupleTracks) -> Floats:
    """(frames,) height of the couple's hips in trunk heights, slow drift removed."""
    return (_signal(couple.lead) + _signal(couple.follow)) / 2


def rise_and_fall(dancing: Dancing) -> Metric:
    """Amplitude of the hips' height over the bar in trunk heights: a sine of one bar's period, median over bars.

    h(t) = H + D t + a sin(2 pi t / bar) + b cos(2 pi t / bar), least squares in each bar; amplitude =
    sqrt(a^2 + b^2). D t is the couple coming nearer. Source: Shioya 2018 (doi 10.3390/proceedings2060224).
    """
    if dancing.music is None:
        return not_assessable("rise_and_fall", "trunk", NO_BEAT)
    signal = rise_signal(dancing.couple)
    angle = 2 * np.pi * dancing.couple.times / dancing.music.bar
    waves = np.stack([np.ones_like(angle), angle, np.sin(angle), np.cos(angle)], 1)
    known = np.isfinite(signal)
    amplitudes = np.full(len(dancing.bars), np.nan)
    for number, bar in enumerate(dancing.bars):
        seen = bar[known[bar]]
        if len(seen) > 0.6 * len(bar) and len(seen) > 6:
            _, _, a, b = np.linalg.lstsq(waves[seen], signal[seen], rcond=None)[0]
            amplitudes[number] = np.hypot(a, b)
    return of_bars("rise_and_fall", "trunk", amplitudes, signal, dancing, -np.abs(signal))
