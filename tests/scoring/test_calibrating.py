"""Calibration to judges' marks: better on marks that were not seen, or nothing at all."""

import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from danceai.common.errors import Invalid
from danceai.local.measuring import calibrate
from danceai.scoring.judging.calibrate import fit, format_calibration, read_marks
from danceai.scoring.judging.calibration import read_calibration

OURS = np.round(np.random.default_rng(11).uniform(4, 9, 60) * 2) / 2


def _disagreement(points: float) -> np.ndarray:
    return np.random.default_rng(12).normal(0, points, 60)


def test_strict_judges_are_met() -> None:
    found = fit(OURS, 1 + 0.75 * OURS + _disagreement(0.2))
    assert found.best in ("line", "curve")
    assert found.errors[found.best] < 0.3 < found.errors["as it is"]
    assert found.rank[found.best] > 0.9
    heights = [y for _, y in found.points]
    assert heights == sorted(heights)
    calibration = read_calibration("studio", yaml.safe_load(format_calibration("js-2.1", {"TQ": found})))
    assert calibration.fit("TQ", np.array([8.0]))[0] == pytest.approx(7.0, abs=0.25)
    assert calibration.fit("MM", np.array([8.0]))[0] == 8.0, "no marks, no change"


def test_judges_who_agree_with_us_change_nothing() -> None:
    found = fit(OURS, OURS + _disagreement(0.3))
    assert found.errors["as it is"] <= found.errors[found.best] + 0.03
    calibration = read_calibration("studio", yaml.safe_load(format_calibration("js-2.1", {"TQ": found})))
    assert calibration.fit("TQ", np.array([7.0]))[0] == pytest.approx(7.0, abs=0.2)


def test_too_few_marks_are_refused() -> None:
    with pytest.raises(Invalid, match="at least 8"):
        fit(OURS[:7], OURS[:7])


def _table(folder: Path, marks: list[str]) -> Path:
    lines = ["analysis,TQ,MM,PS,CP"]
    for number, mark in enumerate(marks):
        components = [{"code": "TQ", "score": OURS[number]}, {"code": "MM", "score": None}]
        (folder / f"{number}.json").write_text(json.dumps({"result": {"components": components}}))
        lines.append(f"{number}.json,{mark},5.0,,")
    path = folder / "marks.csv"
    path.write_text("\n".join(lines))
    return path


def test_the_table_is_read_and_a_bad_line_named(tmp_path: Path) -> None:
    marks = read_marks(_table(tmp_path, [f"{score - 1}" for score in OURS[:10]]))
    assert len(marks["TQ"][0]) == 10
    assert len(marks["MM"][0]) == 0, "not assessable here"
    with pytest.raises(Invalid, match="Line 3"):
        read_marks(_table(tmp_path, ["6.0", "sehr gut"]))
    with pytest.raises(Invalid, match="between 1 and 10"):
        read_marks(_table(tmp_path, ["60"]))


def test_the_command_writes_a_calibration(tmp_path: Path) -> None:
    from argparse import Namespace

    table = _table(tmp_path, [f"{score - 1:.2f}" for score in OURS[:20]])
    options = Namespace(marks=table, profile="js-2.1", output=tmp_path / "studio.yaml")
    assert calibrate(options) == 0
    assert "TQ" in yaml.safe_load(options.output.read_text())["fitted"]
