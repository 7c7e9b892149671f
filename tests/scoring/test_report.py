"""The PDF in four languages: every number comes from the analysis, every glyph is there, all text can be selected."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pypdf
import pytest
import yaml

from danceai.coaching.template_writer import phrases, write
from danceai.common.contracts.analyses import CameraFacts, MusicFacts, Result
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.scoring.components import draw, rank_deficits, score_components, valued
from danceai.scoring.metrics.measure import Metric
from danceai.scoring.profile import load_profile
from danceai.scoring.report.document import compile_pdf, facts_of

VALUES = {
    "trunk_lean": (4.5, "deg"), "trunk_unrest": (2.1, "deg"), "head_lean": (17.0, "deg"), "head_unrest": (0.031, "trunk"),
    "elbow_drop": (0.52, "trunk"), "elbow_unevenness": (0.19, "trunk"), "shoulder_steadiness": (3.1, "deg"),
    "topline": (7.4, "deg"), "sway": (2.7, "deg"), "rise_and_fall": (0.031, "trunk"), "body_rotation": (88.0, "deg/s"),
    "balance": (0.034, "trunk"), "smoothness": (6.3, "trunk/s2"), "timing_offset": (93.0, "ms"),
    "timing_spread": (61.0, "ms"), "tempo_drift": (-1.2, "%"), "rhythm": (12.0, "%"), "hold_distance": (0.47, "trunk"),
    "frame_shape": (0.08, ""), "spacing": (0.09, "trunk"), "synchrony": (0.58, ""), "follow_lag": (133.0, "ms"),
    "travel": (0.61, "trunk/bar"), "step_length": (0.44, "trunk"), "floor_use": (2.2, "trunk"),
}  # fmt: skip


def _result() -> Result:
    profile = load_profile("js-2.1")
    bars = np.linspace(0.9, 1.1, 8)
    found = [
        (Metric(name, value, unit, 0.9, 250, value * bars, (1.5, 4.0), (2.5,)), Camera.A)
        for name, (value, unit) in VALUES.items()
    ]
    drawn = draw(found, profile, Dance.WALTZ)
    components, metrics = score_components(drawn), valued(drawn)
    return Result(
        components=components, total=sum(row.score or 0 for row in components), metrics=metrics,
        music=MusicFacts(
            assessable=True, beats_per_minute=87.0, bars_per_minute=29.0, beats=[0.4 + 0.69 * n for n in range(18)],
            beats_per_bar=3, official_bars_per_minute=(28, 30),
        ),
        deficits=rank_deficits(metrics, profile), view="diagonal", profile="js-2.1",
        cameras={Camera.A: CameraFacts(view="diagonal", coverage=0.98)},
    )  # fmt: skip


@pytest.mark.parametrize("language", Language)
def test_the_pdf_says_what_the_analysis_says(language: Language, models_folder: Path, tmp_path: Path) -> None:
    result = _result()
    text = write(result, Dance.WALTZ, language)
    facts = facts_of(result, text, "Max & Anna", Dance.WALTZ, date(2026, 11, 22), language, [])
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(compile_pdf(facts, tmp_path, models_folder / "fonts"))
    reader = pypdf.PdfReader(pdf)
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
    for paragraph in text.split("\n"):
        assert re.sub(r"[\s-]", "", paragraph)[:40] in re.sub(r"[\s-]", "", printed)


def _fonts(page: pypdf.PageObject) -> list:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("language", Language)
def test_every_number_in_the_text_is_a_number_of_the_analysis(language: Language) -> None:
    result = _result()
    known = {2.1}
    for row in result.components:
        known |= {row.score, row.low, row.high}
    for metric in result.metrics:
        known |= {round(abs(metric.value or 0), digits) for digits in (0, 1, 2)} | set(metric.moments)
    for found in re.findall(r"\d+(?:[.,]\d+)?", write(result, Dance.WALTZ, language)):
        assert float(found.replace(",", ".")) in known, found


@pytest.mark.parametrize("language", Language)
def test_a_missing_score_is_explained_in_the_reports_language(language: Language) -> None:
    result = _result()
    silent = result.model_copy(update={
        "music": MusicFacts(assessable=False, reason="The video has no sound."),
        "components": [
            row.model_copy(update={"score": None, "low": None, "high": None, "reason": "No music."})
            if row.code == "MM" else row
            for row in result.components
        ],
    })  # fmt: skip
    facts = facts_of(silent, "", "Max & Anna", Dance.WALTZ, date(2026, 11, 22), language, [])
    reason = next(row["reason"] for row in facts["components"] if row["code"] == "MM")
    english = facts_of(silent, "", "Max & Anna", Dance.WALTZ, date(2026, 11, 22), Language.EN, [])
    assert reason
    assert (reason == next(r["reason"] for r in english["components"] if r["code"] == "MM")) == (language == "en")


def test_all_languages_have_all_phrases() -> None:
    profile = load_profile("js-2.1")
    deficits = {curve.deficit for curve in profile.curves.values()}
    english = phrases(Language.EN)
    for language in Language:
        words = phrases(language)
        assert set(words) == set(english)
        for key, value in english.items():
            if isinstance(value, dict):
                assert set(words[key]) == set(value)
        assert {name for name, curve in profile.curves.items() if curve.weight} == set(words["faults"])
        assert deficits - {"swing_and_rotation", "footwork"} <= set(words["strengths"]), "the two are never scored"


def test_all_languages_have_all_words_of_the_report() -> None:
    import danceai.scoring.report as package

    words = yaml.safe_load((Path(package.__file__).parent / "words.yaml").read_text("utf-8"))
    names = set(load_profile("js-2.1").curves) | {curve.deficit for curve in load_profile("js-2.1").curves.values()}
    names |= {dance.value for dance in Dance} | {"TQ", "MM", "PS", "CP", "view_front", "view_diagonal", "view_side"}
    for language in Language:
        assert set(words[language]) == set(words["en"])
        assert names <= set(words["names"][language])


def test_a_text_without_scores_says_why() -> None:
    result = _result()
    blocked = [row.model_copy(update={"score": None, "low": None, "high": None}) for row in result.components]
    silent = result.model_copy(update={"components": blocked, "view": "side"})
    assert "from the side" in write(silent, Dance.WALTZ, Language.EN)
