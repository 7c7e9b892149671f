"""Steps against beats: how far each step is from the nearest beat. Shared by the metrics of timing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.scoring.criteria.reasons import FEW_STEPS, NO_MUSIC, UNSURE_STEPS, Reason
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import MOMENTS, Measurement
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.steps import Step
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music

LEAST_STEPS = 5
STEPS_PER_BEAT = 0.6
"""Expected of a dancer: fewer than one, as slow steps last two beats and closing steps are small. A step into or out of
an excluded span is not expected."""
LEAST_OF_LENGTH = 0.5
"""Share of the 75th percentile of a dancer's own steps"""
LEAST_OF_LEAD = 0.4
"""The follow moves later by the lag of leading: hers are taken only where his are hardly seen"""
CLEAR = 0.5
"""Confidence of an ankle that is seen, not guessed"""


@dataclass(frozen=True)
class StepErrors:
    """Steps (n,) in seconds, their signed distance to the nearest beat in seconds, their weights, and the music."""

    steps: Floats
    errors: Floats
    weights: Floats
    music: Music

    def choose(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> "StepErrors":
        """Some of the steps, by a mask (n,) or their numbers."""
        return StepErrors(self.steps[which], self.errors[which], self.weights[which], self.music)

    def summarise(self, value: float, each: Floats, dancing: Dancing) -> Measurement:
        """A measurement of the steps; `each` (n,) is the same of every step, put together per bar.

        Steps at which it is largest, either way, are the worst moments.
        """
        frames = self.steps * dancing.couple.fps
        inside = [(frames >= bar[0]) & (frames < bar[-1] + 1) for bar in dancing.bars]
        per_bar = np.array([weighted_median(each[bar], self.weights[bar]) if bar.any() else np.nan for bar in inside])
        expected = max(count_beats(dancing.timed, self.music) * STEPS_PER_BEAT, 1)
        order = self.steps[np.argsort(-np.abs(each) * self.weights)]
        coverage = float(min(len(self.steps) / expected, 1.0))
        return Measurement(value, coverage, len(self.steps), per_bar, _round_first(order), _round_first(order[::-1]))


def count_beats(couple: CoupleTracks, music: Music) -> int:
    """Beats of which nothing is excluded."""
    return int((couple.count_excluded(music.beats[:-1], music.beats[1:]) == 0).sum())


def weighted_median(values: Floats, weights: Floats) -> float:
    """The value at which half of the weight is reached."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _round_first(seconds: Floats) -> tuple[float, ...]:
    return tuple(np.round(seconds[:MOMENTS], 2).tolist())


def _without_short(steps: list[Step]) -> list[Step]:
    """Without steps much shorter than the couple's own: a network that corrects itself moves a foot, too."""
    longest = np.percentile([step.length for step in steps], 75) if steps else 0.0
    return [step for step in steps if step.length >= LEAST_OF_LENGTH * longest]


def find_errors(dancing: Dancing) -> StepErrors | Reason:
    """The lead's steps, unless hers are seen much better, or the reason why there are none.

    Without music against the beat the couple itself moves in: there its steps are even or not, but never late.
    """
    music = dancing.metre
    if music is None:
        return NO_MUSIC
    lead, follow = (_without_short(steps) for steps in dancing.steps)
    weight = [sum(step.confidence**2 for step in steps) for steps in (lead, follow)]
    own = lead if weight[0] >= LEAST_OF_LEAD * weight[1] else follow
    steps = np.array([step.second for step in own])
    inside = (steps > music.beats[0] - music.period / 2) & (steps < music.beats[-1] + music.period / 2)
    if inside.sum() < LEAST_STEPS:
        return FEW_STEPS
    nearest = music.beats[np.abs(steps[:, None] - music.beats[None]).argmin(1)]
    confidence = np.array([step.confidence for step in own])
    return StepErrors(steps, steps - nearest, confidence**2, music).choose(inside)


def find_clear_errors(dancing: Dancing) -> StepErrors | Reason:
    """Only steps that were seen clearly: what a network guesses is uneven by itself."""
    found = find_errors(dancing)
    if isinstance(found, Reason):
        return found
    clear = found.choose(found.weights >= CLEAR**2)
    return clear if len(clear.steps) >= LEAST_STEPS else UNSURE_STEPS
