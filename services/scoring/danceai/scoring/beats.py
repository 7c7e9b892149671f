"""Beats and bars from sound: one period and phase per video, the dance's official tempo range as hard prior. Pure.

Ballroom recordings keep their tempo within a few percent, and plain trackers halve or double the fast dances; so
the period is searched only where the dance can be. Tempi: DTV TSO 05/2023.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import stft

from danceai.common.contracts.base import Dance

Floats = NDArray[np.float64]
HOP_SECONDS = 0.01
"""Wanted distance of onset values; the real one is a whole number of samples."""
LEAST_SECONDS = 4.0
LEAST_CONFIDENCE = 0.15


@dataclass(frozen=True, slots=True)
class Tempo:
    """Official range in bars per minute."""

    beats_per_bar: int
    slowest: float
    fastest: float


TEMPI = {
    Dance.WALTZ: Tempo(3, 28, 30),
    Dance.TANGO: Tempo(4, 31, 33),
    Dance.VIENNESE_WALTZ: Tempo(3, 58, 60),
    Dance.SLOW_FOXTROT: Tempo(4, 28, 30),
    Dance.QUICKSTEP: Tempo(4, 50, 52),
}
LEEWAY = 0.05
"""Studio music is often a little slower or faster than the rule book."""


@dataclass(frozen=True)
class Music:
    """Beats (seconds), which of them is a down-beat first, and how sure that is (0..1)."""

    beats: Floats
    period: float
    beats_per_bar: int
    first_downbeat: int
    confidence: float

    @property
    def bar(self) -> float:
        """Seconds from down-beat to down-beat."""
        return self.period * self.beats_per_bar

    def downbeats(self) -> Floats:
        """Times of every one."""
        return self.beats[self.first_downbeat :: self.beats_per_bar]


def onset_strength(samples: Floats, rate: int) -> tuple[Floats, Floats, float]:
    """(all bands, bass below 180 Hz, seconds per value): how much louder each hop is than the one before."""
    hop = int(HOP_SECONDS * rate)
    frequencies, _, spectrum = stft(samples, rate, nperseg=1024, noverlap=1024 - hop, boundary="even")
    power = np.abs(spectrum)
    edges = np.geomspace(40, min(8000, rate / 2), 33)
    bands = np.stack([
        power[(frequencies >= low) & (frequencies < high)].sum(0) for low, high in zip(edges[:-1], edges[1:], strict=True)
    ])  # fmt: skip
    loud = np.log1p(200 * bands / (bands.max() + 1e-12))
    rising = np.maximum(np.diff(loud, axis=1, prepend=loud[:, :1]), 0)
    return rising.mean(0), rising[edges[:-1] < 180].mean(0), hop / rate


def _grid_strength(onsets: Floats, period: float, phase: float) -> float:
    steps = np.arange(phase, len(onsets) - 1, period)
    return float(np.interp(steps, np.arange(len(onsets)), onsets).mean()) if len(steps) else 0.0


def find_beats(samples: Floats, rate: int, dance: Dance) -> Music | None:
    """The beats, or None when there is no music to be heard in the dance's tempo range.

    samples: (n,) mono, -1..1. Confidence compares the onsets on the beat with the average.
    """
    if len(samples) < LEAST_SECONDS * rate or np.abs(samples).max() < 1e-3:
        return None
    tempo = TEMPI[dance]
    onsets, bass, hop = onset_strength(samples, rate)
    # A blurred copy forgives a grid that is a hundredth off while the period is still rough.
    smooth = np.convolve(onsets, np.hanning(7) / np.hanning(7).sum(), "same")
    fastest = tempo.fastest * tempo.beats_per_bar * (1 + LEEWAY)
    slowest = tempo.slowest * tempo.beats_per_bar * (1 - LEEWAY)
    periods = 60 / np.linspace(slowest, fastest, 81) / hop
    best = max(
        ((_grid_strength(smooth, p, f), p, f) for p in periods for f in np.arange(0, p, 1.5)), key=lambda c: c[0]
    )
    for width, step in ((0.004, 1.0), (0.0008, 0.4)):
        around = best[1] * (1 + np.linspace(-width, width, 9))
        phases = best[2] + np.linspace(-3 * step, 3 * step, 13)
        best = max(((_grid_strength(smooth, p, f), p, f) for p in around for f in phases), key=lambda c: c[0])
    strength, period, phase = best
    confidence = float(np.clip(1 - smooth.mean() / max(strength, 1e-9), 0, 1))
    if confidence < LEAST_CONFIDENCE:
        return None
    steps = np.arange(phase % period, len(onsets), period)
    per_bar = tempo.beats_per_bar
    heard = np.array([bass[max(0, round(s) - 2) : round(s) + 4].max(initial=0.0) for s in steps])
    first = int(np.argmax([heard[k::per_bar].mean() for k in range(per_bar)]))
    return Music(steps * hop, period * hop, per_bar, first, confidence)
