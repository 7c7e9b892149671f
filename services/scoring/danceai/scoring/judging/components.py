"""From metrics to the four components: curves, shared quality, offset, interval, half points. Pure.

Judges' four components behave almost as one factor, so a component is the general quality of the performance plus
a part of what its own metrics differ from it. Within a component metrics are joined by their harmonic mean: one
serious fault is not made good by ten small virtues. Nothing is scored that was not seen.

How sure a score is: metrics are measured in every bar; bars are redrawn with replacement (bootstrap) and everything
is scored again. To that comes what we do not know about the model: at least half a point.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.scores import ComponentScore, Deficit, MetricValue, SubScore
from danceai.scoring.judging.calibration import COMPONENTS, Calibration
from danceai.scoring.metrics.measure import Metric

Floats = NDArray[np.float64]
DRAWS = 200
SEVERE = 6.5
"""Metrics below this score are things to work on."""
FEWEST_BARS = 3


@dataclass(frozen=True)
class Drawn:
    """Metrics of one performance with their values (1 + draws,): first as measured, then with bars redrawn."""

    metrics: list[Metric]
    cameras: list[Camera]
    values: Floats
    scores: Floats
    """(metrics, 1 + draws) by curve, NaN where not assessable or not scored"""
    profile: Calibration


def draw(found: list[tuple[Metric, Camera]], profile: Calibration, dance: Dance, *, confirmed: bool = True) -> Drawn:
    """The dance's metrics, scored as measured and with the bars redrawn. confirmed: see `Curve.forgiven`."""
    kept = [(metric, camera) for metric, camera in found if dance.value in profile.curves[metric.name].dances]
    chance = np.random.default_rng(2021).random((DRAWS, max((len(m.per_bar) for m, _ in kept), default=0) or 1))
    values = np.stack([_redrawn(metric, chance) for metric, _ in kept])
    scores = np.full_like(values, np.nan)
    for row, (metric, _) in enumerate(kept):
        curve = profile.curves[metric.name]
        if metric.value is not None and curve.weight:
            scores[row] = curve.score(values[row], confirmed=confirmed)
    return Drawn([metric for metric, _ in kept], [camera for _, camera in kept], values, scores, profile)


def _redrawn(metric: Metric, chance: Floats) -> Floats:
    """The value, and the value moved by what the median over redrawn bars differs from that over all bars."""
    if metric.value is None:
        return np.full(1 + len(chance), np.nan)
    known = metric.per_bar[np.isfinite(metric.per_bar)]
    moved = np.zeros(len(chance))
    if len(known) >= FEWEST_BARS:
        bars = (chance[:, : len(known)] * len(known)).astype(int)
        moved = np.median(known[bars], axis=1) - np.median(known)
    return np.concatenate([[metric.value], metric.value + moved])


def _joined(drawn: Drawn, rows: list[int]) -> Floats:
    """Weighted harmonic mean (1 + draws,) of some metrics' scores; NaN when none is scored."""
    weights = np.array([drawn.profile.curves[drawn.metrics[r].name].weight * drawn.metrics[r].coverage for r in rows])
    scores = drawn.scores[rows]
    known = np.isfinite(scores)
    total = (weights[:, None] * known).sum(0)
    inverse = np.where(known, weights[:, None] / np.where(known, scores, 1), 0).sum(0)
    return np.asarray(np.where(inverse > 0, total / np.where(inverse > 0, inverse, 1), np.nan))


def _rows(drawn: Drawn, component: str) -> list[int]:
    return [r for r, metric in enumerate(drawn.metrics) if drawn.profile.curves[metric.name].component == component]


def _coverage(drawn: Drawn, rows: list[int]) -> float:
    """How much of what should be seen was: by weight; what is optional and absent does not count."""
    seen, wanted = 0.0, 0.0
    for row in rows:
        metric, curve = drawn.metrics[row], drawn.profile.curves[drawn.metrics[row].name]
        if metric.value is None and curve.optional:
            continue
        seen += curve.weight * (metric.coverage if metric.value is not None else 0.0)
        wanted += curve.weight
    return seen / wanted if wanted else 0.0


def exact_components(drawn: Drawn) -> dict[str, Floats]:
    """Per component its unrounded score (1 + draws,), NaN where none of its metrics is assessable."""
    own = {code: _joined(drawn, _rows(drawn, code)) for code in COMPONENTS}
    known = np.stack([score for score in own.values() if np.isfinite(score[0])] or [np.full(1 + DRAWS, np.nan)])
    limit, share = drawn.profile.largest_offset, drawn.profile.shared_share
    # No component counts far from the middle: a fault in one is hardly the others'.
    middle, pull = np.median(known, axis=0), drawn.profile.largest_pull
    general = np.clip(known, middle - pull, middle + pull).mean(0)
    return {
        code: np.clip(drawn.profile.fit(code, general + np.clip((1 - share) * (score - general), -limit, limit)), 1, 10)
        for code, score in own.items()
    }


def score_components(drawn: Drawn, blocked: str = "") -> list[ComponentScore]:
    """The four components. `blocked` is a sentence that forbids any score (a side view, say)."""
    exact = exact_components(drawn)
    scores = []
    for code in COMPONENTS:
        rows = _rows(drawn, code)
        coverage = _coverage(drawn, rows)
        if blocked or np.isnan(exact[code][0]) or coverage < drawn.profile.least_coverage:
            missing = next((drawn.metrics[row].reason for row in rows if drawn.metrics[row].reason), "")
            reason = blocked or missing or "Too little of this could be seen."
            scores.append(
                ComponentScore(code=code, score=None, low=None, high=None, coverage=round(coverage, 3), reason=reason)
            )
            continue
        shown = _to_step(float(exact[code][0]), drawn.profile.step)
        low, high = _interval(exact[code], shown, drawn.profile.least_interval + 1 - coverage)
        scores.append(
            ComponentScore(
                code=code, score=shown, low=low, high=high, coverage=round(coverage, 3), parts=_parts(drawn, rows)
            )
        )
    return scores


def _to_step(value: float, step: float) -> float:
    return float(round(value / step) * step)


def _interval(draws: Floats, shown: float, margin: float) -> tuple[float, float]:
    """5th to 95th percentile of the draws, `margin` each way at least of what is shown, within the scale."""
    low = min(float(np.nanpercentile(draws, 5)), min(float(draws[0]), shown) - margin)
    high = max(float(np.nanpercentile(draws, 95)), max(float(draws[0]), shown) + margin)
    return round(max(1.0, low), 1), round(min(10.0, high), 1)


def _parts(drawn: Drawn, rows: list[int]) -> list[SubScore]:
    """The sub-criteria of a component: its metrics by what they tell of, in the order of the catalogue."""
    names: dict[str, list[int]] = {}
    for row in rows:
        names.setdefault(drawn.profile.curves[drawn.metrics[row].name].deficit, []).append(row)
    parts = []
    for name, own in names.items():
        score = _joined(drawn, own)
        if np.isfinite(score[0]):
            coverage = _coverage(drawn, own)
            low, high = _interval(score, float(score[0]), drawn.profile.least_interval + 1 - coverage)
            parts.append(
                SubScore(name=name, score=round(float(score[0]), 1), low=low, high=high, coverage=round(coverage, 3))
            )
    return parts


def valued(drawn: Drawn) -> list[MetricValue]:
    """Metrics as they are stored and shown; the interval is that of the redrawn bars."""
    values = []
    for row, metric in enumerate(drawn.metrics):
        curve, known = drawn.profile.curves[metric.name], metric.value is not None
        low, high = np.percentile(drawn.values[row], (5, 95)) if known else (0.0, 0.0)
        score = drawn.scores[row, 0]
        values.append(
            MetricValue(
                name=metric.name,
                deficit=curve.deficit,
                component=curve.component,
                unit=metric.unit,
                value=None if metric.value is None else round(metric.value, 3),
                low=round(float(low), 3) if known else None,
                high=round(float(high), 3) if known else None,
                coverage=round(metric.coverage, 3),
                frames=metric.frames,
                camera=drawn.cameras[row],
                score=round(float(score), 2) if np.isfinite(score) else None,
                scored=curve.weight > 0,
                reason=metric.reason,
                moments=list(metric.worst),
                best_moments=list(metric.best),
            )
        )
    return values


def rank_deficits(metrics: list[MetricValue], profile: Calibration) -> list[Deficit]:
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
            name=name,
            metric=metric.name,
            component=metric.component,
            severity=round(severity, 3),
            moments=metric.moments,
        )
        for name, (severity, metric) in ranked
    ]
