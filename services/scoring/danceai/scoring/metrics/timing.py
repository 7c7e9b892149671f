"""Steps against the music: how late, how evenly, in its tempo and in the rhythm of the dance (JS 2.1, MM)."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.base import Dance
from danceai.scoring.metrics.measure import Dancing, Metric, moments, not_assessable
from danceai.scoring.movement.steps import Step, arrival_strength
from danceai.scoring.movement.tracks import Floats
from danceai.scoring.music.beats import Music

NO_MUSIC = "No music could be heard, so timing cannot be assessed."
FEW_STEPS = "Too few steps could be seen; feet must be in the picture and not hidden."
UNSURE_STEPS = "The feet were not seen clearly enough to tell how even the steps are."
LEAST_STEPS = 5
STEPS_PER_BEAT = 0.6
"""Expected of a dancer: fewer than one, as slow steps last two beats and closing steps are small"""
LARGEST_DRIFT = 0.08
LEAST_AGREEMENT = 0.12
"""Length of the mean of all phases (0..1) from which the feet have a pulse; clear steps reach 0.4, chance 0.1"""
PRIOR = 0.005
"""Agreement that one percent of drift must add, squared: half a percent is nothing, four percent must be clear"""
LEAST_OF_LENGTH = 0.5
"""Share of the 75th percentile of a dancer's own steps"""
LEAST_OF_LEAD = 0.4
"""The follow moves later by the lag of leading: hers are taken only where his are hardly seen"""
SURE = 0.5
"""Confidence of an ankle that is seen, not guessed"""
LENGTHS = {
    Dance.WALTZ: (1, 2, 3),
    Dance.VIENNESE_WALTZ: (1, 2, 3),
    Dance.TANGO: (1, 2),
    Dance.SLOW_FOXTROT: (1, 2),
    Dance.QUICKSTEP: (1, 2),
}
"""Beats a step may last: quick, slow, and in waltzes a step held over the bar"""


@dataclass(frozen=True)
class StepErrors:
    """Steps (n,) in seconds, their signed distance to the nearest beat in seconds, their weights, and the music."""

    steps: Floats
    errors: Floats
    weights: Floats
    music: Music

    def chosen(self, which: NDArray[np.bool_]) -> "StepErrors":
        """Some of the steps."""
        return StepErrors(self.steps[which], self.errors[which], self.weights[which], self.music)

    def metric(self, name: str, unit: str, value: float, each: Floats, badness: Floats, dancing: Dancing) -> Metric:
        """A metric of the steps; `each` (n,) is the same of every step, put together per bar."""
        fps = dancing.couple.fps
        at = np.searchsorted([bar[0] / fps for bar in dancing.bars], self.steps, side="right") - 1
        per_bar = np.array(
            [
                weighted_median(each[at == bar], self.weights[at == bar]) if (at == bar).any() else np.nan
                for bar in range(len(dancing.bars))
            ]
        )
        expected = max(len(self.music.beats) * dancing.couple.counted.mean() * STEPS_PER_BEAT, 1)
        order = self.steps[np.argsort(-badness * self.weights)]
        return Metric(
            name,
            value,
            unit,
            float(min(len(self.steps) / expected, 1.0)),
            len(self.steps),
            per_bar,
            _first(order),
            _first(order[::-1]),
        )


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


def weighted_median(values: Floats, weights: Floats) -> float:
    """The value at which half of the weight is reached."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _first(seconds: Floats) -> tuple[float, ...]:
    return tuple(np.round(seconds[:3], 2).tolist())


def _clear(steps: list[Step]) -> list[Step]:
    """Without steps much shorter than the couple's own: a network that corrects itself moves a foot, too."""
    longest = np.percentile([step.length for step in steps], 75) if steps else 0.0
    return [step for step in steps if step.length >= LEAST_OF_LENGTH * longest]


def _found(dancing: Dancing) -> StepErrors | str:
    """The lead's steps, unless hers are seen much better, or the reason why there are none."""
    music = dancing.music
    if music is None:
        return NO_MUSIC
    lead, follow = (_clear(steps) for steps in dancing.steps)
    weight = [sum(step.confidence**2 for step in steps) for steps in (lead, follow)]
    own = lead if weight[0] >= LEAST_OF_LEAD * weight[1] else follow
    steps = np.array([step.second for step in own])
    inside = (steps > music.beats[0] - music.period / 2) & (steps < music.beats[-1] + music.period / 2)
    if inside.sum() < LEAST_STEPS:
        return FEW_STEPS
    nearest = music.beats[np.abs(steps[:, None] - music.beats[None]).argmin(1)]
    confidence = np.array([step.confidence for step in own])
    return StepErrors(steps, steps - nearest, confidence**2, music).chosen(inside)


def _sure(dancing: Dancing) -> StepErrors | str:
    """Only steps that were seen clearly: what a network guesses is uneven by itself."""
    found = _found(dancing)
    if isinstance(found, str):
        return found
    sure = found.chosen(found.weights >= SURE**2)
    return sure if len(sure.steps) >= LEAST_STEPS else UNSURE_STEPS


def _pulse(dancing: Dancing, music: Music) -> Pulse | None:
    """The lead's pulse, or the follow's where his feet are hardly seen."""
    couple = dancing.couple
    heard = (couple.times >= music.beats[0]) & (couple.times <= music.beats[-1])
    beats = np.interp(couple.times, music.beats, np.arange(len(music.beats)))
    lead, follow = (
        Pulse(np.where(heard, arrival_strength(person), 0.0) * np.exp(2j * np.pi * beats)) for person in couple.people
    )
    best = lead if lead.energy >= LEAST_OF_LEAD * follow.energy else follow
    return best if best.agreement >= LEAST_AGREEMENT else None


def timing_offset(dancing: Dancing, latency: float = 0.0) -> Metric:
    """How late (+) or early (-) steps arrive, milliseconds: median signed distance to the nearest beat.

    Where single steps are not seen clearly, the phase of the feet's pulse instead: arg(sum s(t) exp(2 pi i b(t))),
    with s the arrival strength and b(t) the place in beats. latency: seconds the recording's sound is later than
    its picture, as confirmed by a trainer; unconfirmed, a constant delay of the camera is part of the value.
    Sources: beat alignment, AIST++ (Li et al. 2021); circular statistics, doi 10.1371/journal.pone.0284387.
    """
    found, sure = _found(dancing), _sure(dancing)
    if isinstance(found, str):
        return not_assessable("timing_offset", "ms", found)
    pulse = _pulse(dancing, found.music)
    steps = sure if isinstance(sure, StepErrors) else found
    errors = 1000 * (steps.errors + latency)
    by_step = steps.metric(
        "timing_offset", "ms", weighted_median(errors, steps.weights), errors, np.abs(errors), dancing
    )
    if isinstance(sure, StepErrors) or pulse is None:
        return by_step
    beat = 1000 * found.music.period
    return replace(
        by_step,
        value=beat * pulse.phase() + 1000 * latency,
        per_bar=beat * np.array([pulse.phase(bar) for bar in dancing.bars]),
    )


def timing_spread(dancing: Dancing) -> Metric:
    """How unevenly steps meet the beat, milliseconds: 1.48 x median absolute deviation of their errors.

    Robust against the odd step a network invents. Source: consistency of heel strikes against beats
    (doi 10.1371/journal.pone.0284387), with a robust spread instead of the circular one.
    """
    found = _sure(dancing)
    if isinstance(found, str):
        return not_assessable("timing_spread", "ms", found)
    apart = np.abs(found.errors - np.median(found.errors)) * 1482.6
    return found.metric("timing_spread", "ms", float(np.median(apart)), apart, apart, dancing)


def tempo_drift(dancing: Dancing) -> Metric:
    """How much faster (+) or slower (-) than the music the couple dances, percent.

    The stretch r of the music's time in which the pulse of the feet is strongest: argmax of the sum over dancers
    of |sum s(t) exp(2 pi i (1 + r) b(t))| / sum s(t) - PRIOR r^2, with s the arrival strength and b(t) the place in
    beats. Dancers count by the size of their pulse, so that one who lags half a beat does not extinguish the other;
    the prior says that couples mostly dance to the music, and decides where the feet say little.
    Source: circular statistics of steps against beats, doi 10.1371/journal.pone.0284387.
    """
    music, couple = dancing.music, dancing.couple
    if music is None:
        return not_assessable("tempo_drift", "%", NO_MUSIC)
    heard = (couple.times >= music.beats[0]) & (couple.times <= music.beats[-1])
    strengths = np.stack([np.where(heard, arrival_strength(person), 0.0) for person in couple.people])
    strength = strengths.sum(0)
    if not strength.any():
        return not_assessable("tempo_drift", "%", FEW_STEPS)
    beats = np.interp(couple.times, music.beats, np.arange(len(music.beats)))
    stretch = np.linspace(-LARGEST_DRIFT, LARGEST_DRIFT, 321)
    turned = np.exp(2j * np.pi * (1 + stretch)[:, None] * beats)
    agreement = np.abs(turned @ strengths.T).sum(1) / strength.sum()
    if agreement.max() < LEAST_AGREEMENT:
        return not_assessable("tempo_drift", "%", UNSURE_STEPS)
    value = float(100 * stretch[(agreement - PRIOR * (100 * stretch) ** 2).argmax()])
    unsure = np.where(strength > 0, np.abs(np.angle(np.exp(2j * np.pi * beats))) * strength, np.nan)
    coverage = float((strength > 0)[couple.counted & heard].mean())
    return Metric(
        "tempo_drift",
        value,
        "%",
        coverage,
        int((strength > 0).sum()),
        np.full(len(dancing.bars), value),
        moments(unsure, couple.fps),
        moments(-unsure, couple.fps),
    )


def rhythm(dancing: Dancing, dance: Dance) -> Metric:
    """How far the time between steps is from whole slows and quicks, percent: median of |log(length / nearest)|.

    Lengths allowed per dance: one, two (waltzes: three) beats. Source: inter-step intervals against the pattern,
    JS 2.1 MM 'rhythm'; own robust form.
    """
    found = _sure(dancing)
    if isinstance(found, str):
        return not_assessable("rhythm", "%", found)
    lengths = np.diff(found.steps) / found.music.period
    allowed = np.array(LENGTHS[dance], float)
    error = 100 * np.abs(np.log(lengths[:, None] / allowed[None])).min(1)
    later = np.arange(len(found.steps)) > 0
    return found.chosen(later).metric("rhythm", "%", float(np.median(error)), error, error, dancing)
