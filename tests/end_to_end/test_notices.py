"""What must be known before scores are read is told in result, text, report and files; and people may say who leads."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pypdf
import pytest

from danceai.common.poses import from_parquet
from danceai.local.client import Client, Refused
from tests.support.doubtful import UNSURE, rescored

SENTENCES = {"lead_unsure": "not sure who leads", "shots": "several shots (2)"}


def _read(client: Client, analysis: dict[str, Any], name: str, folder: Path) -> bytes:
    path: Path = client.download(analysis["id"], name, folder / f"{analysis['id']}-{name}")
    return path.read_bytes()


def _print(client: Client, analysis: dict[str, Any], folder: Path) -> str:
    pages = pypdf.PdfReader(io.BytesIO(_read(client, analysis, "report.pdf", folder))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def _columns(data: bytes, who: str) -> list[list[str]]:
    rows = csv.DictReader(io.StringIO(data.decode()))
    return [[cell for name, cell in row.items() if name.startswith(who)] for row in rows]


def _metric(analysis: dict[str, Any], name: str) -> float:
    value: float = next(row["value"] for row in analysis["result"]["metrics"] if row["name"] == name)
    return value


def test_a_photograph_with_music_has_no_scores(trainer: Client, still_sample: dict[str, Any], tmp_path: Path) -> None:
    result = still_sample["result"]
    assert {(row["score"], row["cause"]) for row in result["components"]} == {(None, "still")}
    assert result["total"] is None and not result["deficits"] and not result["notices"]
    assert all(row["value"] is None and row["score"] is None for row in result["metrics"])
    assert still_sample["evaluation"].count("\n") == 0 and "Nobody moves" in still_sample["evaluation"]
    printed = _print(trainer, still_sample, tmp_path)
    assert printed.index("Nobody moves") < printed.index("Component")
    assert printed.count("Nobody moves") == 2, "above the scores, and in the text; not once for each of them"


def test_shots_and_an_unsure_lead_are_told_everywhere(
    trainer: Client, doubtful_sample: dict[str, Any], tmp_path: Path
) -> None:
    assert doubtful_sample["result"]["notices"] == [
        {"code": "lead_unsure", "camera": "A", "value": UNSURE},
        {"code": "shots", "camera": "A", "value": 2.0},
    ]
    printed = _print(trainer, doubtful_sample, tmp_path)
    lines = doubtful_sample["evaluation"].split("\n")
    for line, sentence in zip(lines, SENTENCES.values(), strict=False):
        assert sentence in line
        assert printed.index(sentence) < printed.index("Component")
    german = rescored(trainer, doubtful_sample, language="de")
    assert "Wir sind nicht sicher, wer führt." in german["evaluation"]
    assert "mehreren Einstellungen geschnitten (2)" in _print(trainer, german, tmp_path)


def test_lead_and_follow_are_swapped_everywhere(
    trainer: Client, doubtful_sample: dict[str, Any], swapped_sample: dict[str, Any], tmp_path: Path
) -> None:
    swapped = swapped_sample
    assert swapped["configuration"]["swapped"] == {"A": True}
    assert [notice["code"] for notice in swapped["result"]["notices"]] == ["shots"], "who leads is no question any more"
    assert _metric(doubtful_sample, "follow_lag") > 40 and _metric(swapped, "follow_lag") < -40, "she leads"
    before, after = (
        from_parquet(_read(trainer, one, "poses.parquet", tmp_path)).dense(270, 2) for one in (doubtful_sample, swapped)
    )
    np.testing.assert_array_equal(before.xy[:, ::-1], after.xy)
    before_csv, after_csv = (_read(trainer, one, "frames.csv", tmp_path) for one in (doubtful_sample, swapped))
    assert _columns(after_csv, "lead_") == _columns(before_csv, "follow_") != _columns(before_csv, "lead_")
    markers = [
        _read(trainer, one, name, tmp_path).split(b"\n", 1)[1]
        for one, name in ((doubtful_sample, "lead.trc"), (swapped, "follow.trc"), (swapped, "lead.trc"))
    ]
    assert markers[0] == markers[1] != markers[2]
    overlays = [_read(trainer, one, "overlay.mp4", tmp_path) for one in (doubtful_sample, swapped)]
    assert overlays[0] != overlays[1], "blue is the other one"
    again = rescored(trainer, swapped, latency_ms=0)
    assert again["configuration"]["swapped"] == {"A": True}, "what was said stays said"


def test_that_it_is_right_may_be_said_too(trainer: Client, doubtful_sample: dict[str, Any]) -> None:
    confirmed = rescored(trainer, doubtful_sample, swapped={"A": False})
    assert [notice["code"] for notice in confirmed["result"]["notices"]] == ["shots"]
    assert confirmed["result"]["components"] == doubtful_sample["result"]["components"]


def test_a_camera_that_is_not_there_has_no_lead(trainer: Client, finished_sample: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="no camera B"):
        trainer.call("POST", f"/v1/analyses/{finished_sample['id']}/rescore", {"swapped": {"B": True}})
