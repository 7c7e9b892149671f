"""What rules write: every number is one of the analysis, in every language and at every level."""

import json
import re
from decimal import Decimal
from itertools import product

import pytest

from danceai.coaching.evaluations.checking import foreign_terms
from danceai.coaching.evaluations.plain_text import write_plain
from danceai.coaching.evaluations.rule_writer import write
from danceai.coaching.evaluations.wording import read_wording
from danceai.common.contracts.base import Dance, Insight, Language
from danceai.common.contracts.scores import Result
from danceai.common.numbers import write_number
from danceai.scoring.criteria.deficits import DEFICITS
from tests.coaching.judged import subject_of
from tests.support.figures import FigureBook

ANALYSES = range(20)
CLOCK = re.compile(r"(\d+):(\d\d)[.,](\d)")


def _all_numbers(result: Result) -> list[float]:
    """Every number that stands in the JSON of a result, wherever."""
    found: list[float] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append(float(value))

    walk(json.loads(result.model_dump_json()))
    return found


def untraced(text: str, result: Result) -> list[str]:
    """Numbers and places of a text that no number of the result is written as; found apart from the product's code."""
    numbers = _all_numbers(result)
    places = {round(float(second) * 10) for second in numbers}
    clocks = [(found.group(), [int(part) for part in found.groups()]) for found in CLOCK.finditer(text)]
    wrong = [
        clock for clock, (minutes, seconds, tenths) in clocks if minutes * 600 + seconds * 10 + tenths not in places
    ]
    rest = CLOCK.sub(" ", text).replace("JS 2.1", " ")
    for said in re.findall(r"\d+(?:[.,]\d+)?%?", rest):
        digits = len(said.rstrip("%").replace(",", ".").partition(".")[2])
        # A share, or what is measured in per cent: Chinese writes both without a space.
        scales = (1, 100) if said.endswith("%") else (1,)
        written = {Decimal(write_number(abs(one) * scale, digits)) for one in numbers for scale in scales}
        if Decimal(said.rstrip("%").replace(",", ".")) not in written and said != "2.1":
            wrong.append(said)
    return wrong


@pytest.mark.parametrize(("language", "insight"), list(product(Language, Insight)))
def test_every_number_is_one_of_the_analysis(language: Language, insight: Insight, figure: FigureBook) -> None:
    wrong = {}
    for number in ANALYSES:
        subject = subject_of(number, language, insight)
        text = write_plain(write(subject), language)
        if found := untraced(text, subject.result):
            wrong[number] = found
    figure("coaching.untraceable_numbers", len(wrong), "texts", "= 0")
    assert wrong == {}


def test_a_number_of_nowhere_is_found() -> None:
    subject = subject_of(1, Language.EN)
    assert untraced("Your posture leans by 77.77 degrees, at 9:59.9.", subject.result) == ["9:59.9", "77.77"]


@pytest.mark.parametrize(("language", "insight"), list(product(Language, Insight)))
def test_nothing_stands_twice_and_nothing_is_of_another_dance(language: Language, insight: Insight) -> None:
    for number in ANALYSES:
        subject = subject_of(number, language, insight)
        statements = [part.text for paragraph in write(subject) for part in paragraph.statements]
        assert len(statements) == len(set(statements)), number
        sounds_like = subject.result.music.sounds_like
        for text in statements:
            advised = [term for term in foreign_terms(text, subject.dance, language) if sounds_like is None]
            assert not advised, (number, text)


@pytest.mark.parametrize("language", list(Language))
def test_levels_say_the_same_facts_in_different_words(language: Language) -> None:
    for number in ANALYSES:
        told = {}
        for insight in Insight:
            paragraphs = write(subject_of(number, language, insight))
            seen = [part for paragraph in paragraphs for part in paragraph.statements if part.role == "observation"]
            told[insight] = seen, sum(len(part.text) for paragraph in paragraphs for part in paragraph.statements)
        assert told[Insight.SIMPLE][0] == told[Insight.STANDARD][0] == told[Insight.EXPERT][0]
        if told[Insight.SIMPLE][0]:
            assert told[Insight.SIMPLE][1] < told[Insight.STANDARD][1] < told[Insight.EXPERT][1]


@pytest.mark.parametrize("language", list(Language))
def test_every_deficit_has_advice_without_numbers(language: Language) -> None:
    advice = read_wording(language).advice
    assert set(advice) == set(DEFICITS) == set(read_wording(Language.EN).advice)
    texts = [text for parts in advice.values() for text in parts.values()]
    assert len(texts) == len(set(texts))
    for deficit, parts in advice.items():
        assert set(parts) == {"cause", "exercise", "simple", "expert"}, deficit
        for text in parts.values():
            assert not re.search(r"[0-9{}]", text), text
            assert text.endswith(("。", ".", "»."))
            for dance in Dance:
                assert not foreign_terms(text, dance, language), (deficit, dance, text)
