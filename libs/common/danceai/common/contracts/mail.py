"""What is written to people."""

from typing import Literal

from danceai.common.contracts.base import Id, Job

MailKind = Literal[
    "invitation",
    "reset",
    "analysis_finished",
    "analysis_failed",
    "question_asked",
    "question_answered",
    "feedback_given",
    "budget_nearly_spent",
]


class SendMail(Job, service="auth", limit=60, attempts=6):
    """Write to a user in their language. Links with tokens are made when the mail is sent, and stored nowhere."""

    user_id: Id
    kind: MailKind
    details: dict[str, str] = {}
