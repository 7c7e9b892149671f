"""Calibration: how metrics become components, and where a studio scores them by other curves. Data in calibrations/."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import yaml

from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.metric import Curve, Metric, Points, check_curve
from danceai.scoring.movement.series import Floats


@dataclass(frozen=True)
class Calibration:
    """What belongs to the judging system, or to one studio's judges."""

    name: str
    step: float
    """Points a score is rounded to"""
    shared_share: float
    """Of a component that is the general quality, 0..1"""
    largest_offset: float
    """Points a component's own metrics take it from the general quality at most"""
    largest_pull: float
    """Points from the middle of the components that one counts in the general quality at most"""
    least_interval: float
    """Points each way"""
    least_coverage: float
    """Below it a component is not assessable, 0..1"""
    changed: Mapping[str, Curve] = field(default_factory=dict)
    """By metric, where another curve holds than the metric's own"""
    fitted: Mapping[str, Points] = field(default_factory=dict)
    """Per component: from our score to judges' marks, where a studio has fitted them"""

    def curve_of(self, metric: Metric) -> Curve:
        """How a metric is scored."""
        return self.changed.get(metric.name, metric.curve)

    @property
    def curves(self) -> dict[str, Curve]:
        """Of every metric, in the order of reports."""
        return {name: self.curve_of(metric) for name, metric in find_metrics().items()}

    def fit(self, component: str, values: Floats) -> Floats:
        """Scores (n,) of a component as this studio's judges would give them."""
        if component not in self.fitted:
            return values
        x, y = zip(*self.fitted[component], strict=True)
        return np.asarray(np.interp(values, x, y))


def _read_points(rows: list[list[float]]) -> Points:
    return tuple((float(x), float(y)) for x, y in rows)


def _change_curve(name: str, row: dict[str, Any]) -> Curve:
    """A metric's own curve with what the file says differently: `curve` (its points) and any other field of `Curve`."""
    metric = find_metrics().get(name)
    if metric is None:
        raise ValueError(f"The calibration changes the metric {name}, which does not exist.")
    said = {key: value for key, value in row.items() if key != "curve"}
    points = _read_points(row["curve"]) if "curve" in row else metric.curve.points
    curve = replace(metric.curve, points=points, **said)
    check_curve(name, curve)
    return curve


def read_calibration(name: str, data: dict[str, Any]) -> Calibration:
    """A calibration from the data of its file; what it `extends` fills in what it does not say.

    Raises ValueError for a metric that does not exist or a curve that is none.
    """
    said = _with_base(data)
    changed = {metric: _change_curve(metric, row) for metric, row in said.pop("metrics", {}).items()}
    fitted = {component: _read_points(rows) for component, rows in said.pop("fitted", {}).items()}
    return Calibration(name=name, changed=changed, fitted=fitted, **said)


def _with_base(data: dict[str, Any]) -> dict[str, Any]:
    """The data with what it extends below it; of metrics, one by one."""
    if "extends" not in data:
        return dict(data)
    base = _with_base(_load(data["extends"]))
    said = {key: value for key, value in data.items() if key != "extends"}
    return base | said | {"metrics": base.get("metrics", {}) | said.get("metrics", {})}


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (resources.files("danceai.scoring.judging.calibrations") / f"{name}.yaml").read_text("utf-8")
    )
    return loaded


@lru_cache(maxsize=8)
def load_calibration(name: str) -> Calibration:
    """A calibration by name. Raises FileNotFoundError."""
    return read_calibration(name, _load(name))
