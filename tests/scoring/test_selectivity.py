"""Each fault of the synthetic couple moves its own metric and component, and leaves the others alone.

The couple is seen with the errors of the default network, in their size and spectrum (`tests.support.synthetic`).
Stability: the same performance under more jitter, gaps, other cameras and frame rates keeps its scores.
"""

import itertools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.scores import ComponentScore
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.reasons import NOISE
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import compute_components, resample, score_components
from tests.scoring.danced import Measured, Take, measure
from tests.support.figures import FigureBook

SEEDS = 3
CALIBRATION = load_calibration("js-2.1")


@dataclass(frozen=True)
class Fault:
    """A knob, its five levels from none to much, and what it must move: +1 the metric grows, -1 it falls."""

    knob: str
    levels: tuple[float, ...]
    metric: str
    sign: int
    component: str


FAULTS = (
    Fault("timing_offset", (0, 0.03, 0.06, 0.09, 0.12), "timing_offset", 1, "MM"),
    Fault("tempo_drift", (0, 0.01, 0.02, 0.03, 0.04), "tempo_drift", 1, "MM"),
    Fault("sway", (1, 0.75, 0.5, 0.25, 0), "sway", -1, "TQ"),
    Fault("rise", (1, 0.75, 0.5, 0.25, 0), "rise_and_fall", -1, "TQ"),
    Fault("posture_lean", (0, 2, 4, 6, 8), "trunk_lean", 1, "TQ"),
    Fault("frame_drop", (0, 0.03, 0.06, 0.09, 0.12), "elbow_drop", 1, "TQ"),
    Fault("hold_break", (0, 0.08, 0.16, 0.24, 0.32), "hold_distance", 1, "PS"),
    Fault("partner_lag", (0.06, 0.12, 0.18, 0.24, 0.30), "follow_lag", 1, "PS"),
    Fault("wobble", (0, 0.015, 0.03, 0.045, 0.06), "balance", 1, "TQ"),
    Fault("travel", (1, 0.85, 0.7, 0.55, 0.4), "travel", -1, "CP"),
)
OTHERS: dict[str, dict[str, Any]] = {
    "half as much jitter again": {"jitter": 1.5},
    "20 % dropouts": {"dropouts": 0.2},
    "25 pictures a second": {"knobs": {"fps": 25.0}},
    "50 pictures a second": {"knobs": {"fps": 50.0}},
    "60 pictures a second": {"knobs": {"fps": 60.0}},
    "1080p": {"knobs": {"width": 1920, "height": 1080}},
    "near": {"knobs": {"camera_distance": 5.0}},
    "far": {"knobs": {"camera_distance": 7.5}},
}


def _scored(measured: Measured) -> tuple[dict[str, float], list[ComponentScore]]:
    """(unrounded, as shown) components."""
    resampled = resample({name: (one, Camera.A) for name, one in measured.items()}, CALIBRATION, Dance.WALTZ)
    return {code: float(values[0]) for code, values in compute_components(resampled).items()}, score_components(
        resampled
    )


@pytest.fixture(scope="module")
def takes() -> dict[tuple[str, int], list[Measured]]:
    """Every fault at every level with every seed: (knob, level) -> measured."""
    wanted = [(fault.knob, level, value) for fault in FAULTS for level, value in enumerate(fault.levels)]
    # The first level is the same performance for all: danced once.
    unique = [row for row in wanted if row[1] or row[0] == FAULTS[0].knob]
    flat = [
        Take(((knob, value),) if level else (), seed=seed) for knob, level, value in unique for seed in range(SEEDS)
    ]
    measured = (measure(take) for take in flat)
    found = {(knob, level): [next(measured) for _ in range(SEEDS)] for knob, level, _ in unique}
    return {(knob, level): found.get((knob, level), found[FAULTS[0].knob, 0]) for knob, level, _ in wanted}


def test_selectivity(takes: dict[tuple[str, int], list[Measured]], figure: FigureBook) -> None:
    """Prints the matrix: fault x component, change of the unrounded score from none to much."""
    violations = []
    clean = [_scored(measured) for measured in takes[FAULTS[0].knob, 0]]
    for fault in FAULTS:
        found = [[one[fault.metric] for one in takes[fault.knob, level]] for level in range(5)]
        assert all(one.value is not None or one.reason is NOISE for row in found for one in row), fault
        size = np.array([[np.nan if one.value is None else one.value for one in row] for row in found])
        size = np.abs(size) if fault.metric in ("timing_offset", "tempo_drift") else size
        known = np.isfinite(size).ravel()
        assert figure(f"scoring.assessable.{fault.knob}", known.mean(), "share", ">= 0.75").reached
        rank = spearmanr(np.repeat(np.arange(5), SEEDS)[known], size.ravel()[known]).statistic * fault.sign
        figure(f"scoring.monotone.{fault.knob}", rank, "Spearman", ">= 0.95")
        by_level = [[_scored(one) for one in takes[fault.knob, level]] for level in range(5)]
        mean = [{code: np.mean([exact[code] for exact, _ in row]) for code in COMPONENTS} for row in by_level]
        change = {code: mean[4][code] - mean[0][code] for code in COMPONENTS}
        for code in COMPONENTS:
            figure(
                f"scoring.matrix.{fault.knob}.{code}{' own' * (code == fault.component)}", float(change[code]), "points"
            )
        if rank < 0.95:
            violations.append(f"{fault.knob}: {fault.metric} is not monotone ({rank:.3f})")
        own = [level[fault.component] for level in mean]
        if any(later > earlier + 1e-6 for earlier, later in itertools.pairwise(own)) or own[4] > own[0] - 0.1:
            violations.append(f"{fault.knob}: {fault.component} does not fall ({own})")
        violations += _strayed(fault, clean, by_level[4])
    assert figure("scoring.selectivity_violations", len(violations), "", "<= 0").reached, violations


def _strayed(
    fault: Fault,
    clean: list[tuple[dict[str, float], list[ComponentScore]]],
    faulty: list[tuple[dict[str, float], list[ComponentScore]]],
) -> list[str]:
    """Components that a fault must not move, but did: beyond the interval of the performance without it."""
    found = []
    for seed, ((_, before), (_, after)) in enumerate(zip(clean, faulty, strict=True)):
        for old, new in zip(before, after, strict=True):
            assert old.low is not None and old.high is not None
            if fault.knob == "travel" and new.code == "MM" and new.score is None:
                continue  # steps hardly larger than the jitter have no timing: that says so, and moves no score
            if old.code != fault.component and (new.score is None or not old.low <= new.score <= old.high):
                found.append(f"{fault.knob} (seed {seed}): {old.code} {old.score} -> {new.score}")
    return found


def test_scores_are_stable(figure: FigureBook) -> None:
    """Noise, gaps, frame rate, resolution and distance move no component by more than half a point."""
    plain = [Take(seed=seed) for seed in range(3)]
    others = [
        replace(take, **{**change, "knobs": tuple(change.get("knobs", {}).items())})
        for change in OTHERS.values()
        for take in plain
    ]
    scores = [_scored(one)[1] for one in map(measure, [*plain, *others])]
    reference = {row.code: np.median([s[i].score for s in scores[:3]]) for i, row in enumerate(scores[0])}
    shifts = {
        (name, row.code): abs((row.score or 0) - reference[row.code])
        for name, group in zip(OTHERS, np.array_split(np.arange(3, len(scores)), len(OTHERS)), strict=True)
        for index in group
        for row in scores[index]
    }
    largest = figure("scoring.max_shift", max(shifts.values()), "points", "<= 0.5")
    assert largest.reached, {key: shift for key, shift in shifts.items() if shift > 0.5}
