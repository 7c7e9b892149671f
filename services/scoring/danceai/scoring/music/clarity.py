"""Whether a beat is music's: its tempo stands clearly above every other one. Pure.

Onsets on a grid are above the average for talk, too: a grid that may be laid anywhere always finds some. But over a
quarter of a minute music repeats with one tempo, and talk with none in particular.
"""

import numpy as np

from danceai.common.offload import keep_going
from danceai.scoring.music.onsets import Onsets

PIECE = 15.0
"""Seconds over which the tempo counts as constant"""
WIDEST, TEMPI = 0.33, 131
"""How far around the beat's own tempo others are looked at (natural logarithm): octaves and thirds of it lie beyond"""
SAME = 0.04
"""Within which they are its own"""
HARMONICS = 1, 2
"""Of the beat: between beats there are often others"""


def measure_clarity(onsets: Onsets, period: float) -> float:
    """Strength of the tempo of `period` (seconds per beat) over that of the strongest other tempo around it.

    Strength: share of the onsets' energy at the beat and at its half, sum over pieces. Music under talk as loud as
    itself has 3.5 and more, talk alone 1.6 at most.
    """
    away = np.linspace(-WIDEST, WIDEST, TEMPI)
    beats_per_second, strength = np.exp(away) / period, np.zeros(TEMPI)
    for piece in np.array_split(onsets.strength, max(1, round(len(onsets.strength) * onsets.hop / PIECE))):
        keep_going()
        seconds, apart = np.arange(len(piece)) * onsets.hop, piece - piece.mean()
        for harmonic in HARMONICS:
            turned = np.exp(2j * np.pi * harmonic * beats_per_second[:, None] * seconds[None])
            strength += np.abs(turned @ apart) ** 2 / max(float((apart**2).sum()) * len(piece), 1e-12)
    own = np.abs(away) <= SAME
    return float(strength[own].max() / max(float(strength[~own].max()), 1e-12))
