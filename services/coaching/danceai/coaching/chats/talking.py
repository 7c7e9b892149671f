"""Talking with a model about one analysis, whoever listens: it may look things up, and what it says is checked."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from danceai.coaching.asking.asking import Answer, NoAnswer, ask
from danceai.coaching.asking.prices import read_prices
from danceai.coaching.asking.question import Question
from danceai.coaching.chats.frames import show_frame
from danceai.coaching.chats.prompt import question_of, unfounded
from danceai.coaching.chats.tools import FRAME, TOOLS, LookUp
from danceai.coaching.evaluations.quoting import phrases_said
from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.evaluations.writing import earlier_scores, evaluation_of, level_of
from danceai.coaching.principles.choosing import choose_principles
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import OverBudget, Purpose
from danceai.common.contracts.analyses import Analysis
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.couples import Couple
from danceai.common.errors import NotFound
from danceai.common.frame.contexts import Context

MOST_ROUNDS = 5
"""Times it may look something up"""
MOST_FRAMES = 3
"""Pictures in one answer"""


class Page:
    """Where an answer is written."""

    def __init__(self) -> None:
        self.text = ""
        self.stopped = False
        """Nobody wants more"""
        self.cost = 0
        """Micro-dollars"""

    async def hear(self, piece: str) -> bool:
        """Take in a piece; False when nobody wants more."""
        self.text += piece
        return not self.stopped


@dataclass(frozen=True)
class Ended:
    """How an answer has ended."""

    state: Literal["done", "stopped", "failed"]
    code: str = ""
    """Why it has failed"""
    unfounded: bool = False
    """It says numbers of nowhere"""


async def find_subject(context: Context, analysis: Analysis, couple: Couple) -> Subject:
    """What is talked about. Raises NotFound where there is nothing yet."""
    if analysis.result is None:
        raise NotFound("There is nothing to talk about yet.")
    deficits = [row.name for row in analysis.result.deficits]
    async with context.transaction() as work:
        evaluated = await evaluation_of(work, analysis.id)
        earlier = await earlier_scores(work, couple.id, analysis.dance, analysis.id, analysis.session_id)
        principles = await choose_principles(work, analysis.dance, analysis.language, deficits)
    return Subject(
        analysis.dance,
        analysis.language,
        analysis.configuration.insight,
        analysis.result,
        evaluated.words or ResultWords(faults={}, strengths={}),
        earlier=earlier,
        level=level_of(couple),
        principles=principles,
        phrases=phrases_said(evaluated.paragraphs or []),
    )


class Tools:
    """What a model may use while it answers about one analysis."""

    def __init__(self, context: Context, analysis_id: UUID | None, subject: Subject) -> None:
        settings = CoachingSettings.of(context)
        self._context, self._analysis_id, self._look_up = context, analysis_id, LookUp(subject)
        shows = settings.show_frames and analysis_id is not None and read_prices().models[settings.model].picture
        self.offered = [*TOOLS, FRAME] if shows else TOOLS
        self._frames_left = MOST_FRAMES if shows else 0

    async def use(self, name: str, given: Any) -> tuple[str, str]:
        """(what is told as JSON, a picture in base64 or nothing)."""
        if name != "frame" or self._analysis_id is None:
            return json.dumps(self._look_up.use(name, given), ensure_ascii=False), ""
        second = given.get("second") if isinstance(given, dict) else None
        if self._frames_left <= 0 or not isinstance(second, int | float):
            return json.dumps({"error": "no (more) pictures"}), ""
        self._frames_left -= 1
        try:
            picture = await show_frame(self._context, self._analysis_id, second)
        except NotFound:
            return json.dumps({"error": "the couple is not seen at this moment"}), ""
        return json.dumps({"second": f"{second:.1f}"}), b64encode(picture).decode()


async def talk(
    context: Context, purpose: Purpose, subject: Subject, turns: Sequence[tuple[str, str]], page: Page
) -> Ended:
    """Have the answer to what was said last written on a page. turns: (by, text) without names, oldest first."""
    heard, ended = [text for _, text in turns], Ended("done")
    try:
        tools = Tools(context, purpose.analysis_id, subject)
        await _answer(context, purpose, question_of(subject, turns, tools.offered), tools, page, heard)
    except (NoAnswer, OverBudget) as error:
        ended = Ended("failed", error.reported_code)
    page.text = page.text.strip()
    if page.stopped:
        ended = Ended("stopped")
    elif not page.text:
        ended = Ended("failed", ended.code or NoAnswer.code)
    return replace(ended, unfounded=bool(unfounded(page.text, subject, heard)))


async def _answer(
    context: Context, purpose: Purpose, question: Question, tools: Tools, page: Page, heard: list[str]
) -> None:
    """Until the model has nothing more to look up, or nobody wants more."""
    for _ in range(MOST_ROUNDS):
        try:
            answer = await ask(context, purpose, question, page.hear)
        except NoAnswer as error:
            page.cost += error.cost
            raise
        page.cost += answer.cost
        if page.stopped or not answer.uses:
            return
        found = [await tools.use(use["name"], use["input"]) for use in answer.uses]
        heard += [text for text, _ in found]
        question = _go_on(question, answer, found)
        page.text += "\n\n" if answer.text else ""


def _go_on(question: Question, answer: Answer, found: Sequence[tuple[str, str]]) -> Question:
    """The same conversation with what was looked up."""
    asked: list[Any] = [{"type": "text", "text": answer.text}] if answer.text else []
    asked += answer.uses
    results = []
    for use, (text, picture) in zip(answer.uses, found, strict=True):
        content: Any = text
        if picture:
            source = {"type": "base64", "media_type": "image/jpeg", "data": picture}
            content = [{"type": "text", "text": text}, {"type": "image", "source": source}]
        results.append({"type": "tool_result", "tool_use_id": use["id"], "content": content})
    more: list[Any] = [{"role": "assistant", "content": asked}, {"role": "user", "content": results}]
    pictures = (*question.pictures, *(len(picture) for _, picture in found if picture))
    return replace(question, messages=[*question.messages, *more], pictures=pictures)
