"""Synthetic performances as scoring sees them, measured with different noise."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from danceai.common.contracts.base import Dance
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.music.beats import Music
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.synthetic import couple_tracks

SECONDS = 12.0
Measured = dict[str, Measurement]


@dataclass(frozen=True)
class Take:
    """One performance, filmed with one noise."""

    knobs: tuple[tuple[str, Any], ...] = ()
    jitter: float = 1.0
    """Times that of the default network"""
    dropouts: float = 0.05
    seed: int = 1


@lru_cache(maxsize=4)
def _performance(knobs: tuple[tuple[str, Any], ...]) -> Performance:
    return perform(Knobs(**{"seconds": SECONDS, **dict(knobs)}))


def measure(take: Take) -> Measured:
    """All metrics of a take, with the music's true beats."""
    performance = _performance(take.knobs)
    rhythm = performance.knobs.rhythm
    music = Music(performance.beats, rhythm.beat_seconds, rhythm.beats_per_bar, 0, 0.9)
    couple = couple_tracks(performance, take.jitter, take.dropouts, take.seed)
    return measure_all(Dancing(couple, music, Dance(performance.knobs.dance)))
