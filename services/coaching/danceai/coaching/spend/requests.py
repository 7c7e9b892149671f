"""What was spent, for those who pay: sums by month, the single calls, and the budget."""

import calendar
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from danceai.coaching.spend.ledger import budget_of, month_of
from danceai.coaching.tables import CallRow, SpendBudget, SpendMonth
from danceai.common.contracts.spend import (
    Budget,
    Call,
    Calls,
    GetPlatformSpend,
    GetSpend,
    ListCalls,
    PlatformSpend,
    SetBudget,
    SetPlatformBudget,
    Spend,
    SpendSum,
    StudioMonth,
    Tokens,
)
from danceai.common.database.reach import asked
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import PLATFORM_STUDIO

MONTHS = 12
TOKENS = tuple(Tokens.model_fields)


def _since(today: date) -> date:
    """The first of the twelve months that are shown."""
    return date(today.year - (today.month < MONTHS), today.month % MONTHS + 1, 1)


def forecast(spent: int, now: datetime) -> int:
    """Of the whole month, when every hour to come costs what those behind it did."""
    hours = (now.day - 1) * 24 + now.hour + 1
    return round(spent * calendar.monthrange(now.year, now.month)[1] * 24 / hours)


async def _budget(work: UnitOfWork, scope: UUID) -> Budget:
    now = datetime.now(UTC)
    row = await work.db.get(SpendMonth, (scope, month_of(now)))
    spent = row.spent if row else 0
    return Budget(
        limit=await budget_of(work, scope),
        spent=spent,
        reserved=row.reserved if row else 0,
        forecast=forecast(spent, now),
    )


async def get_spend(request: GetSpend, work: UnitOfWork) -> Spend:
    """The studio's, by month, feature, model and user."""
    by = (CallRow.month, CallRow.feature, CallRow.model, CallRow.user_id)
    sums = [func.sum(getattr(CallRow, name)).label(name) for name in TOKENS]
    heard = func.sum(CallRow.seconds).label("seconds")
    query = (
        select(*by, func.count().label("calls"), func.sum(CallRow.cost).label("cost"), heard, *sums)
        .where(CallRow.month >= _since(datetime.now(UTC).date()), CallRow.state != "open")
        .group_by(*by)
        .order_by(*by)
    )
    found = await work.db.execute(query.execution_options(**asked("who manages a studio may see all it has spent")))
    return Spend(
        budget=await _budget(work, work.studio_id),
        sums=[
            SpendSum(
                month=row.month,
                feature=row.feature,
                model=row.model,
                user_id=row.user_id,
                calls=row.calls,
                seconds=row.seconds,
                cost=int(row.cost),
                tokens=Tokens(**{name: int(getattr(row, name)) for name in TOKENS}),
            )
            for row in found
        ],
    )


async def get_platform_spend(request: GetPlatformSpend, work: UnitOfWork) -> PlatformSpend:
    """That of all studios, by month."""
    query = select(SpendMonth).where(
        SpendMonth.month >= _since(datetime.now(UTC).date()), SpendMonth.scope_id != PLATFORM_STUDIO
    )
    rows = await work.db.scalars(query.order_by(SpendMonth.month, SpendMonth.scope_id))
    return PlatformSpend(
        budget=await _budget(work, PLATFORM_STUDIO),
        months=[StudioMonth(studio_id=row.scope_id, month=row.month, spent=row.spent) for row in rows],
    )


async def list_calls(request: ListCalls, work: UnitOfWork) -> Calls:
    """The studio's calls, newest first."""
    query = work.visible(CallRow)
    if request.month is not None:
        query = query.where(CallRow.month == request.month.replace(day=1))
    page = await find_page(work, query, Order(CallRow.at, CallRow.id, newest=True), request)
    calls, after = page.fit([_call(row) for row in page.rows])
    return Calls(calls=calls, next_cursor=after)


def _call(row: CallRow) -> Call:
    facts = {name: getattr(row, name) for name in Call.model_fields if name != "tokens"}
    return Call(**facts, tokens=Tokens(**{name: getattr(row, name) for name in TOKENS}))


async def _set(work: UnitOfWork, scope: UUID, most: int) -> None:
    statement = insert(SpendBudget).values(scope_id=scope, most=most)
    await work.db.execute(statement.on_conflict_do_update(index_elements=["scope_id"], set_={"most": most}))
    row = await work.db.get(SpendMonth, (scope, month_of(datetime.now(UTC))))
    if row is not None:
        row.warned = False  # of the new one nobody was warned yet
    work.record("spend.budget_set", "budget", scope, limit=most)


async def set_budget(request: SetBudget, work: UnitOfWork) -> Spend:
    """The studio's."""
    await _set(work, work.studio_id, request.limit)
    return await get_spend(GetSpend(), work)


async def set_platform_budget(request: SetPlatformBudget, work: UnitOfWork) -> PlatformSpend:
    """That of all studios together."""
    await _set(work, PLATFORM_STUDIO, request.limit)
    return await get_platform_spend(GetPlatformSpend(), work)
