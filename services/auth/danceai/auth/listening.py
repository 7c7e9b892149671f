"""What others tell auth: analyses that have ended, what people say, and administrative changes for the audit log."""

from danceai.auth.administration.audit import on_administration_changed
from danceai.auth.mail.budgets import on_budget_nearly_spent
from danceai.auth.mail.sending import notify
from danceai.auth.members import couples, notifications
from danceai.common.contracts.analyses import AnalysisDeleted, AnalysisFailed, AnalysisFinished
from danceai.common.contracts.conversations import PostWritten, ThreadKind
from danceai.common.contracts.mail import SendMail
from danceai.common.contracts.notifications import NotificationKind
from danceai.common.frame.unit_of_work import UnitOfWork

__all__ = [
    "on_administration_changed",
    "on_analysis_deleted",
    "on_analysis_failed",
    "on_analysis_finished",
    "on_budget_nearly_spent",
    "on_post_written",
]


async def on_analysis_finished(event: AnalysisFinished, work: UnitOfWork) -> None:
    """The couple has a level to show, and somebody waits for the result."""
    await couples.on_scored(event, work)
    notify(event, work)
    await notifications.tell(event, work)


async def on_analysis_failed(event: AnalysisFailed, work: UnitOfWork) -> None:
    """Somebody waits and should not."""
    notify(event, work)
    await notifications.tell(event, work)


async def on_analysis_deleted(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """Nobody is told of it any more."""
    await notifications.forget(event, work)


async def on_post_written(event: PostWritten, work: UnitOfWork) -> None:
    """Somebody should read it: those who train the couple what dancers write, its dancers what they are written."""
    if event.by_dancer:
        kind, people = NotificationKind.QUESTION_ASKED, await couples.find_trainers(work, event.couple_id)
    else:
        answered = event.kind is ThreadKind.QUESTION
        kind = NotificationKind.QUESTION_ANSWERED if answered else NotificationKind.FEEDBACK_GIVEN
        people = await couples.find_dancers(work, event.couple_id)
    others = [person for person in people if person != event.author_id]
    await notifications.tell_of_post(event, kind, others, work)
    details = {"thread_id": str(event.thread_id), "author": event.author, "dance": event.dance or ""}
    for person in others:
        work.enqueue(SendMail(user_id=person, kind=kind.value, details=details))
