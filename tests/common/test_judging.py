"""Panels: vectors of the rules, and totals as they were published."""

import pytest

from danceai.common.judging import JudgingSystem, component_score, dance_score

JS_3 = JudgingSystem.JS_3_0


@pytest.mark.parametrize(
    ("system", "marks", "score"),
    [
        ("1.0", (6, 8, 9), 8.0),
        ("1.0", (5, 7, 7.5, 8, 10), 7.5),
        ("2.0", (6, 8, 9), 7.75),
        ("2.1", (6, 8, 9), (0.2 * 6 + 8 + 0.5 * 9) / 1.7),
        ("2.1", (9, 6, 8), 8.058823529411764),
        ("2.1", (8, 8, 8), 8.0),
        ("2.1", (5, 8, 8), (0.1 * 5 + 8 + 8) / 2.1),
        ("3.0", (8.0, 7.75, 8.75, 8.25, 6.25), 8.1875),
        ("3.0", (9.0, 9.5, 9.5, 9.75, 9.25), 9.4),
        ("3.0", (2, 8), 5.0),
    ],
)
def test_one_component(system: str, marks: tuple[float, ...], score: float) -> None:
    assert component_score(marks, JudgingSystem(system)) == pytest.approx(score, abs=1e-12)


def test_the_tolerance_decides_what_counts() -> None:
    marks = (8.0, 8.0, 8.25, 9.5, 8.0)
    assert component_score(marks, JS_3, tolerance=1.5) == pytest.approx(8.35)
    assert component_score(marks, JS_3, tolerance=1.2) == pytest.approx(8.0625)


def test_published_totals_of_world_opens() -> None:
    """July 2025: a waltz of a final and a slow foxtrot of a semi-final."""
    waltz = {
        "TQ": (9.0, 9.5, 9.5, 9.75, 9.25),
        "PS": (9.25, 9.5, 9.5, 9.75, 9.25),
        "MM": (9.5, 9.5, 9.25, 9.25, 9.75),
        "CP": (9.25, 9.5, 9.25, 9.0, 9.5),
    }
    fox = {
        "MM": (8.0, 7.75, 8.75, 8.25, 6.25),
        "CP": (8.0, 7.75, 8.75, 8.25, 6.25),
        "TQ": (8.5, 8.25, 7.75, 8.0, 8.25),
        "PS": (8.5, 8.25, 7.75, 8.0, 8.25),
    }
    assert dance_score(waltz.values(), JS_3) == 37.60
    assert dance_score(fox.values(), JS_3) == 32.68
    assert dance_score(waltz.values(), JS_3, reduction=1.0) == 36.60


def test_nobody_judged() -> None:
    with pytest.raises(ValueError, match="at least one"):
        component_score((), JS_3)
