"""How many analyses of a studio run at a time: those beyond wait, and begin, first come first served, as others end."""

from sqlalchemy import func, select

from danceai.common.contracts.analyses import BeginAnalysis, LifeState
from danceai.common.database.reach import asked
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.scoring.analyses.life_cycle import Life
from danceai.scoring.settings import ScoringSettings
from danceai.scoring.tables import AnalysisRow

ANALYSES = "analyses"
"""Counted by one at a time: two that are admitted at once must see each other"""
WHOSE = asked("how much of the studio is under way is no secret to its members")


async def has_room(work: UnitOfWork, row: AnalysisRow) -> bool:
    """Whether an analysis may run now: the studio has places, and nobody has waited for them longer."""
    await work.alone(ANALYSES)
    before = (AnalysisRow.state == LifeState.RUNNING.value) | (
        (AnalysisRow.state == LifeState.WAITING.value) & (AnalysisRow.created_at < row.created_at)
    )
    others = select(func.count()).select_from(AnalysisRow).where(before, AnalysisRow.id != row.id)
    ahead = await work.db.scalar(others.execution_options(**WHOSE)) or 0
    return ahead < ScoringSettings.of(work).analyses_at_once


async def admit(life: Life) -> None:
    """Let an analysis run, or wait for its turn; a job goes on with it either way."""
    room = await has_room(life.work, life.row)
    life.row.state, life.row.finished_at = (LifeState.RUNNING if room else LifeState.WAITING).value, None
    if room:
        life.advance()
    if not room or not life.checked:
        life.work.enqueue(BeginAnalysis(analysis_id=life.row.id))
