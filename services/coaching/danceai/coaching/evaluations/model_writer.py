"""The evaluation by a model: asked, checked, asked once more with what was wrong, and else given up."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from danceai.coaching.asking.asking import Answer, NoAnswer, ask
from danceai.coaching.evaluations.checking import check
from danceai.coaching.evaluations.prompt import compose, first_question, second_question
from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.evaluations.told import TOOL, Told
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import OverBudget, Purpose
from danceai.common.contracts.evaluations import Fallback, Paragraph
from danceai.common.frame.contexts import Context
from danceai.common.observability.logs import logger

log = logger(__name__)
AGAIN = ("not_readable", "cut_off")
"""Ends of a first answer after which a second may be better"""


@dataclass(frozen=True)
class Written:
    """What came of it."""

    paragraphs: list[Paragraph] | None
    fallback: Fallback
    cost: int
    """Micro-dollars"""


async def write_with_model(context: Context, subject: Subject, purpose: Purpose) -> Written:
    """Never raises for what a model does: there is a text without it."""
    if not CoachingSettings.of(context).has_model:
        return Written(None, "no_model", 0)
    if not subject.result.scored:
        return Written(None, "", 0)
    question, cost = first_question(subject), 0
    for last in (False, True):
        told: Any = {}
        try:
            answer = await ask(context, purpose, question)
            cost += answer.cost
            told = _input_of(answer)
            wrong = _read(told, subject)
        except OverBudget:
            return Written(None, "over_budget", cost)
        except NoAnswer as error:
            cost += error.cost
            if error.reported_code not in AGAIN or last:
                return Written(None, "no_answer", cost)
            wrong = ["The answer was not complete. Be shorter."]
        if isinstance(wrong, Told):
            return Written(compose(wrong, subject), "", cost)
        log.warning("evaluation_refused", again=not last, wrong=wrong[:5])
        question = second_question(question, told if isinstance(told, dict) else {}, wrong)
    return Written(None, "not_true", cost)


def _input_of(answer: Answer) -> Any:
    return next((use["input"] for use in answer.uses if use["name"] == TOOL), {})


def _read(told: Any, subject: Subject) -> Told | list[str]:
    """The answer, or what is wrong with it."""
    try:
        read = Told.model_validate(told)
    except ValidationError as error:
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:10]]
    return check(read, subject) or read
