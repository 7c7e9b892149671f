"""From an analysis to the facts the template prints, and from those to a PDF. Pure but for the fonts."""

import json
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import typst
from numpy.typing import NDArray

from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.scores import ComponentScore, MetricValue, MusicFacts, Result
from danceai.common.numbers import write_clock, write_share
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.units import DEGREES, SHARE, TRUNKS, UNITS
from danceai.scoring.descriptions import name_deficit, name_metric
from danceai.scoring.report.letters import list_letters, write_out
from danceai.scoring.report.wording import Wording, read_wording

TEMPLATE = "report.typ"
MOST_BEATS = 60
"""More lines than these are no longer lines: then only bars are drawn."""
MOST_POINTS = 400
MOST_DEFICITS = 6
LINE_UNITS = {"sway_line": DEGREES, "rise_line": TRUNKS}

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


def _collect_component(row: ComponentScore, result: Result, wording: Wording) -> dict[str, Any]:
    known = row.low is not None and row.high is not None
    low, high = (wording.write_number(edge or 0, 1) for edge in (row.low, row.high))
    return {
        "code": row.code,
        "name": COMPONENTS[row.code][wording.language],
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "shown": wording.write_mark(row.score) if row.score is not None else "",
        "range": f"{low} – {high}" if known else "",
        "coverage": write_share(row.coverage),
        "reason": "" if row.score is not None or result.blocked else wording.words["reasons"][result.find_cause(row)],
    }


def _collect_metric(row: MetricValue, wording: Wording) -> dict[str, str]:
    words, unit = wording.words, UNITS.get(row.unit, SHARE)
    points = "–" if row.score is None else wording.write_number(row.score, 1)
    return {
        "name": name_metric(row.name, wording.language),
        "component": row.component,
        "value": words["not_assessable"]
        if row.value is None
        else wording.write_number(row.value, unit.digits) + unit.suffix,
        "coverage": write_share(row.coverage),
        "points": points if row.scored or row.value is None else words["not_scored"],
    }


def _collect_timeline(name: str, values: Series, wording: Wording) -> dict[str, Any]:
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
    digits = LINE_UNITS[name].digits
    return {
        "name": wording.words[name],
        "low": wording.write_number(low, digits),
        "high": wording.write_number(high, digits),
        "runs": [run for run in runs if len(run) > 1],
    }


def _collect_beats(music: MusicFacts, seconds: float) -> list[dict[str, Any]]:
    """Beats between 0 and 1 of the video; only the first of each bar where there are many."""
    lines = [
        {"at": round(beat / seconds, 4), "first": (number - music.first_downbeat) % music.beats_per_bar == 0}
        for number, beat in enumerate(music.beats)
        if 0 <= beat <= seconds
    ]
    return lines if len(lines) <= MOST_BEATS else [line for line in lines if line["first"]]


def _tell_music(music: MusicFacts, wording: Wording) -> str:
    """The tempo and where it is from, in a few words."""
    if music.bars_from == "moved" and music.bars_per_minute:
        return str(wording.words["bars_moved"].format(bars=wording.write_number(music.bars_per_minute, 1)))
    if music.beats_per_minute:
        return f"{wording.write_number(music.beats_per_minute, 1)} {wording.words['beats']}"
    return str(wording.words["no_music"])


def _warn(music: MusicFacts, wording: Wording) -> list[str]:
    """What is wrong with the music, in sentences."""
    words = wording.words
    if music.warning == "wrong_dance" and music.sounds_like:
        return [words["wrong_dance"].format(dance=words["dances"][music.sounds_like])]
    if music.warning == "wrong_tempo" and music.bars_per_minute and music.official_bars_per_minute:
        bars = wording.write_number(music.bars_per_minute, 1)
        low, high = (wording.write_number(edge, 0) for edge in music.official_bars_per_minute)
        return [words["wrong_tempo"].format(bars=bars, low=low, high=high)]
    return []


def _collect_trend(result: Result, printed: Printed, wording: Wording) -> list[dict[str, Any]]:
    if not printed.earlier:
        return []
    now = (printed.danced_on, {row.code: row.score for row in result.components})
    return [
        {
            "date": day.isoformat(),
            "now": place == len(printed.earlier),
            "scores": ["–" if score is None else wording.write_mark(score) for score in scores.values()],
        }
        for place, (day, scores) in enumerate([*printed.earlier, now])
    ]


def collect_facts(result: Result, evaluation: str, printed: Printed, language: Language) -> dict[str, Any]:
    """Everything the template prints, in words of the language."""
    wording = read_wording(language)
    words, music = wording.words, result.music
    seconds = max((len(values) for values in printed.timelines.values()), default=0) / printed.fps
    latency = result.latency_ms
    return {
        "words": words,
        "language": language.value,
        "couple": printed.couple,
        "dance": words["dances"][printed.dance],
        "date": printed.danced_on.isoformat(),
        "view": words["views"][result.view],
        "music": _tell_music(music, wording),
        "total": wording.write_mark(result.total) if result.total is not None else None,
        "components": [_collect_component(row, result, wording) for row in result.components],
        "parts": [
            {
                "name": name_deficit(part.name, language),
                "component": row.code,
                "score": part.score,
                "low": part.low,
                "high": part.high,
                "shown": wording.write_number(part.score, 1),
            }
            for row in result.components
            for part in row.parts
        ],
        "metrics": [_collect_metric(row, wording) for row in result.metrics],
        "deficits": [
            {
                "name": name_deficit(row.name, language),
                "component": row.component,
                "metric": name_metric(row.metric, language),
                "moments": ", ".join(write_clock(second) for second in row.moments),
            }
            for row in result.deficits[:MOST_DEFICITS]
        ],
        "evaluation": [paragraph for paragraph in evaluation.split("\n") if paragraph.strip()],
        "pictures": [
            {"file": file, "caption": f"{write_clock(second)} · {name_metric(metric, language)}"}
            for file, second, metric in printed.pictures
        ],
        "timelines": [
            _collect_timeline(name, values, wording)
            for name, values in printed.timelines.items()
            if np.isfinite(values).sum() > 1
        ],
        "beats": _collect_beats(music, seconds) if seconds else [],
        "ends": write_clock(seconds),
        "trend": _collect_trend(result, printed, wording),
        "notices": ([words["reasons"][result.blocked]] if result.blocked else [])
        + result.say_notices(words["notices"], words["camera"]),
        "warnings": _warn(music, wording),
        "latency": words["latency_open"]
        if latency is None
        else words["latency_known"].format(ms=wording.write_number(latency, 0)),
    }


def compile_pdf(facts: dict[str, Any], folder: Path, fonts: Path) -> bytes:
    """Typeset the report. `folder` holds the pictures; the template is put beside them.

    The couple's name is people's own: what the fonts have no letters for is written out.
    """
    template = resources.files("danceai.scoring.report") / TEMPLATE
    source = folder / TEMPLATE
    source.write_text(template.read_text("utf-8"), "utf-8")
    told = facts | {"couple": write_out(facts["couple"], list_letters(fonts))}
    data = json.dumps(told, ensure_ascii=False)
    pdf = typst.compile(
        str(source), root=str(folder), font_paths=[str(fonts)], sys_inputs={"data": data}, ignore_system_fonts=True
    )
    return bytes(pdf or b"")
