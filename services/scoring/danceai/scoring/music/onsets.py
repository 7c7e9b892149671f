"""How much louder a sound gets from moment to moment: what beats are found in. Pure."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.fft import rfft, rfftfreq
from scipy.signal.windows import hann

from danceai.common.offload import keep_going

Floats = NDArray[np.float64]
Samples = NDArray[np.floating]
"""Of a sound; 32 bits hold what was recorded with 16"""
HOP_SECONDS = 0.01
"""Wanted distance of onset values; the real one is a whole number of samples."""
WINDOW = 1024
EARLY = 0.22
"""Share of a window by which its loudness rises most before its middle has reached a sound that begins: the logarithm
hears the first of it. Measured on the instruments of ten dances; a click comes 4 ms early still, a soft attack late"""
AT_ONCE = 2048
"""Spectra in memory at a time: what is kept of each is a few dozen numbers, however long the sound is"""
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


def _spectra(samples: Samples, hop: int) -> Iterator[Floats]:
    """Loudness (values, frequencies) of windows `hop` apart, some at a time; the ends are mirrored.

    What gets louder between two windows belongs to the moment between them, and is heard `EARLY`: windows lie so much
    before the moment they stand for.
    """
    before = WINDOW // 2 + round(EARLY * WINDOW - hop / 2)
    padded = np.pad(samples, (before, WINDOW - before), mode="reflect")
    padded = np.pad(padded, (0, -(len(padded) - WINDOW) % hop))
    windows = sliding_window_view(padded, WINDOW)[::hop]
    shape = hann(WINDOW, sym=False)
    for first in range(0, len(windows), AT_ONCE):
        keep_going()
        yield np.abs(rfft(windows[first : first + AT_ONCE] * shape)) / shape.sum()


def find_onsets(samples: Samples, rate: int) -> Onsets:
    """Spectral flux over logarithmic bands (after Dixon 2006, 'Onset detection revisited'). samples: (n,) mono."""
    hop = int(HOP_SECONDS * rate)
    frequencies = rfftfreq(WINDOW, 1 / rate)
    edges = np.geomspace(40, min(8000, rate / 2), BANDS + 1)
    in_band = [(frequencies >= low) & (frequencies < high) for low, high in itertools.pairwise(edges)]
    noted = (frequencies > CHORDS[0]) & (frequencies < CHORDS[1])
    pitch = np.rint(12 * np.log2(frequencies[noted] / 440)).astype(int) % 12
    in_bands, in_classes = [], []
    for power in _spectra(samples, hop):
        in_bands.append(np.stack([power[:, band].sum(1) for band in in_band]))
        notes = power[:, noted]
        in_classes.append(np.stack([notes[:, pitch == note].sum(1) for note in range(12)], 1))
    bands, chroma = np.concatenate(in_bands, 1), np.concatenate(in_classes)
    loud = np.log1p(200 * bands / (bands.max() + 1e-12))
    rising = np.maximum(np.diff(loud, axis=1, prepend=loud[:, :1]), 0)
    heard = np.flatnonzero(bands.sum(0) > 0.02 * np.percentile(bands.sum(0), 95))
    first, last = (heard[0], heard[-1]) if len(heard) else (0, 0)
    seconds = hop / rate
    bass = rising[edges[:-1] < BASS].mean(0)
    return Onsets(rising.mean(0), bass, chroma, seconds, first * seconds, last * seconds)
