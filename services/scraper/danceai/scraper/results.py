"""Official results: entered by hand, listed by couple."""

from uuid import uuid4

from danceai.common.contracts.base import Dance
from danceai.common.contracts.couples import GetCouple
from danceai.common.contracts.results import AddResult, ListResults, OfficialResult, OfficialResults
from danceai.common.errors import Invalid
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.common.judging import component_score, dance_score
from danceai.scraper.tables import ResultRow

BY_HAND = "entered by hand"


def _to_reply(row: ResultRow) -> OfficialResult:
    result = OfficialResult(
        id=row.id,
        couple_id=row.couple_id,
        competition=row.competition,
        held_on=row.held_on,
        dance=Dance(row.dance) if row.dance else None,
        place=row.place,
        entries=row.entries,
        source=row.source,
    )
    panel = row.marks
    if panel is None:
        return result
    scores = {
        code: round(component_score(given, panel.system, panel.tolerance), 3)
        for code, given in panel.components.items()
    }
    total = dance_score(panel.components.values(), panel.system, tolerance=panel.tolerance, reduction=panel.reduction)
    return result.model_copy(update={"marks": panel, "scores": scores, "total": total})


async def add_result(request: AddResult, context: Context) -> OfficialResult:
    """Enter a result. Raises NotFound for a stranger's couple, Invalid for a place beyond the field."""
    if request.entries is not None and request.place > request.entries:
        raise Invalid(f"Place {request.place} is not possible among {request.entries} couples.")
    if request.marks is not None:
        if request.dance is None:
            raise Invalid("Marks belong to one dance: say which.")
        if any(not given for given in request.marks.components.values()):
            raise Invalid("Every component needs the mark of at least one judge.")
    await context.ask(GetCouple(couple_id=request.couple_id))
    async with context.transaction() as work:
        row = ResultRow(
            studio_id=work.studio_id,
            id=uuid4(),
            couple_id=request.couple_id,
            competition=request.competition,
            held_on=request.held_on,
            dance=request.dance.value if request.dance else None,
            place=request.place,
            entries=request.entries,
            source=BY_HAND,
            marks=request.marks,
        )
        work.db.add(row)
        return _to_reply(row)


async def list_results(request: ListResults, context: Context) -> OfficialResults:
    """A couple's results, newest first. Raises NotFound for a stranger's couple."""
    await context.ask(GetCouple(couple_id=request.couple_id))
    async with context.transaction() as work:
        query = work.visible(ResultRow).where(ResultRow.couple_id == request.couple_id)
        page = await find_page(work, query, Order(ResultRow.held_on, ResultRow.id, newest=True), request)
    results, following = page.fit([_to_reply(row) for row in page.rows])
    return OfficialResults(results=results, next_cursor=following)
