"""What was measured bar by bar and frame by frame, on the time axis of the first camera's video."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from danceai.common.contracts.analysis_files import BarValue, Lanes, MetricLane, SignalLane
from danceai.common.contracts.base import Camera
from danceai.scoring.judging.components import SEVERE
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.metrics.metric import Curve
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.sway_and_rise import rise_signal, sway_signal

SIGNALS = {"sway": sway_signal, "rise_and_fall": rise_signal}
"""By the metric that is made of them"""
PER_SECOND = 25.0
"""Values of a signal at most: more than a screen has room for"""
FINER = 2
"""Digits more than the metric shows: curves are drawn, not read"""
GRID = 2001


@dataclass(frozen=True)
class Danced:
    """One camera's couple as it was measured, and how much later its video starts than the first one's."""

    dancing: Dancing
    starts_later_by: float


def find_good(curve: Curve) -> tuple[float | None, float | None]:
    """From and to which value there is nothing to work on; None where that has no end."""
    low, high = curve.points[0][0], curve.points[-1][0]
    values = np.linspace(-high if curve.absolute else low, high, GRID)
    good = np.flatnonzero(curve.score(values) >= SEVERE)
    if not len(good) or not curve.weight:
        return None, None
    first, last = int(good[0]), int(good[-1])
    return (float(values[first]) if first else None), (float(values[last]) if last < GRID - 1 else None)


def draw_lanes(measured: Mapping[str, tuple[Measurement, Camera]], danced: Mapping[Camera, Danced]) -> Lanes:
    """The lanes of one performance. measured: by metric, with the camera that saw it best."""
    first = danced[min(danced)]
    return Lanes(
        metrics=[
            lane
            for name, (measurement, camera) in measured.items()
            if measurement.value is not None and (lane := _lane_of(name, measurement, danced[camera])) is not None
        ],
        signals=[
            _sample(name, signal(first.dancing.couple), first.dancing.couple.fps) for name, signal in SIGNALS.items()
        ],
    )


def _lane_of(name: str, measurement: Measurement, danced: Danced) -> MetricLane | None:
    """None where there are no values of single bars."""
    bars, times = danced.dancing.bars, danced.dancing.couple.times + danced.starts_later_by
    metric, values = find_metrics()[name], measurement.per_bar
    together = len(bars) - len(values) + 1  # some are measured over two bars that follow one another
    if together not in (1, 2):
        return None
    found = [
        BarValue(
            start=round(float(times[bars[number][0]]), 3),
            end=round(float(times[bars[number + together - 1][-1]]), 3),
            value=round(float(value), metric.unit.digits + FINER),
        )
        for number, value in enumerate(values)
        if math.isfinite(value)
    ]
    low, high = find_good(metric.curve)
    return MetricLane(metric=name, good_from=low, good_to=high, bars=found) if found else None


def _sample(name: str, values: Floats, fps: float) -> SignalLane:
    step = max(1, round(fps / PER_SECOND))
    digits = find_metrics()[name].unit.digits + FINER
    kept = [round(float(value), digits) if math.isfinite(value) else None for value in values[::step]]
    return SignalLane(metric=name, step=step / fps, values=kept)
