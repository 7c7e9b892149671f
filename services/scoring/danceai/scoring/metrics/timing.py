"""Steps against the music: when weight arrives, how late and how evenly."""

import numpy as np

from danceai.common.skeleton import ANKLES
from danceai.scoring.beats import Music
from danceai.scoring.metrics.measure import Metric, not_assessable
from danceai.scoring.tracks import CoupleTracks, Floats, PersonTrack

NO_MUSIC = "No music could be heard, so timing cannot be assessed."
FEW_STEPS = "Too few steps could be seen; feet must be in the picture and not hidden."
LEAST_STEPS = 5
MOVING, STILL = 1.0, 0.6
"""Ankle speed in trunk heights per second: a foot travels above the first and stands below the second."""
SHORTEST_STEP = 0.2
"""Trunk heights a foot must have come: less is a network's unrest."""
CLOSEST_STEPS = 0.15
SURE = 0.15
"""Confidence below which a network guesses at an ankle under a skirt."""


def _arrivals(person: PersonTrack, ankle: int) -> list[float]:
    """Frames (fractional) at which one foot ends a step: where its speed falls through the mean threshold."""
    sure = person.confidence[:, ankle] >= SURE
    place = np.where(sure[:, None], person.joint(ankle), np.nan) / person.scale
    width = max(1, round(0.05 * person.fps))
    kernel = np.ones(width) / width
    place = np.stack([np.convolve(place[:, k], kernel, "same") for k in range(2)], 1)
    speed = np.hypot(*np.gradient(place, axis=0).T) * person.fps
    middle = (MOVING + STILL) / 2
    speed[: 2 * width], speed[-2 * width :] = np.nan, np.nan
    arrivals: list[float] = []
    left: int | None = None
    fell: float | None = None
    fast = False
    for i in range(1, len(speed)):
        if not np.isfinite(speed[i]):
            left, fell, fast = None, None, False
        elif speed[i] >= STILL:
            left = i - 1 if left is None else left
            if speed[i] > MOVING:
                fell, fast = None, True
            elif fell is None and speed[i] <= middle < speed[i - 1]:
                fell = i - 1 + (speed[i - 1] - middle) / (speed[i - 1] - speed[i])
        elif left is not None:
            if fell is None and speed[i - 1] > middle:
                fell = i - 1 + (speed[i - 1] - middle) / (speed[i - 1] - speed[i])
            if fast and fell is not None and np.hypot(*(place[i] - place[left])) >= SHORTEST_STEP:
                arrivals.append(fell)
            left, fell, fast = None, None, False
    return arrivals


def step_times(person: PersonTrack) -> Floats:
    """Seconds at which a travelling foot comes to rest, for both feet, in order."""
    ordered = np.sort([frame / person.fps for ankle in ANKLES for frame in _arrivals(person, ankle)])
    return np.array([s for i, s in enumerate(ordered) if i == 0 or s - ordered[i - 1] > CLOSEST_STEPS])


def _errors(couple: CoupleTracks, music: Music | None) -> tuple[Floats, Floats] | str:
    """(step times, signed errors in seconds), or the reason why not: the lead's steps, unless hers are seen better."""
    if music is None:
        return NO_MUSIC
    lead, follow = (step_times(person) for person in couple.people)
    steps = lead if len(lead) >= 0.6 * len(follow) else follow
    steps = steps[(steps > music.beats[0] - music.period / 2) & (steps < music.beats[-1] + music.period / 2)]
    if len(steps) < LEAST_STEPS:
        return FEW_STEPS
    nearest = music.beats[np.abs(steps[:, None] - music.beats[None]).argmin(1)]
    return steps, steps - nearest


def _coverage(steps: Floats, music: Music) -> float:
    return float(min(len(steps) / max(len(music.beats) - 1, 1), 1.0))


def timing_offset(couple: CoupleTracks, music: Music | None) -> Metric:
    """How late (+) or early (-) steps arrive, milliseconds: median signed distance to the nearest beat.

    Contains any delay between the camera's picture and sound. Source: beat alignment, AIST++ (Li et al. 2021).
    """
    found = _errors(couple, music)
    if isinstance(found, str) or music is None:
        return not_assessable("timing_offset", "ms", found if isinstance(found, str) else NO_MUSIC)
    steps, errors = found
    worst = steps[np.argsort(-np.abs(errors))[:3]]
    value = float(np.median(errors) * 1000)
    return Metric("timing_offset", value, "ms", _coverage(steps, music), len(steps), tuple(np.round(worst, 2).tolist()))


def timing_spread(couple: CoupleTracks, music: Music | None) -> Metric:
    """How unevenly steps meet the beat, milliseconds: 1.48 x median absolute deviation of their errors.

    Robust against the odd step a network invents. Source: consistency of heel strikes against beats
    (doi 10.1371/journal.pone.0284387), with a robust spread instead of the circular one.
    """
    found = _errors(couple, music)
    if isinstance(found, str) or music is None:
        return not_assessable("timing_spread", "ms", found if isinstance(found, str) else NO_MUSIC)
    steps, errors = found
    apart = np.abs(errors - np.median(errors))
    worst = steps[np.argsort(-apart)[:3]]
    return Metric(
        "timing_spread", float(1482.6 * np.median(apart)), "ms", _coverage(steps, music), len(steps),
        tuple(np.round(worst, 2).tolist()),
    )  # fmt: skip
