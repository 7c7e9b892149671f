"""Steps against the music: how late, how evenly, in its tempo and in the rhythm of the dance (JS 2.1, MM)."""

from dataclasses import dataclass

import numpy as np

from danceai.common.contracts.base import Dance
from danceai.scoring.beats import Music
from danceai.scoring.metrics.measure import Dancing, Metric, not_assessable
from danceai.scoring.tracks import Floats

NO_MUSIC = "No music could be heard, so timing cannot be assessed."
FEW_STEPS = "Too few steps could be seen; feet must be in the picture and not hidden."
LEAST_STEPS = 5
LARGEST_DRIFT = 0.08
LENGTHS = {
    Dance.WALTZ: (1, 2, 3), Dance.VIENNESE_WALTZ: (1, 2, 3), Dance.TANGO: (1, 2), Dance.SLOW_FOXTROT: (1, 2),
    Dance.QUICKSTEP: (1, 2),
}  # fmt: skip
"""Beats a step may last: quick, slow, and in waltzes a step held over the bar"""


@dataclass(frozen=True)
class StepErrors:
    """Steps (n,) in seconds, their signed distance to the nearest beat in seconds, and the music."""

    steps: Floats
    errors: Floats
    music: Music

    def metric(self, name: str, unit: str, value: float, each: Floats, badness: Floats, dancing: Dancing) -> Metric:
        """A metric of the steps; `each` (n,) is the same of every step, put together per bar."""
        fps = dancing.couple.fps
        at = np.searchsorted([bar[0] / fps for bar in dancing.bars], self.steps, side="right") - 1
        per_bar = np.array([
            np.median(each[at == bar]) if (at == bar).any() else np.nan for bar in range(len(dancing.bars))
        ])  # fmt: skip
        expected = max(len(self.music.beats) * dancing.couple.counted.mean() * STEPS_PER_BEAT, 1)
        order = np.argsort(-badness)
        return Metric(
            name, value, unit, float(min(len(self.steps) / expected, 1.0)), len(self.steps), per_bar,
            _apart(self.steps[order]), _apart(self.steps[order[::-1]]),
        )  # fmt: skip


STEPS_PER_BEAT = 0.6
"""Fewer than one: slow steps last two beats, and closing steps are small"""


def _apart(seconds: Floats) -> tuple[float, ...]:
    return tuple(np.round(seconds[:3], 2).tolist())


def _found(dancing: Dancing) -> StepErrors | str:
    """The lead's steps, unless hers are seen better, or the reason why there are none."""
    music = dancing.music
    if music is None:
        return NO_MUSIC
    lead, follow = (np.array([step.second for step in steps]) for steps in dancing.steps)
    steps = lead if len(lead) >= 0.6 * len(follow) else follow
    steps = steps[(steps > music.beats[0] - music.period / 2) & (steps < music.beats[-1] + music.period / 2)]
    if len(steps) < LEAST_STEPS:
        return FEW_STEPS
    nearest = music.beats[np.abs(steps[:, None] - music.beats[None]).argmin(1)]
    return StepErrors(steps, steps - nearest, music)


def timing_offset(dancing: Dancing, latency: float = 0.0) -> Metric:
    """How late (+) or early (-) steps arrive, milliseconds: median signed distance to the nearest beat.

    latency: seconds the recording's sound is later than its picture, as confirmed by a trainer; unconfirmed, a
    constant delay of the camera is part of the value. Source: beat alignment, AIST++ (Li et al. 2021).
    """
    found = _found(dancing)
    if isinstance(found, str):
        return not_assessable("timing_offset", "ms", found)
    errors = found.errors + latency
    return found.metric("timing_offset", "ms", float(np.median(errors) * 1000), errors * 1000, np.abs(errors), dancing)


def timing_spread(dancing: Dancing) -> Metric:
    """How unevenly steps meet the beat, milliseconds: 1.48 x median absolute deviation of their errors.

    Robust against the odd step a network invents. Source: consistency of heel strikes against beats
    (doi 10.1371/journal.pone.0284387), with a robust spread instead of the circular one.
    """
    found = _found(dancing)
    if isinstance(found, str):
        return not_assessable("timing_spread", "ms", found)
    apart = np.abs(found.errors - np.median(found.errors)) * 1482.6
    return found.metric("timing_spread", "ms", float(np.median(apart)), apart, apart, dancing)


def tempo_drift(dancing: Dancing) -> Metric:
    """How much faster (+) or slower (-) than the music the couple dances, percent.

    The stretch of the music's time in which the steps' phases agree best: argmax over r of
    |sum exp(2 pi i (1 + r) b_j)|, with b_j the place of step j counted in beats. Source: circular statistics of
    steps against beats, doi 10.1371/journal.pone.0284387.
    """
    found = _found(dancing)
    if isinstance(found, str):
        return not_assessable("tempo_drift", "%", found)
    music = found.music
    beats = np.interp(found.steps, music.beats, np.arange(len(music.beats)))
    stretch = np.linspace(-LARGEST_DRIFT, LARGEST_DRIFT, 641)
    agreement = np.abs(np.exp(2j * np.pi * (1 + stretch)[:, None] * beats).sum(1))
    value = float(100 * stretch[agreement.argmax()])
    return found.metric("tempo_drift", "%", value, np.full(len(beats), value), np.abs(found.errors), dancing)


def rhythm(dancing: Dancing, dance: Dance) -> Metric:
    """How far the time between steps is from whole slows and quicks, percent: median of |log(length / nearest)|.

    Lengths allowed per dance: one, two (waltzes: three) beats. Source: inter-step intervals against the pattern,
    JS 2.1 MM 'rhythm'; own robust form.
    """
    found = _found(dancing)
    if isinstance(found, str):
        return not_assessable("rhythm", "%", found)
    lengths = np.diff(found.steps) / found.music.period
    allowed = np.array(LENGTHS[dance], float)
    error = 100 * np.abs(np.log(lengths[:, None] / allowed[None])).min(1)
    whole = StepErrors(found.steps[1:], found.errors[1:], found.music)
    return whole.metric("rhythm", "%", float(np.median(error)), error, error, dancing)
