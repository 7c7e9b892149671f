"""Calibration: which curve turns a metric into a score, and how metrics become components. Data in calibration/."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from danceai.common.contracts.base import Dance

COMPONENTS = ("TQ", "MM", "PS", "CP")
Points = tuple[tuple[float, float], ...]
EVERY_DANCE = frozenset(dance.value for dance in Dance)


@dataclass(frozen=True)
class Curve:
    """How one metric is scored."""

    component: str
    deficit: str
    weight: float
    points: Points
    absolute: bool = False
    optional: bool = False
    forgiven: float = 0.0
    """Part of the value that is not held against the couple until somebody confirms it is theirs"""
    dances: frozenset[str] = EVERY_DANCE

    def score(self, values: NDArray[np.float64], *, confirmed: bool = True) -> NDArray[np.float64]:
        """1..10 by straight lines between the anchors, NaN where the value is."""
        x, y = zip(*self.points, strict=True)
        counted = np.abs(values) if self.absolute else values
        if not confirmed:
            counted = np.maximum(counted - self.forgiven, min(x))
        return np.asarray(np.interp(counted, x, y))


@dataclass(frozen=True)
class Calibration:
    """A versioned calibration."""

    name: str
    step: float
    shared_share: float
    largest_offset: float
    largest_pull: float
    least_interval: float
    least_coverage: float
    curves: dict[str, Curve]
    fitted: dict[str, Points] = field(default_factory=dict)
    """Per component: from our score to judges' marks, where a studio has fitted them"""

    def fit(self, component: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores (n,) of a component as this studio's judges would give them."""
        if component not in self.fitted:
            return values
        x, y = zip(*self.fitted[component], strict=True)
        return np.asarray(np.interp(values, x, y))


def _points(rows: list[list[float]]) -> Points:
    return tuple((float(x), float(y)) for x, y in rows)


def read_calibration(name: str, data: dict[str, Any]) -> Calibration:
    """A profile from the data of its file; what it `extends` fills in what it does not say."""
    if base := data.pop("extends", None):
        data = {**_data(base), **data}
    curves = {
        metric: Curve(
            component=row["component"],
            deficit=row["deficit"],
            weight=row["weight"],
            points=_points(row["curve"]),
            absolute=row.get("absolute", False),
            optional=row.get("optional", False),
            forgiven=row.get("forgiven", 0.0),
            dances=frozenset(row.get("dances", EVERY_DANCE)),
        )
        for metric, row in data.pop("metrics").items()
    }
    fitted = {component: _points(rows) for component, rows in data.pop("fitted", {}).items()}
    return Calibration(name=name, curves=curves, fitted=fitted, **data)


def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (resources.files("danceai.scoring.judging.profiles") / f"{name}.yaml").read_text("utf-8")
    )
    return loaded


@lru_cache(maxsize=8)
def load_calibration(name: str) -> Calibration:
    """A calibration by name. Raises FileNotFoundError."""
    return read_calibration(name, _data(name))
