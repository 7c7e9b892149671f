"""How a panel's marks become one score per component: the WDSF Judging Systems 1.0, 2.0, 2.1 and 3.0. Pure.

Sources: JS 2.0 Officials Brief (worlddancesport.org/News/Officials-Brief-1132); JS 2.1 weights as in fellmann/jUdge
`Calculator.java` and WDSF rule E.8; JS 3.0 `AJS_3_0_RankingAlgorithm.kt` (hielsnoppe/dancesport-common-algorithms),
tolerance checked against 180 published totals of two World Opens of July 2025.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from statistics import fmean, median

TOLERANCE = 1.5
"""JS 3.0: marks further than this from the median do not count. Championships and GrandSlams of WDSF use 1.2."""


class JudgingSystem(StrEnum):
    """Versions and when they were in use."""

    JS_1_0 = "1.0"  # 2009-2012
    JS_2_0 = "2.0"  # 2013-2014
    JS_2_1 = "2.1"  # until mid-2017
    JS_3_0 = "3.0"  # current


def _trimmed(marks: list[float]) -> float:
    """JS 1.0: the lowest and the highest mark are dropped."""
    return fmean(marks[1:-1]) if len(marks) > 2 else fmean(marks)


def _halved(marks: list[float]) -> float:
    """JS 2.0: the lowest and the highest mark count half."""
    if len(marks) < 3:
        return fmean(marks)
    return (0.5 * marks[0] + sum(marks[1:-1]) + 0.5 * marks[-1]) / (len(marks) - 1)


def _weighted(marks: list[float]) -> float:
    """JS 2.1: each mark weighs 1 / (1 + squared distance to the median)."""
    middle = median(marks)
    weights = [1 / (1 + (mark - middle) ** 2) for mark in marks]
    return sum(weight * mark for weight, mark in zip(weights, marks, strict=True)) / sum(weights)


def _tolerated(marks: list[float], tolerance: float) -> float:
    """JS 3.0: mean of the marks within the tolerance of the median."""
    middle = median(marks)
    # An even panel split in two leaves nobody near its median: then all count.
    return fmean([mark for mark in marks if abs(mark - middle) <= tolerance] or marks)


_RULES: dict[JudgingSystem, Callable[[list[float]], float]] = {
    JudgingSystem.JS_1_0: _trimmed,
    JudgingSystem.JS_2_0: _halved,
    JudgingSystem.JS_2_1: _weighted,
}


def component_score(marks: Sequence[float], system: JudgingSystem, tolerance: float = TOLERANCE) -> float:
    """One component's score from the panel's marks, unrounded. Raises ValueError without marks."""
    if not marks:
        raise ValueError("a component needs at least one mark")
    ordered = sorted(marks)
    if system is JudgingSystem.JS_3_0:
        return _tolerated(ordered, tolerance)
    return _RULES[system](ordered)


def dance_score(
    panels: Iterable[Sequence[float]], system: JudgingSystem, *, tolerance: float = TOLERANCE, reduction: float = 0.0
) -> float:
    """A dance's total: the sum of its components less the chairman's reduction, to a hundredth as it is published.

    panels: the marks of each component.
    """
    total = sum(component_score(marks, system, tolerance) for marks in panels)
    # Half a hundredth is rounded up, as in the published totals; the small part undoes binary fractions.
    return int((total - reduction) * 100 + 0.5 + 1e-9) / 100
