"""From an analysis to the facts the template prints, and from those to a PDF. Pure but for the fonts."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import typst
import yaml
from numpy.typing import NDArray

from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.scores import ComponentScore, MetricValue, MusicFacts, Result

TEMPLATE = "report.typ"
UNITS = {"trunk": "×", "trunk/bar": "×", "trunk/s2": "", "deg": "°", "deg/s": "°/s", "ms": " ms", "%": " %", "": ""}
MOST_BEATS = 60
"""More lines than these are no longer lines: then only bars are drawn."""
MOST_POINTS = 400
DECIMAL_COMMA = (Language.DE, Language.RU)


Series = NDArray[np.float64]


@dataclass(frozen=True)
class Printed:
    """What the report shows beside the result: pictures, the couple's course over time and its earlier scores."""

    couple: str
    dance: Dance
    danced_on: date
    pictures: list[tuple[str, float, str]] = field(default_factory=list)
    """File name, second and the metric it shows"""
    timelines: dict[str, Series] = field(default_factory=dict)
    """`sway_line`, `rise_line`: (frames,) values, NaN where unknown"""
    fps: float = 30.0
    earlier: list[tuple[date, dict[str, float | None]]] = field(default_factory=list)
    """Same couple, same dance: day and score per component, oldest first"""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    text = (resources.files("danceai.scoring.report") / "words.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def number(value: float, digits: int, language: Language) -> str:
    """A number as the language writes it."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language in DECIMAL_COMMA else text


def mark(value: float, language: Language) -> str:
    """A score: half points with one digit, quarter points with two."""
    return number(value, 1 if round(value * 4) % 2 == 0 else 2, language)


def part_name(deficit: str, names: dict[str, str]) -> str:
    """A sub-criterion; several bear the name of their first metric, which says more exactly what is measured."""
    return names.get(f"part_{deficit}", names[deficit])


def _share(value: float) -> str:
    return f"{value:.0%}"


def _clock(second: float) -> str:
    return f"{int(second // 60)}:{second % 60:04.1f}"


def _reason(row: ComponentScore, result: Result, reasons: dict[str, str]) -> str:
    """Why a component has no score, in the report's language."""
    if result.view == "side":
        return reasons["side"]
    return reasons["music" if row.code == "MM" and not result.music.assessable else "seen"]


def _component(
    row: ComponentScore, result: Result, words: dict[str, Any], names: dict[str, str], language: Language
) -> dict[str, Any]:
    known = row.low is not None and row.high is not None
    return {
        "code": row.code,
        "name": names[row.code],
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "shown": mark(row.score, language) if row.score is not None else "",
        "range": f"{number(row.low or 0, 1, language)} – {number(row.high or 0, 1, language)}" if known else "",
        "coverage": _share(row.coverage),
        "reason": _reason(row, result, words["reasons"]),
    }


def _metric(row: MetricValue, names: dict[str, str], words: dict[str, Any], language: Language) -> dict[str, str]:
    digits = 0 if row.unit == "ms" else 1 if row.unit in ("deg", "%", "deg/s") else 2
    value = words["not_assessable"] if row.value is None else number(row.value, digits, language) + UNITS[row.unit]
    points = "–" if row.score is None else number(row.score, 1, language)
    return {
        "name": names[row.name],
        "component": row.component,
        "value": value,
        "coverage": _share(row.coverage),
        "points": points if row.scored or row.value is None else words["not_scored"],
    }


def _timeline(name: str, values: Series, words: dict[str, Any], language: Language) -> dict[str, Any]:
    """Runs of points between 0 and 1, thinned to what a page can show."""
    low, high = (float(edge) for edge in np.nanpercentile(values, (1, 99)))
    step = max(1, len(values) // MOST_POINTS)
    runs: list[list[tuple[float, float]]] = [[]]
    for at in range(0, len(values), step):
        if np.isfinite(values[at]):
            height = float(np.clip((values[at] - low) / max(high - low, 1e-9), 0, 1))
            runs[-1].append((round(at / len(values), 4), round(0.05 + 0.9 * height, 4)))
        elif runs[-1]:
            runs.append([])
    digits = 1 if name == "sway_line" else 2
    return {
        "name": words[name],
        "low": number(low, digits, language),
        "high": number(high, digits, language),
        "runs": [run for run in runs if len(run) > 1],
    }


def _beats(music: MusicFacts, seconds: float) -> list[dict[str, Any]]:
    """Beats between 0 and 1 of the video; only the first of each bar where there are many."""
    lines = [
        {"at": round(beat / seconds, 4), "first": (number - music.first_downbeat) % music.beats_per_bar == 0}
        for number, beat in enumerate(music.beats)
        if 0 <= beat <= seconds
    ]
    return lines if len(lines) <= MOST_BEATS else [line for line in lines if line["first"]]


def _warnings(music: MusicFacts, words: dict[str, Any], names: dict[str, str], language: Language) -> list[str]:
    if music.warning == "wrong_dance" and music.sounds_like:
        return [words["wrong_dance"].format(dance=names[music.sounds_like])]
    if music.warning == "wrong_tempo" and music.bars_per_minute and music.official_bars_per_minute:
        bars = number(music.bars_per_minute, 1, language)
        low, high = (number(edge, 0, language) for edge in music.official_bars_per_minute)
        return [words["wrong_tempo"].format(bars=bars, low=low, high=high)]
    return []


def _trend(result: Result, printed: Printed, language: Language) -> list[dict[str, Any]]:
    if not printed.earlier:
        return []
    now = (printed.danced_on, {row.code: row.score for row in result.components})
    return [
        {
            "date": day.isoformat(),
            "now": place == len(printed.earlier),
            "scores": ["–" if score is None else mark(score, language) for score in scores.values()],
        }
        for place, (day, scores) in enumerate([*printed.earlier, now])
    ]


def facts_of(result: Result, evaluation: str, printed: Printed, language: Language) -> dict[str, Any]:
    """Everything the template prints, in words of the language."""
    words, names = _words()[language], _words()["names"][language]
    music = result.music
    heard = (
        f"{number(music.beats_per_minute, 1, language)} {words['beats']}"
        if music.beats_per_minute
        else words["no_music"]
    )
    seconds = max((len(values) for values in printed.timelines.values()), default=0) / printed.fps
    latency = result.latency_ms
    return {
        "words": words,
        "language": language.value,
        "couple": printed.couple,
        "dance": names[printed.dance],
        "date": printed.danced_on.isoformat(),
        "view": names[f"view_{result.view}"],
        "music": heard,
        "total": mark(result.total, language) if result.total is not None else None,
        "components": [_component(row, result, words, names, language) for row in result.components],
        "parts": [
            {
                "name": part_name(part.name, names),
                "component": row.code,
                "score": part.score,
                "low": part.low,
                "high": part.high,
                "shown": number(part.score, 1, language),
            }
            for row in result.components
            for part in row.parts
        ],
        "metrics": [_metric(row, names, words, language) for row in result.metrics],
        "deficits": [
            {
                "name": part_name(row.name, names),
                "component": row.component,
                "metric": names[row.metric],
                "moments": ", ".join(_clock(second) for second in row.moments),
            }
            for row in result.deficits[:6]
        ],
        "evaluation": [paragraph for paragraph in evaluation.split("\n") if paragraph.strip()],
        "pictures": [
            {"file": file, "caption": f"{_clock(second)} · {names[metric]}"}
            for file, second, metric in printed.pictures
        ],
        "timelines": [
            _timeline(name, values, words, language)
            for name, values in printed.timelines.items()
            if np.isfinite(values).sum() > 1
        ],
        "beats": _beats(music, seconds) if seconds else [],
        "ends": _clock(seconds),
        "trend": _trend(result, printed, language),
        "warnings": _warnings(music, words, names, language),
        "latency": words["latency_open"]
        if latency is None
        else words["latency_known"].format(ms=number(latency, 0, language)),
    }


def compile_pdf(facts: dict[str, Any], folder: Path, fonts: Path) -> bytes:
    """Typeset the report. `folder` holds the pictures; the template is put beside them."""
    template = resources.files("danceai.scoring.report") / TEMPLATE
    source = folder / TEMPLATE
    source.write_text(template.read_text("utf-8"), "utf-8")
    data = json.dumps(facts, ensure_ascii=False)
    pdf = typst.compile(
        str(source), root=str(folder), font_paths=[str(fonts)], sys_inputs={"data": data}, ignore_system_fonts=True
    )
    return bytes(pdf or b"")
