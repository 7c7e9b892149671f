"""What coaching writes about an analysis."""

from danceai.common.contracts.base import Dance, Event, Id, Job, Language
from danceai.common.contracts.scores import Result


class Evaluate(Job, subject="jobs.coaching.evaluate"):
    """Say in words what the numbers say, in the report's language."""

    analysis_id: Id
    attempt: int
    dance: Dance
    language: Language
    result: Result


class EvaluationWritten(Event, subject="events.evaluation.written.v1"):
    """The text is there."""

    analysis_id: Id
    attempt: int
    language: Language
    text: str


class EvaluationFailed(Event, subject="events.evaluation.failed.v1"):
    """No text could be written, and why."""

    analysis_id: Id
    attempt: int
    code: str
    message: str
