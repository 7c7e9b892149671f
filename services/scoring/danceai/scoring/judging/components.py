"""From metrics to the four components: curves, shared quality, offset, interval, half points. Pure.

Judges' four components behave almost as one factor, so a component is the general quality of the performance plus
a part of what its own metrics differ from it. Within a component metrics are joined by their harmonic mean: one
serious fault is not made good by ten small virtues. Nothing is scored that was not seen.

How sure a score is: metrics are measured in every bar; bars are sampled again with replacement (bootstrap), every
metric is moved by what jitter leaves open, and everything is scored again. To that comes what we do not know about the
model: at least half a point.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.scores import Cause, ComponentScore, Deficit, MetricValue, SubScore
from danceai.common.numbers import round_to_step
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.reasons import NO_MUSIC, NOISE, Reason
from danceai.scoring.judging.calibration import Calibration
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.metrics.metric import Adds, Curve, Metric
from danceai.scoring.metrics.noise import NINETY
from danceai.scoring.movement.series import Floats

SAMPLES = 200
SEVERE = 6.5
"""Metrics below this score are things to work on."""
FEWEST_BARS = 3
TENTH = 0.1
"""Of a point: what sub-criteria and the ends of intervals are told to"""


LIMITS = {Adds.NOTHING: (-np.inf, np.inf), Adds.SQUARE: (0.0, np.inf), Adds.DIVISOR: (0.0, 1.0)}
"""Of the values of metrics: a size is never negative"""
CAUSES: dict[str, Cause] = {NO_MUSIC.code: "music", NOISE.code: "noise"}
"""Why a component has no score, by why the first of its metrics has no value; else too little was seen"""


@dataclass(frozen=True)
class Blocked:
    """What forbids any score: as the components' word, and why."""

    cause: Cause
    reason: Reason


@dataclass(frozen=True)
class Resampled:
    """Metrics of one performance with their values: first as measured, then with bars sampled again."""

    metrics: list[Metric]
    measured: list[Measurement]
    cameras: list[Camera]
    values: Floats
    """(metrics, 1 + samples), each in its metric's unit, NaN where not assessable"""
    scores: Floats
    """(metrics, 1 + samples) by curve, NaN where not assessable or not scored"""
    calibration: Calibration

    def curve(self, row: int) -> Curve:
        """How the metric of a row is scored."""
        return self.calibration.curve_of(self.metrics[row])


def resample(
    found: Mapping[str, tuple[Measurement, Camera]], calibration: Calibration, dance: Dance, *, confirmed: bool = True
) -> Resampled:
    """The dance's metrics, scored as measured and with the bars sampled again.

    found: by name, with the camera that saw them best. confirmed: whether the recording's delay is known, see
    `Curve.forgiven`.
    """
    kept = [metric for metric in find_metrics().values() if metric.name in found and dance in metric.dances]
    measured = [found[metric.name][0] for metric in kept]
    chance = np.random.default_rng(2021).random((SAMPLES, max((len(one.per_bar) for one in measured), default=0) or 1))
    unsure = np.random.default_rng(1994).normal(size=(len(measured), SAMPLES))
    values = np.stack([_resample(one, chance, off) for one, off in zip(measured, unsure, strict=True)])
    for row, metric in enumerate(kept):
        values[row] = np.clip(values[row], *LIMITS[metric.adds])
    scores = np.full_like(values, np.nan)
    for row, metric in enumerate(kept):
        curve = calibration.curve_of(metric)
        if measured[row].value is not None and curve.weight:
            scores[row] = curve.score(values[row], confirmed=confirmed)
    return Resampled(kept, measured, [found[metric.name][1] for metric in kept], values, scores, calibration)


def _resample(measured: Measurement, chance: Floats, unsure: Floats) -> Floats:
    """The value (1 + samples,), then moved by what other bars and other jitter would have made of it.

    By what the median over bars sampled again (chance, 0..1) differs from that over all bars, and by as many standard
    deviations of what jitter leaves open (unsure).
    """
    if measured.value is None:
        return np.full(1 + len(chance), np.nan)
    known = measured.per_bar[np.isfinite(measured.per_bar)]
    moved = np.zeros(len(chance))
    if len(known) >= FEWEST_BARS:
        bars = (chance[:, : len(known)] * len(known)).astype(int)
        moved = np.median(known[bars], axis=1) - np.median(known)
    if measured.low is not None and measured.high is not None:
        up, down = measured.high - measured.value, measured.value - measured.low
        moved += np.where(unsure > 0, up, down) * unsure / NINETY
    return np.concatenate([[measured.value], measured.value + moved])


def _join(resampled: Resampled, rows: list[int]) -> Floats:
    """Weighted harmonic mean (1 + samples,) of some metrics' scores; NaN when none is scored."""
    weights = np.array([resampled.curve(row).weight * resampled.measured[row].coverage for row in rows])
    scores = resampled.scores[rows]
    known = np.isfinite(scores)
    total = (weights[:, None] * known).sum(0)
    inverse = np.where(known, weights[:, None] / np.where(known, scores, 1), 0).sum(0)
    return np.asarray(np.where(inverse > 0, total / np.where(inverse > 0, inverse, 1), np.nan))


def _find_rows(resampled: Resampled, component: str) -> list[int]:
    return [row for row, metric in enumerate(resampled.metrics) if metric.component == component]


def _average_coverage(resampled: Resampled, rows: list[int]) -> float:
    """How much of what should be seen was: by weight; what is optional and absent does not count."""
    seen, wanted = 0.0, 0.0
    for row in rows:
        measured, curve = resampled.measured[row], resampled.curve(row)
        if measured.value is None and curve.optional:
            continue
        seen += curve.weight * (measured.coverage if measured.value is not None else 0.0)
        wanted += curve.weight
    return seen / wanted if wanted else 0.0


def _join_component(resampled: Resampled, rows: list[int]) -> Floats:
    """The same of a whole component: how even steps are says nothing of the music while there is none to hear."""
    if any(resampled.measured[row].reason is NO_MUSIC for row in rows):
        return np.full(1 + SAMPLES, np.nan)
    return _join(resampled, rows)


def compute_components(resampled: Resampled) -> dict[str, Floats]:
    """Per component its unrounded score (1 + samples,), NaN where none of its metrics is assessable."""
    own = {code: _join_component(resampled, _find_rows(resampled, code)) for code in COMPONENTS}
    known = np.stack([score for score in own.values() if np.isfinite(score[0])] or [np.full(1 + SAMPLES, np.nan)])
    calibration = resampled.calibration
    limit, share = calibration.largest_offset, calibration.shared_share
    # No component counts far from the middle: a fault in one is hardly the others'.
    middle, pull = np.median(known, axis=0), calibration.largest_pull
    general = np.clip(known, middle - pull, middle + pull).mean(0)
    return {
        code: np.clip(calibration.fit(code, general + np.clip((1 - share) * (score - general), -limit, limit)), 1, 10)
        for code, score in own.items()
    }


def score_components(resampled: Resampled, blocked: Blocked | None = None) -> list[ComponentScore]:
    """The four components; without any score where they are blocked (by a side view, say)."""
    exact = compute_components(resampled)
    scores = []
    for code in COMPONENTS:
        rows = _find_rows(resampled, code)
        coverage = _average_coverage(resampled, rows)
        if blocked or np.isnan(exact[code][0]) or coverage < resampled.calibration.least_coverage:
            missing = next((resampled.measured[row].reason for row in rows if resampled.measured[row].reason), None)
            why = blocked.reason if blocked else missing
            reason = why.say() if why else "Too little of this could be seen."
            cause = blocked.cause if blocked else CAUSES.get(missing.code if missing else "", "seen")
            scores.append(
                ComponentScore(
                    code=code, score=None, low=None, high=None, coverage=coverage, reason=reason, cause=cause
                )
            )
            continue
        shown = round_to_step(float(exact[code][0]), resampled.calibration.step)
        low, high = _find_interval(exact[code], shown, resampled.calibration.least_interval + 1 - coverage)
        scores.append(
            ComponentScore(
                code=code, score=shown, low=low, high=high, coverage=coverage, parts=_score_parts(resampled, rows)
            )
        )
    return scores


def _find_interval(samples: Floats, shown: float, margin: float) -> tuple[float, float]:
    """5th to 95th percentile of the samples, `margin` each way at least of what is shown, within the scale."""
    low = min(float(np.nanpercentile(samples, 5)), min(float(samples[0]), shown) - margin)
    high = max(float(np.nanpercentile(samples, 95)), max(float(samples[0]), shown) + margin)
    return round_to_step(max(1.0, low), TENTH), round_to_step(min(10.0, high), TENTH)


def _score_parts(resampled: Resampled, rows: list[int]) -> list[SubScore]:
    """The sub-criteria of a component: its metrics by what they tell of, in the order of the catalogue."""
    names: dict[str, list[int]] = {}
    for row in rows:
        names.setdefault(resampled.metrics[row].deficit, []).append(row)
    parts = []
    for name, own in names.items():
        score = _join(resampled, own)
        if np.isfinite(score[0]):
            coverage = _average_coverage(resampled, own)
            low, high = _find_interval(score, float(score[0]), resampled.calibration.least_interval + 1 - coverage)
            parts.append(
                SubScore(name=name, score=round_to_step(float(score[0]), TENTH), low=low, high=high, coverage=coverage)
            )
    return parts


def describe_values(resampled: Resampled) -> list[MetricValue]:
    """Metrics as they are stored and shown; the interval is that of the bars sampled again."""
    values = []
    for row, (metric, measured) in enumerate(zip(resampled.metrics, resampled.measured, strict=True)):
        known = measured.value is not None
        low, high = np.percentile(resampled.values[row], (5, 95)) if known else (0.0, 0.0)
        score = resampled.scores[row, 0]
        values.append(
            MetricValue(
                name=metric.name,
                deficit=metric.deficit,
                component=metric.component,
                unit=metric.unit.code,
                value=measured.value,
                low=float(low) if known else None,
                high=float(high) if known else None,
                coverage=measured.coverage,
                frames=measured.frames,
                camera=resampled.cameras[row],
                score=float(score) if np.isfinite(score) else None,
                scored=resampled.curve(row).weight > 0,
                cause=measured.reason.code if measured.reason else "",
                reason=measured.reason.say() if measured.reason else "",
                moments=list(measured.worst),
                best_moments=list(measured.best),
            )
        )
    return values


def rank_deficits(metrics: list[MetricValue], calibration: Calibration) -> list[Deficit]:
    """What to work on, worst first; one row per deficit with the metric that shows it most."""
    worst: dict[str, tuple[float, MetricValue]] = {}
    curves = calibration.curves
    for metric in metrics:
        if metric.score is None or metric.score >= SEVERE:
            continue
        severity = (SEVERE - metric.score) / (SEVERE - 1) * min(1.0, curves[metric.name].weight + 0.3)
        if severity > worst.get(metric.deficit, (0.0, metric))[0]:
            worst[metric.deficit] = (severity, metric)
    ranked = sorted(worst.items(), key=lambda row: -row[1][0])
    return [
        Deficit(name=name, metric=metric.name, component=metric.component, severity=severity, moments=metric.moments)
        for name, (severity, metric) in ranked
    ]
