"""How many analyses may be started: counted over rolling 30 days, like uploads. Each costs minutes of machines."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from danceai.common.database.reach import asked
from danceai.common.errors import QuotaExceeded
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.scoring.analyses.admission import ANALYSES
from danceai.scoring.settings import ScoringSettings
from danceai.scoring.tables import AnalysisRow, DeletedAnalysis

WINDOW = timedelta(days=30)
USED_UP = "analyses in 30 days is used up. Ask whoever runs the platform for more."


async def admit(work: UnitOfWork) -> None:
    """Let one more analysis be started. Raises QuotaExceeded, naming the limit that is reached."""
    settings = ScoringSettings.of(work)
    await work.alone(ANALYSES)
    if await _started(work, work.actor.user_id) >= settings.analyses_per_user:
        most = settings.analyses_per_user
        raise QuotaExceeded(f"Your quota of {most} {USED_UP}", code="analyses_used_up", details={"most": most})
    if await _started(work, None) >= settings.analyses_per_studio:
        most = settings.analyses_per_studio
        raise QuotaExceeded(
            f"Your studio's limit of {most} {USED_UP}", code="studio_analyses_used_up", details={"most": most}
        )


async def _started(work: UnitOfWork, user_id: UUID | None) -> int:
    """Analyses in the window: of one user, or of the studio."""
    since, started = datetime.now(UTC) - WINDOW, 0
    for kind in (AnalysisRow, DeletedAnalysis):
        query = select(func.count()).select_from(kind).where(kind.created_at > since)
        if user_id is not None:
            query = query.where(kind.created_by == user_id)
        counted = query.execution_options(**asked("how many the studio has started is no secret to its members"))
        started += await work.db.scalar(counted) or 0
    return started
