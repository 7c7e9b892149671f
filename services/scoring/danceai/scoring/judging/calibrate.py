"""From our scores to a studio's judges: monotone maps fitted to their marks, judged by cross-validation. Pure.

Two maps compete. A straight line, drawn towards "as it is" where marks are few (ridge), and a free monotone curve
(isotonic regression). The one that predicts marks it has not seen better is taken; neither, when our own scores do.
"""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import isotonic_regression
from scipy.stats import spearmanr

from danceai.common.errors import Invalid
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.movement.series import Floats

FEWEST = 8
FOLDS = 5
PULL = 5.0
"""Strength of "as it is" in the ridge, in performances"""
Map = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Fitted:
    """One component: how well each way predicts marks it has not seen, and the curve of the best."""

    performances: int
    errors: dict[str, float]
    """Mean absolute error in points, cross-validated: `as it is`, `line`, `curve`"""
    rank: dict[str, float]
    """Spearman correlation with the marks, likewise"""
    best: str
    points: list[tuple[float, float]]


def _keep(scores: Floats, marks: Floats) -> Map:
    return lambda values: values


def _draw_line(scores: Floats, marks: Floats) -> Map:
    """Line: mark = middle + shift + slope (score - middle), ridge towards shift 0 and slope 1."""
    middle = scores.mean()
    shift = (marks - scores).sum() / (len(scores) + PULL)
    apart = scores - middle
    slope = (apart @ (marks - marks.mean()) + PULL) / (apart @ apart + PULL)
    return lambda values: middle + shift + max(slope, 0.0) * (values - middle)


def _draw_curve(scores: Floats, marks: Floats) -> Map:
    order = np.argsort(scores, kind="stable")
    x, places = np.unique(scores[order], return_inverse=True)
    weights = np.bincount(places).astype(float)
    fitted = isotonic_regression(np.bincount(places, marks[order]) / weights, weights=weights).x
    return lambda values: np.interp(values, x, fitted)


WAYS: dict[str, Callable[[Floats, Floats], Map]] = {"as it is": _keep, "line": _draw_line, "curve": _draw_curve}


def fit(scores: Floats, marks: Floats) -> Fitted:
    """The best map from scores (n,) to marks (n,) of one component. Raises Invalid for too few."""
    if len(scores) < FEWEST:
        raise Invalid(f"Calibration needs marks of at least {FEWEST} performances; there are {len(scores)}.")
    folds = np.random.default_rng(7).permutation(len(scores)) % FOLDS
    errors, rank = {}, {}
    for name, way in WAYS.items():
        predicted = np.empty(len(scores))
        for fold in range(FOLDS):
            held = folds == fold
            predicted[held] = way(scores[~held], marks[~held])(scores[held])
        errors[name] = float(np.abs(predicted - marks).mean())
        rank[name] = float(spearmanr(predicted, marks).statistic) if np.ptp(predicted) > 0 else 0.0
    best = min(errors, key=lambda name: errors[name])
    at = np.arange(1, 10.01, 0.25)
    values = np.clip(WAYS[best](scores, marks)(at), 1, 10)
    return Fitted(
        len(scores), errors, rank, best, [(float(x), round(float(y), 3)) for x, y in zip(at, values, strict=True)]
    )


def read_marks(path: Path) -> dict[str, tuple[Floats, Floats]]:
    """Per component (our scores, judges' marks) from a table of analyses.

    Columns: `analysis` (path of an analysis.json, from the table's folder) and TQ, MM, PS, CP (mean mark of the
    panel; empty = not judged). Raises Invalid.
    """
    scores: dict[str, list[tuple[float, float]]] = {code: [] for code in COMPONENTS}
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, start=2):
        try:
            document = json.loads((path.parent / row["analysis"]).read_text("utf-8"))
            ours = {part["code"]: part["score"] for part in document["result"]["components"]}
            marks = {code: float(row[code]) for code in COMPONENTS if row.get(code)}
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise Invalid(f"Line {number} of {path.name} cannot be used: {error}.") from error
        if not all(1 <= mark <= 10 for mark in marks.values()):
            raise Invalid(f"Line {number} of {path.name}: marks lie between 1 and 10.")
        for code, mark in marks.items():
            if ours.get(code) is not None:
                scores[code].append((ours[code], mark))
    return {code: (np.array([x for x, _ in rows]), np.array([y for _, y in rows])) for code, rows in scores.items()}


def format_calibration(base: str, fitted: dict[str, Fitted]) -> str:
    """The calibration file of a studio: everything of `base`, and the curves that were fitted."""
    curves = {
        code: [list(point) for point in found.points] for code, found in fitted.items() if found.best != "as it is"
    }
    notes = "\n".join(
        f"# {code}: {found.performances} performances; mean absolute error {found.errors['as it is']:.2f} as it is, "
        f"{found.errors[found.best]:.2f} by {found.best} (cross-validated)"
        for code, found in fitted.items()
    )
    return f"# Fitted to a studio's judges by danceai calibrate.\n{notes}\n" + yaml.safe_dump(
        {"extends": base, "fitted": curves}
    )
