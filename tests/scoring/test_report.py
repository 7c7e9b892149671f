"""The PDF in four languages: every number comes from the analysis, every glyph is there, all text can be selected."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pypdf
import pytest

from danceai.coaching.evaluations.wording import read_wording
from danceai.common.contracts.analyses import AnalysisDocument, Configuration
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.scores import CameraFacts, MusicFacts, Notice, Result
from danceai.scoring.descriptions import choose_words
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import describe_values, rank_deficits, resample, score_components
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.report.data_files import write_analysis_json
from danceai.scoring.report.document import Printed, collect_facts, compile_pdf
from tests.support.films import describe_video
from tests.support.places import ROOT
from tests.support.told import write_text

VALUES = {
    "trunk_lean": 4.5,
    "trunk_unrest": 2.1,
    "head_lean": 17.0,
    "head_unrest": 0.031,
    "elbow_drop": 0.52,
    "elbow_unevenness": 0.19,
    "shoulder_steadiness": 3.1,
    "topline": 7.4,
    "sway": 2.7,
    "rise_and_fall": 0.031,
    "body_rotation": 88.0,
    "balance": 0.034,
    "smoothness": 6.3,
    "timing_offset": 93.0,
    "timing_spread": 61.0,
    "tempo_drift": -1.2,
    "rhythm": 12.0,
    "hold_distance": 0.47,
    "frame_shape": 0.08,
    "spacing": 0.09,
    "synchrony": 0.58,
    "follow_lag": 133.0,
    "travel": 0.61,
    "step_length": 0.44,
    "floor_use": 2.2,
}


def _result() -> Result:
    calibration = load_calibration("js-2.1")
    bars = np.linspace(0.9, 1.1, 8)
    seen = {
        name: (Measurement(value, 0.9, 250, value * bars, (1.5, 4.0), (2.5,)), Camera.A)
        for name, value in VALUES.items()
    }
    resampled = resample(seen, calibration, Dance.WALTZ)
    components, metrics = score_components(resampled), describe_values(resampled)
    return Result(
        components=components,
        total=sum(row.score or 0 for row in components),
        metrics=metrics,
        music=MusicFacts(
            assessable=True,
            beats_per_minute=87.0,
            bars_per_minute=29.0,
            beats=[0.4 + 0.69 * n for n in range(18)],
            beats_per_bar=3,
            official_bars_per_minute=(28, 30),
        ),
        deficits=rank_deficits(metrics, calibration),
        view="diagonal",
        profile="js-2.1",
        cameras={Camera.A: CameraFacts(view="diagonal", coverage=0.98)},
    )


def _write(result: Result, dance: Dance, language: Language) -> str:
    return write_text(result, dance, language, choose_words(result, language))


def _printed(**changed: Any) -> Printed:
    seconds = np.arange(270) / 30
    sway = np.where((seconds > 3) & (seconds < 3.5), np.nan, 4 * np.sin(2 * np.pi * seconds / 4.1))
    standard = Printed(
        "Max & Anna",
        Dance.WALTZ,
        date(2026, 11, 22),
        timelines={"sway_line": sway, "rise_line": 0.06 * np.cos(2 * np.pi * seconds / 2.07)},
        fps=30.0,
        earlier=[(date(2026, 9, 3), {"TQ": 5.5, "MM": None, "PS": 6.0, "CP": 6.5})],
    )
    return replace(standard, **changed)


def _pdf(facts: dict[str, Any], folder: Path, fonts: Path) -> pypdf.PdfReader:
    pdf = folder / "report.pdf"
    pdf.write_bytes(compile_pdf(facts, folder, fonts))
    return pypdf.PdfReader(pdf)


@pytest.mark.parametrize("language", Language)
def test_the_pdf_says_what_the_analysis_says(language: Language, models_folder: Path, tmp_path: Path) -> None:
    result = _result()
    text = _write(result, Dance.WALTZ, language)
    facts = collect_facts(result, text, _printed(), language)
    reader = _pdf(facts, tmp_path, models_folder / "fonts")
    printed = "".join(page.extract_text() for page in reader.pages)
    fonts = {str(f["/BaseFont"]) for page in reader.pages for f in _fonts(page)}
    assert fonts
    assert all("NotoSans" in font for font in fonts), fonts
    squeezed = re.sub(r"\s", "", printed)
    for row in facts["components"]:
        assert re.sub(r"\s", "", row["name"] + row["shown"]) in squeezed or row["shown"] in printed
        assert row["name"].replace(" ", "") in squeezed
    for row in facts["metrics"]:
        assert row["value"].replace(" ", "") in squeezed
    for row in facts["parts"]:
        assert row["name"].replace(" ", "") in squeezed
    assert "2026-09-03" in printed, "the trend"
    for paragraph in text.split("\n"):
        assert re.sub(r"[\s-]", "", paragraph)[:40] in re.sub(r"[\s-]", "", printed)


@pytest.mark.parametrize("language", Language)
def test_every_number_of_the_pdf_is_in_the_analysis(language: Language, models_folder: Path, tmp_path: Path) -> None:
    """Read back from the PDF: scores, intervals, metrics, sub-criteria, coverage. Dates and clock times apart."""
    result = _result()
    document = AnalysisDocument(
        analysis_id=uuid4(),
        session_id=uuid4(),
        couple="Max & Anna",
        dance=Dance.WALTZ,
        language=language,
        configuration=Configuration(),
        poses={},
        result=result,
        evaluation=_write(result, Dance.WALTZ, language),
        video=describe_video(270),
    )
    known = _numbers(json.loads(write_analysis_json(document))["result"])
    facts = collect_facts(result, document.evaluation, _printed(timelines={}, earlier=[]), language)
    method = {"2.1", "6", "8", "10", "40", "50"}
    printed = "\n".join(page.extract_text() for page in _pdf(facts, tmp_path, models_folder / "fonts").pages)
    printed = re.sub(r"\d{4}-\d\d-\d\d|\d+:\d\d\.\d|(?<![.,\d])\d+ / \d+", " ", printed)
    found = [number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", printed)]
    assert len(found) > 100
    assert [number for number in found if number not in known | method] == []


def _numbers(value: Any) -> set[str]:
    """Every number of a document, as it may be printed: rounded to 0, 1 and 2 digits, shares in percent."""
    if isinstance(value, dict):
        return set().union(*(_numbers(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(_numbers(part) for part in value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return set()
    return {f"{abs(value):.{digits}f}" for digits in (0, 1, 2)} | {f"{100 * value:.0f}"}


def test_the_schema_of_the_document_is_published() -> None:
    published = json.loads((ROOT / "docs" / "analysis.schema.json").read_text("utf-8"))
    assert published == AnalysisDocument.model_json_schema(), "run `make api`"


def test_a_long_dance_shows_bars_only() -> None:
    result = _result()
    beats = [0.4 + 0.69 * number for number in range(130)]
    long = result.model_copy(update={"music": result.music.model_copy(update={"beats": beats})})
    facts = collect_facts(long, "", _printed(timelines={"sway_line": np.sin(np.arange(2700) / 30)}), Language.EN)
    assert len(facts["beats"]) == 44 and all(line["first"] for line in facts["beats"])
    assert sum(len(run) for run in facts["timelines"][0]["runs"]) <= 460


@pytest.mark.parametrize("language", Language)
def test_the_wrong_music_is_told(language: Language) -> None:
    result = _result()
    fast = result.music.model_copy(update={"warning": "wrong_tempo", "bars_per_minute": 33.0})
    facts = collect_facts(result.model_copy(update={"music": fast}), "", _printed(), language)
    assert re.search(r"33[.,]0", facts["warnings"][0])
    other = MusicFacts(assessable=False, reason="", warning="wrong_dance", sounds_like=Dance.TANGO)
    facts = collect_facts(result.model_copy(update={"music": other}), "", _printed(), language)
    assert facts["warnings"][0].count("{") == 0
    told = _write(result.model_copy(update={"music": other}), Dance.WALTZ, language)
    assert read_wording(language).name_dance(Dance.TANGO) in told, "not that there was no music"


@pytest.mark.parametrize("language", Language)
def test_bars_that_are_told_from_the_movement_are_said_to_be(language: Language) -> None:
    silent = MusicFacts(assessable=False, reason="The video has no sound.", bars_from="none")
    moved = silent.model_copy(update={"bars_from": "moved", "beats_per_minute": 87.2, "bars_per_minute": 29.07})
    told = {}
    for music in (silent, moved):
        result = _result().model_copy(update={"music": music})
        printed = collect_facts(result, "", _printed(), language)["music"]
        told[music.bars_from] = printed, _write(result, Dance.WALTZ, language)
    assert not any(re.search(r"29[.,]1", said) for said in told["none"])
    assert all(re.search(r"29[.,]1", said) and "{" not in said for said in told["moved"])


@pytest.mark.parametrize("language", Language)
def test_what_must_be_known_stands_above_the_scores(language: Language, models_folder: Path, tmp_path: Path) -> None:
    notices = [
        Notice(code="lead_unsure", camera=Camera.A, value=0.6),
        Notice(code="couple_lost", camera=Camera.B, value=0.37),
        Notice(code="shots", camera=Camera.A, value=3),
    ]
    cameras = {camera: CameraFacts(view="front", coverage=0.9) for camera in Camera}
    result = _result().model_copy(update={"notices": notices, "cameras": cameras})
    text = _write(result, Dance.WALTZ, language)
    facts = collect_facts(result, text, _printed(), language)
    assert len(set(facts["notices"])) == 3
    assert "37%" in facts["notices"][1] and "3" in facts["notices"][2]
    assert text.split("\n")[:3] == facts["notices"]
    one = result.model_copy(update={"cameras": {Camera.A: cameras[Camera.A]}})
    alone = collect_facts(one, text, _printed(), language)["notices"]
    assert all(said.endswith(short) and said != short for said, short in zip(facts["notices"], alone, strict=True))
    first = _pdf(facts, tmp_path, models_folder / "fonts").pages[0].extract_text()
    printed, column = re.sub(r"\s", "", first), facts["words"]["interval"]
    assert all(re.sub(r"\s", "", said) in printed.split(column)[0] for said in facts["notices"])


@pytest.mark.parametrize("language", Language)
def test_one_reason_for_everything_is_told_once(language: Language) -> None:
    result = _result()
    nobody = [
        row.model_copy(update={"score": None, "low": None, "high": None, "cause": "still"}) for row in result.components
    ]
    facts = collect_facts(result.model_copy(update={"components": nobody}), "", _printed(), language)
    assert facts["notices"] == [facts["words"]["reasons"]["still"]]
    assert not any(row["reason"] for row in facts["components"])


def _fonts(page: pypdf.PageObject) -> list[Any]:
    resources: Any = page["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]


@pytest.mark.parametrize("language", Language)
def test_every_number_in_the_text_is_a_number_of_the_analysis(language: Language) -> None:
    result = _result()
    known: set[float | None] = {2.1}
    for row in result.components:
        known |= {row.score, row.low, row.high}
    for metric in result.metrics:
        known |= {round(abs(metric.value or 0), digits) for digits in (0, 1, 2)} | set(metric.moments)
    for found in re.findall(r"\d+(?:[.,]\d+)?", _write(result, Dance.WALTZ, language)):
        assert float(found.replace(",", ".")) in known, found


@pytest.mark.parametrize("language", Language)
def test_a_missing_score_is_explained_in_the_reports_language(language: Language) -> None:
    result = _result()
    silent = result.model_copy(
        update={
            "music": MusicFacts(assessable=False, reason="The video has no sound."),
            "components": [
                row.model_copy(update={"score": None, "low": None, "high": None, "reason": "No music."})
                if row.code == "MM"
                else row
                for row in result.components
            ],
        }
    )
    facts = collect_facts(silent, "", _printed(), language)
    reason = next(row["reason"] for row in facts["components"] if row["code"] == "MM")
    english = collect_facts(silent, "", _printed(), Language.EN)
    assert reason
    assert (reason == next(r["reason"] for r in english["components"] if r["code"] == "MM")) == (language == "en")


def test_a_text_without_scores_says_why() -> None:
    result = _result()
    blocked = [row.model_copy(update={"score": None, "low": None, "high": None}) for row in result.components]
    silent = result.model_copy(update={"components": blocked, "view": "side"})
    assert "from the side" in _write(silent, Dance.WALTZ, Language.EN)
