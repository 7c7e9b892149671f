"""What others tell auth: analyses that have ended, and administrative changes for the audit log."""

from danceai.auth.administration.audit import on_administration_changed
from danceai.auth.mail.sending import notify
from danceai.auth.members import couples, notifications
from danceai.common.contracts.analyses import AnalysisDeleted, AnalysisFailed, AnalysisFinished
from danceai.common.frame.unit_of_work import UnitOfWork

__all__ = ["on_administration_changed", "on_analysis_deleted", "on_analysis_failed", "on_analysis_finished"]


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
