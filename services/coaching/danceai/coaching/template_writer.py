"""The evaluation without any AI: deterministic sentences from a phrase file per language. Pure.

Every number in the text is a number of the analysis, rounded as it is shown.
"""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.scores import MetricValue, Result

MOST_DEFICITS = 3
STRONG = 7.5
DIGITS = {"ms": 0, "deg": 1, "%": 1}


@lru_cache(maxsize=8)
def phrases(language: Language) -> dict[str, Any]:
    """The phrase file of one language."""
    text = (resources.files("danceai.coaching.phrases") / f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def _number(value: float, digits: int, words: dict[str, Any]) -> str:
    return f"{value:.{digits}f}".replace(".", words["number"]["decimal"])


def _opening(result: Result, dance: str, words: dict[str, Any]) -> str:
    if all(component.score is None for component in result.components):
        reason = words["reason_side" if result.view == "side" else "reason_other"]
        return str(words["no_scores"].format(dance=dance, reason=reason))
    parts = []
    for component in result.components:
        name = words["components"][component.code]
        if component.score is None or component.low is None or component.high is None:
            parts.append(words["unscored"].format(component=name))
        else:
            low, high = _number(component.low, 1, words), _number(component.high, 1, words)
            # Quarter points have two digits.
            shown = _number(component.score, 1 if round(component.score * 4) % 2 == 0 else 2, words)
            parts.append(words["score"].format(component=name, score=shown, low=low, high=high))
    system = result.profile.removeprefix("js-")
    return str(words["opening"].format(dance=dance, system=system, scores=", ".join(parts)))


def _strength(metrics: list[MetricValue], words: dict[str, Any]) -> str | None:
    scored = [metric for metric in metrics if metric.score is not None and metric.score >= STRONG]
    if not scored:
        return None
    best = max(scored, key=lambda metric: (metric.score or 0, metric.name))
    return str(words["strength"].format(name=words["strengths"][best.deficit]))


def _deficits(result: Result, words: dict[str, Any]) -> list[str]:
    by_name = {metric.name: metric for metric in result.metrics}
    sentences = []
    for deficit in result.deficits[:MOST_DEFICITS]:
        metric = by_name[deficit.metric]
        if metric.value is None:
            continue
        value = _number(abs(metric.value), DIGITS.get(metric.unit, 2), words)
        sentence = words["faults"][deficit.metric].format(value=value)
        if deficit.moments:
            sentence += " " + words["moment"].format(moment=_number(deficit.moments[0], 1, words))
        sentences.append(sentence)
    return sentences


def write(result: Result, dance: Dance, language: Language) -> str:
    """The evaluation: one paragraph per line."""
    words = phrases(language)
    lines = [_opening(result, words["dances"][dance], words)]
    if any(component.score is not None for component in result.components):
        strength = _strength(result.metrics, words)
        if strength:
            lines.append(strength)
        lines += _deficits(result, words) or [words["no_deficit"]]
    if result.music.sounds_like:
        lines.append(words["wrong_dance"].format(dance=words["dances"][result.music.sounds_like]))
    elif not result.music.assessable:
        lines.append(words["timing_missing"])
    return "\n".join(lines)
