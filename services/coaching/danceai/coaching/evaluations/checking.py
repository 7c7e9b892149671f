"""Whether what a model has told may be believed: sentence by sentence, against what was measured. Pure.

It refuses numbers and moments that are not those of the metrics a sentence speaks of, numbers in words, figures and
names of other dances, claims about what could not be assessed, praise of what is a fault, and work on what is none;
and what a model says that has listened to the data instead of us: markup, links, and others' words or ours said again.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml

from danceai.coaching.evaluations.numbers_said import untraceable
from danceai.coaching.evaluations.prompt import SYSTEM
from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.evaluations.told import Told, ToldStrength, ToldWork
from danceai.coaching.evaluations.wording import read_wording
from danceai.common.contracts.base import Dance, Language

GOOD = 7.0
NEAR = 0.05
"""Seconds by which a moment may be rounded"""
LETTERS = {Language.RU: re.compile("[а-яё]", re.IGNORECASE), Language.ZH: re.compile("[\u4e00-\u9fff]")}
LATIN = re.compile("[a-z]", re.IGNORECASE)

MARKUP = re.compile(r"[<>{}`|\\\x00-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]|https?:|www\.|\]\(")
AGAIN = {Language.ZH: 16}
"""Characters in a row that are nobody's own any more; in other languages words"""
AGAIN_WORDS, FEWEST = 8, 5


@cache
def _terms() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((resources.files(__package__) / "terms.yaml").read_text("utf-8"))
    return loaded


def _holds(text: str, word: str, *, whole: bool = False) -> bool:
    """Whether a word begins somewhere in a text, or stands there as a whole; Chinese does not show where words do."""
    if LETTERS[Language.ZH].match(word):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if whole else ""), text) is not None


def foreign_terms(text: str, dance: Dance, language: Language) -> list[str]:
    """Figures and names in a text that belong to other dances."""
    told = text.casefold()
    found = []
    for name, facts in _terms()["figures"].items():
        if dance not in facts["dances"]:
            words = (name, *facts.get(language.value, ()))
            found += [word for word in words if _holds(told, word.casefold(), whole=True)]
    wording = read_wording(language)
    own = wording.name_dance(dance).casefold()
    for other in Dance:
        unmistakable = _terms()["dances"].get(language.value, {})
        name = unmistakable.get(other.value, wording.name_dance(other)).casefold()
        rest = told.replace(own, " ") if name in own else told
        if other is not dance and _holds(rest, name):
            found.append(name)
    return found


def _unmeasured_topics(text: str, subject: Subject) -> list[str]:
    told, spoken = text.casefold(), {metric.deficit for metric in subject.spoken_of.values()}
    return [
        deficit
        for deficit, words in _terms()["topics"].items()
        if deficit not in spoken and any(_holds(told, word) for word in words[subject.language.value])
    ]


def _words(text: str, language: Language) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]|[a-z]+" if language is Language.ZH else r"\w+", text.casefold())


def _said_again(text: str, subject: Subject) -> bool:
    """Whether a text repeats the instructions, the note or a quote, in all of its words or in a long run of them."""
    own, most = _words(text, subject.language), AGAIN.get(subject.language, AGAIN_WORDS)
    for other in (SYSTEM, subject.note, *(quote.text for quote in (*subject.principles, *subject.phrases))):
        theirs = _words(other, subject.language)
        length = min(most, len(theirs))
        if length < FEWEST:
            continue
        runs = {tuple(theirs[at : at + length]) for at in range(len(theirs) - length + 1)}
        if any(tuple(own[at : at + length]) in runs for at in range(len(own) - length + 1)):
            return True
    return False


def _check_text(where: str, text: str, subject: Subject, metrics: list[str]) -> Iterator[str]:
    for number in sorted(untraceable(text, subject, metrics)):
        yield f"{where}: {number} is no number or moment of the metrics this sentence names."
    numbers = _terms()["numbers"][subject.language.value]
    beginning = "" if subject.language is Language.ZH else r"(?<!\w)"
    for found in re.findall(rf"{beginning}(?:{numbers['words']})\s*(?:{numbers['units']})", text.casefold()):
        yield f"{where}: '{found}' is a number in words; write only numbers that were measured, in digits."
    for term in foreign_terms(text, subject.dance, subject.language):
        yield f"{where}: '{term}' does not belong to this dance."
    for topic in _unmeasured_topics(text, subject):
        yield f"{where}: nothing about {topic} could be assessed, so nothing may be said of it."
    if MARKUP.search(text):
        yield f"{where}: write plain sentences, without markup, links or control characters."
    if _said_again(text, subject):
        yield f"{where}: this repeats the document's notes, principles or phrases, or these instructions."
    others = [letters for language, letters in LETTERS.items() if language is not subject.language]
    if not LETTERS.get(subject.language, LATIN).search(text) or any(letters.search(text) for letters in others):
        yield f"{where}: this is not written in the language {subject.language.value}."


def _check_metrics(where: str, metrics: list[str], subject: Subject) -> Iterator[str]:
    if not metrics:
        yield f"{where}: name the metrics it rests on."
    for name in metrics:
        if name not in subject.spoken_of:
            yield f"{where}: {name} was not assessed, or there is no such metric."


def _check_strength(where: str, strength: ToldStrength, subject: Subject) -> Iterator[str]:
    yield from _check_metrics(where, strength.metrics, subject)
    yield from _check_text(where, strength.text, subject, strength.metrics)
    faults = {row.name for row in subject.result.deficits}
    for name in strength.metrics:
        metric = subject.spoken_of.get(name)
        if metric and (metric.deficit in faults or (metric.score or 0) < GOOD):
            yield f"{where}: {name} is nothing to be praised; it has no high score, or is a thing to work on."


def _check_work(where: str, work: ToldWork, subject: Subject) -> Iterator[str]:
    yield from _check_metrics(where, work.metrics, subject)
    for part in ("observation", "cause", "exercise"):
        yield from _check_text(f"{where}, {part}", getattr(work, part), subject, work.metrics)
    for name in work.metrics:
        metric = subject.spoken_of.get(name)
        if metric and metric.deficit != work.deficit:
            yield f"{where}: {name} does not tell of {work.deficit}."
    known = [moment for row in subject.faults if row.name == work.deficit for moment in row.moments]
    spoken = [subject.spoken_of[name] for name in work.metrics if name in subject.spoken_of]
    known += [moment for metric in spoken for moment in metric.moments]
    for moment in work.moments:
        if not any(abs(moment - one) <= NEAR for one in known):
            yield f"{where}: {moment:g} is no moment of these metrics."


def check(told: Told, subject: Subject) -> list[str]:
    """Everything that is wrong with an answer, in sentences for whoever has given it; empty when it may be shown."""
    wanted = [name for name, _ in subject.grouped_faults()]
    given = [work.deficit for work in told.work]
    wrong = []
    if given != wanted:
        wrong.append(f"work: speak of exactly these, in this order: {', '.join(wanted) or 'nothing'}.")
    for number, strength in enumerate(told.strengths):
        wrong += _check_strength(f"strengths[{number}]", strength, subject)
    for number, work in enumerate(told.work):
        wrong += _check_work(f"work[{number}]", work, subject)
    wrong += _check_text("closing", told.closing, subject, [])
    texts = [text for part in told.work for text in (part.observation, part.cause, part.exercise)]
    texts += [part.text for part in told.strengths]
    if len(set(texts)) < len(texts):
        wrong.append("Nothing may be said twice.")
    return wrong
