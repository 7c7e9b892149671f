"""An analysis that nobody wants any more: its rows go at once, its files with the next round of the collector.

The recording stays, and so do poses that another scoring of them still uses. What was started stays counted.
"""

from uuid import UUID

from danceai.common.contracts.analyses import AnalysisDeleted, DeleteAnalysis
from danceai.common.contracts.base import Done
from danceai.common.errors import Conflict
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.storage.keys import place_of
from danceai.scoring.analyses.admission import ANALYSES
from danceai.scoring.analyses.life_cycle import ANALYSIS, Life
from danceai.scoring.tables import AnalysisRow, DeletedAnalysis


def _followed_by(row: AnalysisRow) -> set[UUID]:
    """The analyses whose pose runs this one's poses are from: its own, or of the one it scores again."""
    owners = {place_of(couple.poses_key).owner_id for couple in row.poses.values()}
    return owners if row.based_on is not None else owners | {row.id}


async def _unused(work: UnitOfWork, row: AnalysisRow) -> list[UUID]:
    """Of these, those that no other analysis of the recording uses."""
    siblings = work.opened(AnalysisRow, because="whose poses are still used")
    others = await work.all(siblings.where(AnalysisRow.session_id == row.session_id, AnalysisRow.id != row.id))
    used = set[UUID]().union(*(_followed_by(other) for other in others))
    return sorted(_followed_by(row) - used)


async def delete_analysis(request: DeleteAnalysis, work: UnitOfWork) -> Done:
    """Delete one that has ended. Raises NotFound, Conflict while it is under way."""
    await work.alone(ANALYSES)  # two scorings of the same poses that go at once must see each other
    life = await Life.of(work, request.analysis_id)
    row = life.row
    if life.under_way:
        raise Conflict("This analysis is still under way. Cancel it first.", code="still_under_way")
    unused = await _unused(work, row)
    await work.drop(f"{row.studio_id}/analyses/{row.id}")
    work.db.add(
        DeletedAnalysis(studio_id=row.studio_id, id=row.id, created_by=row.created_by, created_at=row.created_at)
    )
    for stage in life.stages:
        await work.db.delete(stage)
    await work.db.flush()
    await work.db.delete(row)
    work.touch(ANALYSIS, row.id)
    work.announce(AnalysisDeleted(analysis_id=row.id, unused_poses=unused))
    work.record(
        "analysis.delete", "analysis", row.id, couple=str(row.couple_id), dance=row.dance, recordings=row.recordings
    )
    return Done()
