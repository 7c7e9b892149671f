"""The evaluation without any AI: deterministic sentences from a phrase file per language. Pure.

What is said of a metric or a deficit comes with the result; no metric is known here by name. Every number in the text
is a number of the analysis, rounded as it is shown. Only what belongs to a component with a score is spoken of.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.scores import Result
from danceai.common.numbers import write_mark, write_number

MOST_DEFICITS = 3
MOST_STRENGTHS = 2
"""More that are equally good are no strengths but the level of the couple"""
STRONG = 7.5


@cache
def read_phrases(language: Language) -> dict[str, Any]:
    """The phrase file of one language."""
    text = (resources.files("danceai.coaching.phrases") / f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def _open(result: Result, dance: str, phrases: dict[str, Any]) -> str:
    """The scores in one sentence, or why there are none."""
    if not result.scored:
        reason = phrases["reasons"][result.find_cause(result.components[0])]
        return str(phrases["no_scores"].format(dance=dance, reason=reason))
    parts, decimal = [], phrases["decimal"]
    for component in result.components:
        name = phrases["components"][component.code]
        if component.score is None or component.low is None or component.high is None:
            parts.append(phrases["unscored"].format(component=name))
        else:
            low, high = (write_number(edge, 1, decimal) for edge in (component.low, component.high))
            shown = write_mark(component.score, decimal)
            parts.append(phrases["score"].format(component=name, score=shown, low=low, high=high))
    system = result.profile.removeprefix("js-")
    return str(phrases["opening"].format(dance=dance, system=system, scores=", ".join(parts)))


def _praise(result: Result, phrases: dict[str, Any], words: ResultWords) -> str | None:
    """The sub-criterion that stands above the rest as scores are shown, or the two that do together."""
    shown = {part.name: part.score for component in result.scored for part in component.parts}
    best = max(shown.values(), default=0.0)
    leading = [name for name, score in shown.items() if score == best]
    if best < STRONG or len(leading) > MOST_STRENGTHS or len(leading) == len(shown):
        return None
    if any(deficit.name in leading for deficit in result.deficits) or not words.strengths.keys() >= set(leading):
        return None
    if len(leading) == 1:
        return str(phrases["strength"].format(name=words.strengths[leading[0]]))
    first, second = (words.strengths[name] for name in leading)
    return str(phrases["strengths"].format(name=phrases["and"].format(first=first, second=second)))


def _name_faults(result: Result, phrases: dict[str, Any], words: ResultWords) -> list[str]:
    """A sentence for each of the worst deficits, with the moment that shows it."""
    by_name = {metric.name: metric for metric in result.metrics}
    scored = {component.code for component in result.scored}
    deficits = [deficit for deficit in result.deficits if deficit.component in scored]
    if not deficits:
        return [str(phrases["no_deficit"])]
    sentences = []
    for deficit in deficits[:MOST_DEFICITS]:
        metric, fault = by_name[deficit.metric], words.faults.get(deficit.metric)
        if metric.value is None or fault is None:
            continue
        number = write_number(abs(metric.value), fault.digits, phrases["decimal"])
        sentence = fault.sentence.format(value=number)
        if deficit.moments:
            moment = write_number(deficit.moments[0], 1, phrases["decimal"])
            sentence += " " + phrases["moment"].format(moment=moment)
        sentences.append(sentence)
    return sentences


def _explain_missing(result: Result, phrases: dict[str, Any]) -> list[str]:
    """Why some components have no score while others have; of missing music more can be said."""
    lines = []
    for cause, sentence in phrases["missing"].items():
        names = [phrases["components"][row.code] for row in result.components if result.find_cause(row) == cause]
        if names:
            lines.append(str(sentence.format(components=", ".join(names))))
    if result.music.sounds_like:
        lines.append(phrases["wrong_dance"].format(dance=phrases["dances"][result.music.sounds_like]))
    elif not result.music.assessable:
        lines.append(phrases["timing_missing"])
    return lines


def write(result: Result, dance: Dance, language: Language, words: ResultWords) -> str:
    """The evaluation: one paragraph per line. words: what scoring calls the result's metrics in this language."""
    phrases = read_phrases(language)
    opening = _open(result, phrases["dances"][dance], phrases)
    notices = result.say_notices(phrases["notices"], phrases["camera"])
    lines = [*notices, opening] if result.scored else [opening, *notices]
    if result.scored:
        praise = _praise(result, phrases, words)
        lines += [praise] if praise else []
        lines += _name_faults(result, phrases, words)
        lines += _explain_missing(result, phrases)
    return "\n".join(lines)
