"""From metrics to the four JS 2.1 components: curve, shared quality, offset, interval, half points. Pure.

Judges' four components behave almost as one factor, so a component is mostly the run's general quality plus a
limited offset from its own metrics; nothing is scored that was not seen.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import yaml

from danceai.common.contracts.analyses import ComponentScore, Deficit, MetricValue
from danceai.common.contracts.base import Camera, Dance
from danceai.scoring.metrics.measure import Metric

COMPONENTS = ("TQ", "MM", "PS", "CP")
DRAWS = 400
SEVERE = 6.5
"""Metrics below this score are things to work on."""


@dataclass(frozen=True)
class Curve:
    """How one metric is scored."""

    component: str
    deficit: str
    weight: float
    points: tuple[tuple[float, float], ...]
    absolute: bool
    dances: frozenset[str]

    def score(self, value: float) -> float:
        """1..10 by straight lines between the anchors."""
        x, y = zip(*self.points, strict=True)
        return float(np.interp(abs(value) if self.absolute else value, x, y))


@dataclass(frozen=True)
class Profile:
    """A versioned calibration."""

    name: str
    step: float
    shared_share: float
    largest_offset: float
    least_interval: float
    least_coverage: float
    curves: dict[str, Curve]


@lru_cache(maxsize=8)
def load_profile(name: str) -> Profile:
    """A calibration by name. Raises FileNotFoundError."""
    text = (resources.files("danceai.scoring.calibration") / f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    curves = {
        metric: Curve(
            component=row["component"], deficit=row["deficit"], weight=row["weight"],
            points=tuple((float(x), float(y)) for x, y in row["curve"]), absolute=row.get("absolute", False),
            dances=frozenset(row.get("dances", [dance.value for dance in Dance])),
        )
        for metric, row in data.pop("metrics").items()
    }  # fmt: skip
    return Profile(name=name, curves=curves, **data)


def valued(metrics: list[tuple[Metric, Camera]], profile: Profile, dance: Dance) -> list[MetricValue]:
    """Metrics of this dance with their scores, as they are stored and shown."""
    values = []
    for metric, camera in metrics:
        curve = profile.curves[metric.name]
        if dance.value not in curve.dances:
            continue
        values.append(
            MetricValue(
                name=metric.name, deficit=curve.deficit, component=curve.component,
                value=None if metric.value is None else round(metric.value, 3), unit=metric.unit,
                coverage=round(metric.coverage, 3), frames=metric.frames, camera=camera,
                score=None if metric.value is None else round(curve.score(metric.value), 2),
                reason=metric.reason, moments=list(metric.moments),
            )
        )  # fmt: skip
    return values


def _weighted(metrics: list[MetricValue], profile: Profile) -> float | None:
    seen = [(m.score, profile.curves[m.name].weight * m.coverage) for m in metrics if m.score is not None]
    total = sum(weight for _, weight in seen)
    return sum(score * weight for score, weight in seen) / total if total else None


def _component(own: list[MetricValue], everything: list[MetricValue], profile: Profile) -> float | None:
    particular, general = _weighted(own, profile), _weighted(everything, profile)
    if particular is None or general is None:
        return None
    offset = np.clip((particular - general) * (1 - profile.shared_share), -profile.largest_offset, profile.largest_offset)
    return float(np.clip(general + offset, 1, 10))


def score_components(metrics: list[MetricValue], profile: Profile, blocked: str = "") -> list[ComponentScore]:
    """The four components. `blocked` is a sentence that forbids any score (a side view, say)."""
    scores = []
    for code in COMPONENTS:
        own = [metric for metric in metrics if metric.component == code]
        weights = [profile.curves[m.name].weight for m in own]
        seen = [m.coverage if m.score is not None else 0.0 for m in own]
        coverage = float(np.average(seen, weights=weights)) if own else 0.0
        value = _component(own, metrics, profile)
        if blocked or value is None or coverage < profile.least_coverage:
            missing = next((m.reason for m in own if m.reason), "")
            reason = blocked or missing or "Too little of this could be seen."
            scores.append(
                ComponentScore(code=code, score=None, low=None, high=None, coverage=round(coverage, 3), reason=reason)
            )
            continue
        low, high = _interval(own, metrics, profile, value)
        scores.append(
            ComponentScore(
                code=code, score=_to_step(value, profile.step), low=low, high=high, coverage=round(coverage, 3)
            )
        )
    return scores


def _to_step(value: float, step: float) -> float:
    return float(round(value / step) * step)


def _interval(
    own: list[MetricValue], everything: list[MetricValue], profile: Profile, value: float
) -> tuple[float, float]:
    """5th and 95th percentile over redrawn metrics, at least half a point each way, wider for what was not seen."""
    rng = np.random.default_rng(2021)
    draws = []
    for _ in range(DRAWS):
        redrawn = [own[i] for i in rng.integers(0, len(own), len(own))]
        others = [everything[i] for i in rng.integers(0, len(everything), len(everything))]
        drawn = _component(redrawn, others, profile)
        if drawn is not None:
            draws.append(drawn)
    unseen = 1 - float(np.mean([m.coverage if m.score is not None else 0.0 for m in own]))
    margin = profile.least_interval + unseen
    low = min(float(np.percentile(draws, 5)), value - margin)
    high = max(float(np.percentile(draws, 95)), value + margin)
    shown = _to_step(value, profile.step)
    return round(max(1.0, min(low, shown)), 1), round(min(10.0, max(high, shown)), 1)


def rank_deficits(metrics: list[MetricValue], profile: Profile) -> list[Deficit]:
    """What to work on, worst first; one row per deficit with the metric that shows it most."""
    worst: dict[str, tuple[float, MetricValue]] = {}
    for metric in metrics:
        if metric.score is None or metric.score >= SEVERE:
            continue
        severity = (SEVERE - metric.score) / (SEVERE - 1) * min(1.0, profile.curves[metric.name].weight + 0.3)
        if severity > worst.get(metric.deficit, (0.0, metric))[0]:
            worst[metric.deficit] = (severity, metric)
    ranked = sorted(worst.items(), key=lambda row: -row[1][0])
    return [
        Deficit(
            name=name, metric=metric.name, component=metric.component, severity=round(severity, 3),
            moments=metric.moments,
        )
        for name, (severity, metric) in ranked
    ]  # fmt: skip
