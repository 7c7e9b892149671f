"""An evaluation in its parts: every statement says which measurements and which moments it rests on."""

from typing import Literal

from danceai.common.contracts.base import Id, Insight, Language, Message, Reply, Request
from danceai.common.identity import Permission

Kind = Literal["opening", "notice", "progress", "strength", "work", "missing", "closing"]
Role = Literal["statement", "observation", "measured", "cause", "exercise", "detail", "principle", "phrase"]
Writer = Literal["rules", "model"]
Fallback = Literal["", "no_model", "over_budget", "no_answer", "not_true"]
"""Why rules have written it and no model: none is set up; the budget is spent; it gave nothing that can be used; what
it said did not agree with what was measured"""


class Statement(Message):
    """A sentence or two."""

    role: Role
    text: str
    metrics: list[str] = []
    """By name, as in the result"""
    moments: list[float] = []
    """Seconds into the video that show it"""
    source: Id | None = None
    """Of a principle or a phrase: which one"""


class Paragraph(Message):
    """What is said about one thing."""

    kind: Kind
    component: str = ""
    deficit: str = ""
    title: str = ""
    """In the evaluation's language; empty where none is needed"""
    statements: list[Statement]


class Evaluation(Reply):
    """The evaluation of the last attempt at an analysis."""

    analysis_id: Id
    language: Language
    insight: Insight
    writer: Writer
    model: str = ""
    fallback: Fallback = ""
    cost: int = 0
    """Micro-dollars of the calls made for it"""
    paragraphs: list[Paragraph]


class GetEvaluation(Request[Evaluation], service="coaching", needs=Permission.SEE_ANALYSES):
    """An evaluation with what each statement rests on."""

    analysis_id: Id
