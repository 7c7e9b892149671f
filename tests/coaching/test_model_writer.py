"""A model writes evaluations: what is true is shown, a lie never; what it is given names nobody and orders nothing."""

import asyncio
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from pydantic import SecretStr

from danceai.coaching.asking.prices import read_prices
from danceai.coaching.evaluations.checking import check
from danceai.coaching.evaluations.model_writer import Written, write_with_model
from danceai.coaching.evaluations.plain_text import write_plain
from danceai.coaching.evaluations.prompt import compose, first_question
from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.evaluations.told import Told
from danceai.coaching.spend.ledger import Purpose
from danceai.common.contracts.base import Dance, Insight, Language
from danceai.common.contracts.spend import MICRO
from danceai.common.numbers import write_number
from tests.coaching.asked import coaching_with, context_of
from tests.coaching.judged import subject_of
from tests.coaching.test_rules import untraced
from tests.coaching.truth import truth
from tests.support.figures import FigureBook
from tests.support.language_model import LanguageModel, Said, language_model
from tests.support.platform import RunningPlatform

ANALYSES = range(20)


def _with(subject: Subject, place: str, text: str) -> dict[str, Any]:
    """The truth with a sentence of the first entry replaced."""
    told = truth(subject)
    if place == "closing":
        told["closing"] = text
    else:
        told["work"][0][place] = text
    return told


@pytest.mark.parametrize(("language", "insight"), list(product(Language, Insight)))
def test_the_truth_is_let_through_and_every_number_of_it_is_found(
    language: Language, insight: Insight, figure: FigureBook
) -> None:
    wrong = 0
    for number in ANALYSES:
        subject = subject_of(number, language, insight)
        if not subject.result.scored:
            continue
        told = Told.model_validate(truth(subject))
        assert check(told, subject) == []
        wrong += bool(untraced(write_plain(compose(told, subject), language), subject.result))
    figure("coaching.untraceable_numbers_ai", wrong, "texts", "= 0")
    assert wrong == 0


SUBJECT = subject_of(5, Language.EN)
FIRST = SUBJECT.faults[0]
OTHERS = [name for name, metric in SUBJECT.spoken_of.items() if metric.deficit != FIRST.name]
MISSING = next(name for name, metric in SUBJECT.metrics.items() if metric.value is None)


def _entry(**changed: Any) -> dict[str, Any]:
    """The truth with its first entry changed."""
    told = truth(SUBJECT)
    return {**told, "work": [{**told["work"][0], **changed}, *told["work"][1:]]}


LIES: dict[str, dict[str, Any]] = {
    "a number of nowhere": _with(SUBJECT, "observation", "You lean by 77.7 degrees."),
    "a number of another metric": _with(
        SUBJECT, "observation", f"It is {write_number(abs(SUBJECT.metrics[OTHERS[0]].value or 0) + 0.37, 2)} too much."
    ),
    "a place of nowhere": _with(SUBJECT, "observation", "Watch the corner at 9:59.9."),
    "a moment of nowhere": _entry(moments=[599.9]),
    "a number in words": _with(SUBJECT, "cause", "The shoulders are twelve degrees too high."),
    "a number in an exercise": _with(SUBJECT, "exercise", "Repeat it 25 times."),
    "a figure of another dance": _with(SUBJECT, "exercise", "Practise the promenade link slowly."),
    "another dance": _with(SUBJECT, "closing", "Think of your Tango."),
    "what was not measured": {**truth(SUBJECT), "strengths": [{"text": "That was good.", "metrics": [MISSING]}]},
    "praise of a fault": {**truth(SUBJECT), "strengths": [{"text": "That was splendid.", "metrics": [FIRST.metric]}]},
    "a fault that is none": _entry(deficit="hands"),
    "no fault at all": {**truth(SUBJECT), "work": []},
    "nothing it rests on": _entry(metrics=[]),
    "another language": _with(SUBJECT, "cause", "Вес остаётся на пятках."),
    "the same twice": _with(SUBJECT, "cause", truth(SUBJECT)["work"][0]["exercise"]),
    "another form": {"praise": "You are the best."},
    "no words": {**truth(SUBJECT), "closing": ""},
}


async def _write(running: RunningPlatform, model: LanguageModel, subject: Subject, **own: Any) -> Written:
    async with coaching_with(running, model, **own) as process:
        return await write_with_model(context_of(process, uuid4()), subject, Purpose("evaluation"))


async def test_a_lie_is_never_shown(running: RunningPlatform, figure: FigureBook) -> None:
    assert SUBJECT.dance is not Dance.TANGO and len(SUBJECT.faults) > 1
    shown = []
    with language_model() as model:
        async with coaching_with(running, model) as process:
            context = context_of(process, uuid4())
            for name, lie in LIES.items():
                model.say(Said(uses=[("write_evaluation", lie)]))
                written = await write_with_model(context, SUBJECT, Purpose("evaluation"))
                if (written.paragraphs, written.fallback) != (None, "not_true"):
                    shown.append(name)
                assert len(model.asked) == 2, f"{name}: asked once more"
                refusal = model.asked[1]["messages"][-1]["content"][0]
                assert refusal["is_error"] and refusal["content"].count("\n") >= 1, "and told what was wrong"
                assert written.cost > 0
    figure("coaching.lies_shown", len(shown), "of " + str(len(LIES)), "= 0")
    assert shown == []


async def test_what_was_wrong_may_be_mended_once(running: RunningPlatform) -> None:
    with language_model() as model:
        lie, good = LIES["a number of nowhere"], truth(SUBJECT)
        model.say(Said(uses=[("write_evaluation", lie)]), Said(uses=[("write_evaluation", good)]))
        written = await _write(running, model, SUBJECT)
        assert written.paragraphs == compose(Told.model_validate(good), SUBJECT)
        assert "77.7" in model.asked[1]["messages"][-1]["content"][0]["content"]
    assert written.fallback == ""


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (Said(status=500), 1),
        (Said("No.", stop="refusal"), 1),
        (Said("I would rather talk."), 2),
        (Said(uses=[("write_evaluation", '{"work": [')]), 2),
        (Said(uses=[("write_evaluation", truth(SUBJECT))], cut_after=4), 1),
        (Said(uses=[("write_evaluation", truth(SUBJECT))], stop="max_tokens"), 2),
    ],
)
async def test_without_a_usable_answer_rules_write(said: Said, asked: int, running: RunningPlatform) -> None:
    with language_model() as model:
        model.say(said)
        written = await _write(running, model, SUBJECT, tries=1)
    assert written.paragraphs is None and written.fallback in ("no_answer", "not_true")
    assert len(model.asked) == asked


async def test_without_a_key_or_a_budget_nobody_is_asked(running: RunningPlatform) -> None:
    with language_model() as model:
        assert (await _write(running, model, SUBJECT, anthropic_key=SecretStr(""))).fallback == "no_model"
        assert (await _write(running, model, SUBJECT, studio_dollars=0)).fallback == "over_budget"
        assert model.asked == []


async def test_fifty_evaluations_at_once_against_a_budget_for_seven(running: RunningPlatform) -> None:
    question, studio = first_question(SUBJECT), uuid4()
    each = read_prices().models["claude-sonnet-4-6"].most(question)
    dear = Said(
        uses=[("write_evaluation", truth(SUBJECT))],
        read=0,
        cache_written=question.size,
        written=question.most_written,
        pause=0.02,
    )
    with language_model() as model:
        model.say(dear)
        async with coaching_with(running, model, studio_dollars=7 * each / MICRO) as process:
            context, purpose = context_of(process, studio), Purpose("evaluation")
            made = await asyncio.gather(*(write_with_model(context, SUBJECT, purpose) for _ in range(50)))
    written = [one for one in made if one.paragraphs]
    assert len(written) == len(model.asked) == 7
    assert sum(one.cost for one in made) == 7 * each
    assert [one.fallback for one in made].count("over_budget") == 43, "rules write these, and say why"
