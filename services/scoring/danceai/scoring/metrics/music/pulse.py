"""The feet's pulse against the beats: where single steps are not seen clearly, their slowing down together still is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, find_moments
from danceai.scoring.metrics.music.step_errors import LEAST_OF_LEAD, count_beats
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.steps import find_standing, measure_arrivals
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music

LEAST_AGREEMENT = 0.12
"""Length of the mean of all phases (0..1) from which the feet have a pulse; clear steps reach 0.4, chance 0.1"""


LEAST_BEATS = 6
"""Two bars of a waltz: few arrivals always agree"""


@dataclass(frozen=True)
class Pulse:
    """Arrival strength (frames,) as complex numbers: size = strength, angle = place in the beat."""

    turned: NDArray[np.complex128]

    @property
    def energy(self) -> float:
        """Sum of the strength."""
        return float(np.abs(self.turned).sum())

    @property
    def agreement(self) -> float:
        """Length of the mean phase, 0..1."""
        return float(np.abs(self.turned.sum()) / max(self.energy, 1e-12))

    def phase(self, frames: NDArray[np.intp] | slice = slice(None)) -> float:
        """Mean place in the beat, -.5 .. .5 of a beat; NaN where nothing arrives."""
        total = self.turned[frames].sum()
        return float(np.angle(total) / (2 * np.pi)) if total else float("nan")

    def summarise(self, value: float, per_bar: Floats, dancing: Dancing, music: Music) -> Measurement:
        """A measurement of the pulse: hard arrivals far from the beat are the worst moments."""
        arriving = np.abs(self.turned)
        unsure = np.where(arriving > 0, np.abs(np.angle(self.turned)) * arriving, np.nan)
        fps = dancing.couple.fps
        return Measurement(
            value,
            measure_coverage(dancing.timed, music),
            int((arriving > 0).sum()),
            per_bar,
            find_moments(unsure, fps),
            find_moments(-unsure, fps),
        )


def place_in_beats(couple: CoupleTracks, music: Music) -> tuple[Floats, NDArray[np.bool_]]:
    """(frames,) each: the place counted in beats, and whether music is heard there."""
    heard = (couple.times >= music.beats[0]) & (couple.times <= music.beats[-1])
    return np.interp(couple.times, music.beats, np.arange(len(music.beats))), heard


def measure_coverage(couple: CoupleTracks, music: Music) -> float:
    """Share of the counted frames with music in which a foot was seen, travelling or standing; 0 where none counts."""
    _, heard = place_in_beats(couple, music)
    seen = np.any([np.isfinite(foot) for person in couple.people for foot in find_standing(person)], axis=0)
    return float(seen[couple.counted & heard].sum() / max((couple.counted & heard).sum(), 1))


def find_pulse(dancing: Dancing, music: Music) -> Pulse | None:
    """The lead's pulse, or the follow's where his feet are hardly seen; None where neither has one, or too briefly."""
    couple = dancing.timed
    if count_beats(couple, music) < LEAST_BEATS:
        return None
    beats, heard = place_in_beats(couple, music)
    lead, follow = (
        Pulse(np.where(heard, measure_arrivals(person), 0.0) * np.exp(2j * np.pi * beats)) for person in couple.people
    )
    best = lead if lead.energy >= LEAST_OF_LEAD * follow.energy else follow
    return best if best.agreement >= LEAST_AGREEMENT else None
