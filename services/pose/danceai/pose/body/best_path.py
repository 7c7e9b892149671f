"""The best path through steps that have several states each: the one dynamic program behind all tracking. Pure.

Source: A. J. Viterbi 1967. Whatever is ambiguous at one step alone (who is who, which legs are left and right, which
pair is the couple) is decided by those before and after it.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from danceai.common.offload import keep_going

Floats = NDArray[np.floating]
Steps = Sequence[Floats] | Floats
"""A value of every state of every step: (states,) each, or (steps, states) where all steps have the same states"""


def find_best_path(gains: Steps, passing: Iterable[Floats]) -> NDArray[np.int64]:
    """The states (steps,) that earn most together; of equal ones the first.

    `gains` has what each state of a step earns, (states,); steps may differ in their number of states. `passing` has
    for every step but the first what the change to it earns, (states before, states of this step): mostly costs, below
    0, and -inf for what cannot be. It may be a generator, so that no more than one step's matrix need be in memory.

    A matrix with more rows than the step before has states lets steps be left out: its rows are the last so many
    states of all steps before, in their order. A step that the best path leaves out has the state -1.
    """
    starts, reached, came = _reach(gains, passing)
    before = np.concatenate(came)
    states = np.full(len(gains), -1)
    at = int(starts[-2] + (reached[-1] + gains[-1]).argmax())
    while at >= 0:
        step = int(np.searchsorted(starts, at, side="right")) - 1
        states[step] = at - starts[step]
        at = int(before[at])
    return states


def find_best_through(gains: Steps, passing: Sequence[Floats]) -> list[Floats]:
    """For every step what the best path through each of its states earns in all, (states,); no step is left out."""
    _, ahead, _ = _reach(gains, passing)
    _, behind, _ = _reach(gains[::-1], (earned.T for earned in reversed(passing)))
    return [first + own + rest for first, own, rest in zip(ahead, gains, reversed(behind), strict=True)]


def _reach(gains: Steps, passing: Iterable[Floats]) -> tuple[NDArray[np.int64], list[Floats], list[NDArray[np.int64]]]:
    """Where each step's states start among all, what the best way to each earns before its own, and whence it comes."""
    starts = np.concatenate([[0], np.cumsum([len(own) for own in gains])])
    score = np.empty(starts[-1])
    score[: starts[1]] = gains[0]
    reached: list[Floats] = [np.zeros(starts[1])]
    came = [np.full(starts[1], -1)]
    for step, earned in enumerate(passing, 1):
        keep_going()
        start, end = starts[step], starts[step + 1]
        total = score[start - len(earned) : start, None] + earned
        best = total.argmax(0)
        reached.append(total[best, np.arange(end - start)])
        came.append(start - len(earned) + best)
        score[start:end] = reached[-1] + gains[step]
    return starts, reached, came
