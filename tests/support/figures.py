"""Figures in one place: a test records a value with its goal; the run prints them and writes build/figures.json."""

import json
import operator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

TARGET = Path("build/figures.json")


@dataclass(frozen=True)
class Figure:
    """One measured value. `goal` is text like ">= 0.95"; empty when there is none."""

    name: str
    value: float
    unit: str
    goal: str

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if not self.goal:
            return None
        sign, bound = self.goal.split()
        compare = {">=": operator.ge, "<=": operator.le, "=": operator.eq, "<": operator.lt, ">": operator.gt}[sign]
        return bool(compare(self.value, float(bound)))


class FigureBook:
    """Collects the figures of a run."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}

    def __call__(self, name: str, value: float, unit: str = "", goal: str = "") -> Figure:
        """Record one figure; the last value of a name counts."""
        self.figures[name] = Figure(name, round(float(value), 4), unit, goal)
        return self.figures[name]

    def save(self) -> None:
        """Add this run's figures to the file of all."""
        known = json.loads(TARGET.read_text()) if TARGET.exists() else {}
        known |= {name: asdict(found) | {"reached": found.reached} for name, found in self.figures.items()}
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(json.dumps(dict(sorted(known.items())), indent=2) + "\n")


BOOK = FigureBook()


@pytest.fixture(scope="session")
def figure() -> FigureBook:
    """figure("pose.speed", value, "frames/s", ">= 20")"""
    return BOOK


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of several hands its figures to the one that prints them."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["figures"] = [asdict(found) for found in BOOK.figures.values()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take in what a worker has measured."""
    for found in getattr(node, "workeroutput", {}).get("figures", []):
        BOOK.figures[found["name"]] = Figure(**found)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, below goals included."""
    if not BOOK.figures:
        return
    BOOK.save()
    terminalreporter.section("figures")
    for found in sorted(BOOK.figures.values(), key=lambda f: f.name):
        verdict = {True: "reached", False: "BELOW GOAL", None: ""}[found.reached]
        terminalreporter.line(f"{found.name:<42} {found.value:>12g} {found.unit:<10} {found.goal:<10} {verdict}")
