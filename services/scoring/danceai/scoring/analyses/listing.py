"""Analyses as they are listed: found, sorted and told in short, without reading what was measured."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, or_
from sqlalchemy.orm import defer

from danceai.common.contracts.analyses import UNDER_WAY, LifeState, Stage, StageName
from danceai.common.contracts.analysis_lists import Analyses, AnalysisOrder, AnalysisSummary, ListAnalyses
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.couples import ListCouples
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.scoring.analyses.stage_order import why_not_again
from danceai.scoring.tables import AnalysisRow, StageRow

MOST_COUPLES = 500
"""Couples of a name that are looked among"""
STAGE_NUMBERS = {stage.value: number for number, stage in enumerate(StageName)}
LARGE = (AnalysisRow.result, AnalysisRow.poses, AnalysisRow.evaluation, AnalysisRow.files)
"""Columns that no list needs"""


def in_order(stages: Sequence[StageRow]) -> list[StageRow]:
    """Stages as they follow one another."""
    return sorted(stages, key=lambda stage: (STAGE_NUMBERS[stage.name], stage.camera))


def to_stages(row: AnalysisRow, stages: Sequence[StageRow]) -> list[Stage]:
    """The stages of an analysis as others see them, in order."""
    return [
        Stage(
            name=StageName(stage.name),
            camera=Camera(stage.camera) if stage.camera else None,
            state=LifeState(stage.state),
            attempt=stage.attempt,
            started_at=stage.started_at,
            finished_at=stage.finished_at,
            error_code=stage.error_code,
            error_message=stage.error_message,
            can_retry=why_not_again(LifeState(row.state), stages, stage) is None,
        )
        for stage in in_order(stages)
    ]


def failure_of(stages: Sequence[StageRow]) -> str | None:
    """The sentence of the first stage that has failed."""
    return next((stage.error_message for stage in in_order(stages) if stage.state == LifeState.FAILED), None)


def to_summary(row: AnalysisRow, stages: Sequence[StageRow]) -> AnalysisSummary:
    """An analysis as it is listed. stages: all of them, or none where it is done."""
    marks = row.components or []
    film = row.films.get(Camera.A)
    return AnalysisSummary(
        id=row.id,
        session_id=row.session_id,
        couple_id=row.couple_id,
        dance=Dance(row.dance),
        language=Language(row.language),
        state=LifeState(row.state),
        recordings=row.recordings,
        seconds=film.facts.seconds if film else None,
        created_at=row.created_at,
        finished_at=row.finished_at,
        error_message=failure_of(stages),
        stages=to_stages(row, stages),
        based_on=row.based_on,
        excluded_spans=len(row.configuration.exclusions),
        total=row.total or None,
        components={mark.code: mark.score for mark in marks},
        intervals={
            mark.code: (mark.low, mark.high) for mark in marks if mark.low is not None and mark.high is not None
        },
    )


def _narrowed(query: Select[AnalysisRow], request: ListAnalyses, named: list[UUID]) -> Select[AnalysisRow]:
    """Those that are asked for. named: couples whose name fits the words."""
    if request.couple_id:
        query = query.where(AnalysisRow.couple_id == request.couple_id)
    if request.session_id:
        query = query.where(AnalysisRow.session_id == request.session_id)
    if request.state:
        query = query.where(AnalysisRow.state == request.state.value)
    if request.under_way:
        query = query.where(AnalysisRow.state.in_(UNDER_WAY))
    if request.dance:
        query = query.where(AnalysisRow.dance == request.dance.value)
    if request.after:
        query = query.where(AnalysisRow.created_at >= request.after)
    if request.before:
        query = query.where(AnalysisRow.created_at < request.before)
    if request.search:
        names = func.array_to_string(AnalysisRow.recordings, " ")
        in_names = names.icontains(request.search, autoescape=True)
        query = query.where(or_(in_names, AnalysisRow.couple_id.in_(named)))
    return query


def _order(wanted: AnalysisOrder) -> Order:
    if wanted is AnalysisOrder.BEST:
        return Order(AnalysisRow.total, AnalysisRow.id, newest=True)
    return Order(AnalysisRow.created_at, AnalysisRow.id, newest=wanted is AnalysisOrder.NEWEST)


async def list_analyses(request: ListAnalyses, context: Context) -> Analyses:
    """A page of analyses. Words are looked for in the names of recordings and, by auth, in those of couples."""
    named: list[UUID] = []
    if request.search:
        found = await context.ask(ListCouples(search=request.search, limit=MOST_COUPLES))
        named = [couple.id for couple in found.couples]
    async with context.transaction() as work:
        query = _narrowed(work.visible(AnalysisRow), request, named).options(*(defer(column) for column in LARGE))
        page = await find_page(work, query, _order(request.order), request)
        open_ones = [row.id for row in page.rows if row.state != LifeState.DONE]
        stages = defaultdict(list)
        for stage in await work.all(work.visible(StageRow).where(StageRow.analysis_id.in_(open_ones))):
            stages[stage.analysis_id].append(stage)
        analyses, following = page.fit([to_summary(row, stages[row.id]) for row in page.rows])
    return Analyses(analyses=analyses, next_cursor=following)
