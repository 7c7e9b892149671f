"""All metrics, found by looking into the folders of this package; nobody lists them."""

import importlib
import pkgutil
import warnings
from collections.abc import Mapping
from functools import cache

from danceai.common.offload import keep_going
from danceai.scoring import metrics
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.deficits import DEFICITS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.metrics.metric import Metric
from danceai.scoring.metrics.noise import without_jitter


@cache
def find_metrics() -> Mapping[str, Metric]:
    """Every metric by name, in the order of reports: by component, deficit, the place it states, name.

    Raises ValueError for two of one name, and what a metric raises that does not fit together.
    """
    found: dict[str, Metric] = {}
    for entry in pkgutil.walk_packages(metrics.__path__, f"{metrics.__name__}."):
        metric = getattr(importlib.import_module(entry.name), "METRIC", None)
        if metric is None:
            continue
        if metric.name in found:
            raise ValueError(f"Two modules make a metric named {metric.name}; the second is {entry.name}.")
        found[metric.name] = metric
    components, deficits = list(COMPONENTS), list(DEFICITS)
    ordered = sorted(
        found.values(), key=lambda m: (components.index(m.component), deficits.index(m.deficit), m.place, m.name)
    )
    return {metric.name: metric for metric in ordered}


def measure_all(dancing: Dancing) -> dict[str, Measurement]:
    """Every metric of one camera without its jitter, assessable or not, in the order of reports."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means over frames in which nobody was seen are unknown
        return {name: _measure(metric, dancing) for name, metric in find_metrics().items()}


def _measure(metric: Metric, dancing: Dancing) -> Measurement:
    keep_going()
    measured = metric.measure(dancing)
    if measured.value is None:
        return measured
    return without_jitter(metric, measured, [metric.measure(shaken) for shaken in dancing.shaken])
