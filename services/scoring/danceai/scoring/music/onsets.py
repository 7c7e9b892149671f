"""How much louder a sound gets from moment to moment: what beats are found in. Pure."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import stft

Floats = NDArray[np.float64]
HOP_SECONDS = 0.01
"""Wanted distance of onset values; the real one is a whole number of samples."""
WINDOW = 1024
BANDS = 32
BASS = 180.0
"""Hz. Below it play the bass and the bass drum, which say where the bar begins."""
CHORDS = 250.0, 2500.0
"""Hz between which the chords' notes are counted"""


@dataclass(frozen=True)
class Onsets:
    """Onset strength (values,) over all bands and of the bass, every `hop` seconds; where sound begins and ends."""

    strength: Floats
    bass: Floats
    chroma: Floats
    """(values, 12) loudness of each pitch class"""
    hop: float
    starts: float
    ends: float


def find_onsets(samples: Floats, rate: int) -> Onsets:
    """Spectral flux over logarithmic bands (after Dixon 2006, 'Onset detection revisited'). samples: (n,) mono."""
    hop = int(HOP_SECONDS * rate)
    frequencies, _, spectrum = stft(samples, rate, nperseg=WINDOW, noverlap=WINDOW - hop, boundary="even")
    power = np.abs(spectrum)
    edges = np.geomspace(40, min(8000, rate / 2), BANDS + 1)
    bands = np.stack(
        [power[(frequencies >= low) & (frequencies < high)].sum(0) for low, high in itertools.pairwise(edges)]
    )
    loud = np.log1p(200 * bands / (bands.max() + 1e-12))
    rising = np.maximum(np.diff(loud, axis=1, prepend=loud[:, :1]), 0)
    heard = np.flatnonzero(bands.sum(0) > 0.02 * np.percentile(bands.sum(0), 95))
    first, last = (heard[0], heard[-1]) if len(heard) else (0, 0)
    seconds = hop / rate
    noted = (frequencies > CHORDS[0]) & (frequencies < CHORDS[1])
    pitch = np.rint(12 * np.log2(frequencies[noted] / 440)).astype(int) % 12
    chroma = np.stack([power[noted][pitch == note].sum(0) for note in range(12)], 1)
    bass = rising[edges[:-1] < BASS].mean(0)
    return Onsets(rising.mean(0), bass, chroma, seconds, first * seconds, last * seconds)
