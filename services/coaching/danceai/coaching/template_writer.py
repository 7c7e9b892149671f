"""The evaluation without any AI: deterministic sentences from a phrase file per language. Pure.

What is said of a metric or a deficit comes with the result; no metric is known here by name. Every number in the text
is a number of the analysis, rounded as it is shown.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.scores import MetricValue, Result

MOST_DEFICITS = 3
STRONG = 7.5


@cache
def read_phrases(language: Language) -> dict[str, Any]:
    """The phrase file of one language."""
    text = (resources.files("danceai.coaching.phrases") / f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def _write_number(value: float, digits: int, phrases: dict[str, Any]) -> str:
    return f"{value:.{digits}f}".replace(".", phrases["decimal"])


def _open(result: Result, dance: str, phrases: dict[str, Any]) -> str:
    """The scores in one sentence, or why there are none."""
    if all(component.score is None for component in result.components):
        reason = phrases["reason_side" if result.view == "side" else "reason_other"]
        return str(phrases["no_scores"].format(dance=dance, reason=reason))
    parts = []
    for component in result.components:
        name = phrases["components"][component.code]
        if component.score is None or component.low is None or component.high is None:
            parts.append(phrases["unscored"].format(component=name))
        else:
            low, high = _write_number(component.low, 1, phrases), _write_number(component.high, 1, phrases)
            # Quarter points have two digits.
            shown = _write_number(component.score, 1 if round(component.score * 4) % 2 == 0 else 2, phrases)
            parts.append(phrases["score"].format(component=name, score=shown, low=low, high=high))
    system = result.profile.removeprefix("js-")
    return str(phrases["opening"].format(dance=dance, system=system, scores=", ".join(parts)))


def _praise(metrics: list[MetricValue], phrases: dict[str, Any], words: ResultWords) -> str | None:
    """The strongest point, where there is one."""
    scored = [
        metric
        for metric in metrics
        if metric.score is not None and metric.score >= STRONG and metric.deficit in words.strengths
    ]
    if not scored:
        return None
    best = max(scored, key=lambda metric: (metric.score or 0, metric.name))
    return str(phrases["strength"].format(name=words.strengths[best.deficit]))


def _name_faults(result: Result, phrases: dict[str, Any], words: ResultWords) -> list[str]:
    """A sentence for each of the worst deficits, with the moment that shows it."""
    by_name = {metric.name: metric for metric in result.metrics}
    sentences = []
    for deficit in result.deficits[:MOST_DEFICITS]:
        metric, fault = by_name[deficit.metric], words.faults.get(deficit.metric)
        if metric.value is None or fault is None:
            continue
        sentence = fault.sentence.format(value=_write_number(abs(metric.value), fault.digits, phrases))
        if deficit.moments:
            sentence += " " + phrases["moment"].format(moment=_write_number(deficit.moments[0], 1, phrases))
        sentences.append(sentence)
    return sentences


def write(result: Result, dance: Dance, language: Language, words: ResultWords) -> str:
    """The evaluation: one paragraph per line. words: what scoring calls the result's metrics in this language."""
    phrases = read_phrases(language)
    lines = [_open(result, phrases["dances"][dance], phrases)]
    if any(component.score is not None for component in result.components):
        praise = _praise(result.metrics, phrases, words)
        if praise:
            lines.append(praise)
        lines += _name_faults(result, phrases, words) or [phrases["no_deficit"]]
    if result.music.sounds_like:
        lines.append(phrases["wrong_dance"].format(dance=phrases["dances"][result.music.sounds_like]))
    elif not result.music.assessable:
        lines.append(phrases["timing_missing"])
    return "\n".join(lines)
