"""What coaching writes about an analysis."""

from danceai.common.contracts.base import Dance, Event, Id, Job, Language
from danceai.common.contracts.scores import Result


class WriteEvaluation(Job, service="coaching", limit=300):
    """Say in words what the numbers say, in the report's language."""

    analysis_id: Id
    attempt: int
    dance: Dance
    language: Language
    result: Result


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
