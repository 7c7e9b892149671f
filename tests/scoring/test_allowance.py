"""How many analyses may be started in 30 days: never overrun by those that start at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from danceai.common.contracts.analyses import AnalysisCancelled, Configuration, DeleteAnalysis, LifeState
from danceai.common.errors import QuotaExceeded
from danceai.common.frame.running import RunningService
from danceai.common.identity import Actor, Reach, Role
from danceai.common.messaging.envelope import Envelope
from danceai.scoring.analyses import allowance
from danceai.scoring.analyses.deleting import delete_analysis
from danceai.scoring.tables import AnalysisRow
from tests.support.beside import process_of
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform


def _row(actor: Actor, **other: Any) -> AnalysisRow:
    empty: dict[str, Any] = {"films": {}, "poses": {}, "files": {}, "configuration": Configuration()}
    return AnalysisRow(
        studio_id=actor.studio_id,
        id=uuid4(),
        session_id=uuid4(),
        couple_id=uuid4(),
        dance="waltz",
        language="en",
        state=LifeState.DONE.value,
        created_by=actor.user_id,
        **empty,
        **other,
    )


async def _start(process: RunningService, actor: Actor) -> str:
    """What start_analysis does; "" or the refusal."""
    envelope = Envelope.of(AnalysisCancelled(analysis_id=uuid4()), actor)
    try:
        async with process.unit_of_work(envelope, Reach.STUDIO) as work:
            await allowance.admit(work)
            work.db.add(_row(actor))
    except QuotaExceeded as refused:
        return str(refused)
    return ""


def _somebody(studio: UUID) -> Actor:
    return Actor(user_id=uuid4(), studio_id=studio, role=Role.TRAINER)


async def test_analyses_started_at_once_do_not_overrun_a_quota(running: RunningPlatform, figure: FigureBook) -> None:
    async with process_of(running.layout, "scoring") as process:
        process.own = process.own.model_copy(update={"analyses_per_user": 3, "analyses_per_studio": 5})
        studio = uuid4()
        first, second = _somebody(studio), _somebody(studio)
        ends = await asyncio.gather(*(_start(process, first) for _ in range(8)))
        figure("quota.analyses_admitted", ends.count(""), "of 8", "= 3")
        assert ends.count("") == 3
        assert {end for end in ends if end} == {
            "Your quota of 3 analyses in 30 days is used up. Ask whoever runs the platform for more."
        }
        ends = await asyncio.gather(*(_start(process, second) for _ in range(8)))
        assert ends.count("") == 2
        assert any("studio's limit of 5" in end for end in ends)
        assert await _start(process, _somebody(uuid4())) == "", "another studio has its own"


async def test_a_month_later_they_count_no_more(running: RunningPlatform) -> None:
    async with process_of(running.layout, "scoring") as process:
        process.own = process.own.model_copy(update={"analyses_per_user": 1})
        actor = _somebody(uuid4())
        async with process.database.tenant_transaction(actor.studio_id) as session:
            session.add(_row(actor, created_at=datetime.now(UTC) - timedelta(days=31)))
        assert await _start(process, actor) == ""
        assert "Your quota of 1 analyses" in await _start(process, actor)


async def test_deleting_gives_nobody_another_one(running: RunningPlatform) -> None:
    async with process_of(running.layout, "scoring") as process:
        process.own = process.own.model_copy(update={"analyses_per_user": 1})
        actor = _somebody(uuid4())
        row = _row(actor)
        async with process.database.tenant_transaction(actor.studio_id) as session:
            session.add(row)
        envelope = Envelope.of(DeleteAnalysis(analysis_id=row.id), actor)
        async with process.unit_of_work(envelope, Reach.STUDIO) as work:
            await delete_analysis(DeleteAnalysis(analysis_id=row.id), work)
        assert "Your quota of 1 analyses" in await _start(process, actor)
