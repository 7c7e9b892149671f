"""What coaching writes about an analysis."""

from danceai.common.contracts.base import Dance, Event, Id, Insight, Job, Language, Message
from danceai.common.contracts.scores import Result


class Fault(Message):
    """How one metric is told as a thing to work on."""

    sentence: str
    """With {value} where the number stands"""
    digits: int
    """Of the number, after the decimal point"""
    suffix: str = ""
    """Printed behind the number"""
    title: str = ""


class ResultWords(Message):
    """What the metrics of a result are called in the report's language: coaching knows none of them by name."""

    faults: dict[str, Fault]
    """By metric"""
    strengths: dict[str, str]
    """By deficit: part of a sentence about what the couple does best"""
    deficits: dict[str, str] = {}
    """By deficit, as a title"""


class WriteEvaluation(Job, service="coaching", limit=300, slots=4, per_studio=2):
    """Say in words what the numbers say, in the report's language."""

    analysis_id: Id
    attempt: int
    dance: Dance
    language: Language
    result: Result
    words: ResultWords
    insight: Insight = Insight.STANDARD
    couple_id: Id | None = None
    """Like the session, missing in orders from before anybody asked for it"""
    session_id: Id | None = None


class EvaluationWritten(Event):
    """The text is there."""

    analysis_id: Id
    attempt: int
    language: Language
    text: str


class EvaluationFailed(Event):
    """No text could be written, and why."""

    analysis_id: Id
    attempt: int
    code: str
    message: str
    final: bool = False
    """Whether another attempt would end the same"""
