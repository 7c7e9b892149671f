"""From an analysis to the facts the template prints, and from those to a PDF. Pure but for the fonts."""

import json
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst
import yaml

from danceai.common.contracts.analyses import ComponentScore, MetricValue, Result
from danceai.common.contracts.base import Dance, Language

TEMPLATE = "report.typ"
UNITS = {"trunk": "×", "trunk/bar": "×", "trunk/s2": "", "deg": "°", "deg/s": "°/s", "ms": " ms", "%": " %", "": ""}
DECIMAL_COMMA = (Language.DE, Language.RU)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    text = (resources.files("danceai.scoring.report") / "words.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def number(value: float, digits: int, language: Language) -> str:
    """A number as the language writes it."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language in DECIMAL_COMMA else text


def _share(value: float) -> str:
    return f"{value:.0%}"


def _moments(moments: list[float]) -> str:
    return ", ".join(f"{int(second // 60)}:{second % 60:04.1f}" for second in moments)


def _reason(row: ComponentScore, result: Result, reasons: dict[str, str]) -> str:
    """Why a component has no score, in the report's language."""
    if result.view == "side":
        return reasons["side"]
    return reasons["music" if row.code == "MM" and not result.music.assessable else "seen"]


def _component(row: ComponentScore, result: Result, words: dict[str, Any], names: dict[str, str], language: Language) -> dict[str, Any]:
    shown = number(row.score, 1, language) if row.score is not None else ""
    between = (
        f"{number(row.low, 1, language)} – {number(row.high, 1, language)}"
        if row.low is not None and row.high is not None
        else ""
    )
    return {
        "code": row.code, "name": names[row.code], "score": row.score, "low": row.low, "high": row.high,
        "shown": shown, "range": between, "coverage": _share(row.coverage),
        "reason": _reason(row, result, words["reasons"]),
    }  # fmt: skip


def _metric(row: MetricValue, names: dict[str, str], missing: str, language: Language) -> dict[str, str]:
    digits = 0 if row.unit == "ms" else 1 if row.unit == "deg" else 2
    value = missing if row.value is None else number(row.value, digits, language) + UNITS[row.unit]
    return {
        "name": names[row.name], "component": row.component, "value": value, "coverage": _share(row.coverage),
        "points": "–" if row.score is None else number(row.score, 1, language),
    }  # fmt: skip


def facts_of(
    result: Result, evaluation: str, couple: str, dance: Dance, danced_on: date, language: Language,
    pictures: list[tuple[str, float]],
) -> dict[str, Any]:
    """Everything the template prints, in words of the language. pictures: (file name, second)."""
    words, names = _words()[language], _words()["names"][language]
    music = result.music
    heard = f"{number(music.beats_per_minute, 1, language)} {words['beats']}" if music.beats_per_minute else words["no_music"]
    return {
        "words": words, "language": language.value, "couple": couple, "dance": names[dance],
        "date": danced_on.isoformat(), "view": names[f"view_{result.view}"], "music": heard,
        "total": number(result.total, 1, language) if result.total is not None else None,
        "components": [_component(row, result, words, names, language) for row in result.components],
        "metrics": [_metric(row, names, words["not_assessable"], language) for row in result.metrics],
        "deficits": [
            {"name": names[row.name], "component": row.component, "metric": names[row.metric],
             "moments": _moments(row.moments)}
            for row in result.deficits[:6]
        ],
        "evaluation": [paragraph for paragraph in evaluation.split("\n") if paragraph.strip()],
        "pictures": [{"file": file, "caption": _moments([second])} for file, second in pictures],
    }  # fmt: skip


def compile_pdf(facts: dict[str, Any], folder: Path, fonts: Path) -> bytes:
    """Typeset the report. `folder` holds the pictures; the template is put beside them."""
    template = resources.files("danceai.scoring.report") / TEMPLATE
    source = folder / TEMPLATE
    source.write_text(template.read_text("utf-8"), "utf-8")
    data = json.dumps(facts, ensure_ascii=False)
    pdf = typst.compile(
        str(source), root=str(folder), font_paths=[str(fonts)], sys_inputs={"data": data},
        ignore_system_fonts=True,
    )  # fmt: skip
    return bytes(pdf or b"")
