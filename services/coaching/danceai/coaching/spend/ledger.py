"""Reserve before a call, settle after it: what is spent never exceeds a budget, whoever calls at the same time.

A call reserves the most it can come to, in one statement that fails where the budget has no room for it; so the sum
of what is spent and reserved is below the budget at every moment. What became of a call is written once, and frees the
rest of its reservation (decision 47).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text, update

from danceai.coaching.settings import CoachingSettings
from danceai.coaching.tables import CallRow, SpendBudget
from danceai.common.contracts.spend import MICRO, BudgetNearlySpent, CallState, Feature, Tokens
from danceai.common.database.reach import asked
from danceai.common.errors import QuotaExceeded
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import PLATFORM_STUDIO

WARNED_AT = 0.8
GRACE = timedelta(seconds=30)
"""Between the longest a call may take and when it is taken for lost"""
OPEN = text("insert into spend_months (scope_id, month) values (:scope, :month) on conflict do nothing")
RESERVE = text(
    "update spend_months set reserved = reserved + :amount where scope_id = :scope and month = :month "
    "and spent + reserved + :amount <= :most returning 1"
)
SETTLE = text(
    "update spend_months set reserved = reserved - :reserved, spent = spent + :cost "
    "where scope_id = :scope and month = :month returning spent"
)
WARN = text(
    "update spend_months set warned = true where scope_id = :scope and month = :month and not warned returning 1"
)


class OverBudget(QuotaExceeded):
    """The month's budget has no room for another call."""

    code = "over_budget"


@dataclass(frozen=True)
class Purpose:
    """What a call is for."""

    feature: Feature
    user_id: UUID | None = None
    analysis_id: UUID | None = None


@dataclass(frozen=True)
class Reservation:
    """A call that may be made now."""

    id: UUID
    month: date
    amount: int


def month_of(moment: datetime) -> date:
    """The first day of a moment's month (UTC)."""
    return moment.astimezone(UTC).date().replace(day=1)


def scopes(work: UnitOfWork) -> tuple[UUID, UUID]:
    """Whose sums a call counts in; always in this order, so that two calls never wait for each other."""
    return PLATFORM_STUDIO, work.studio_id


async def budget_of(work: UnitOfWork, scope: UUID) -> int:
    """Micro-dollars that may be spent in a month."""
    most = await work.db.scalar(select(SpendBudget.most).where(SpendBudget.scope_id == scope))
    settings = CoachingSettings.of(work)
    default = settings.platform_dollars if scope == PLATFORM_STUDIO else settings.studio_dollars
    return round(default * MICRO) if most is None else most


async def reserve(work: UnitOfWork, purpose: Purpose, model: str, amount: int) -> Reservation:
    """Set money aside for a call and write it down. Raises OverBudget."""
    now = datetime.now(UTC)
    made = Reservation(uuid4(), month_of(now), amount)
    for scope in scopes(work):
        where: Mapping[str, Any] = {"scope": scope, "month": made.month}
        await work.db.execute(OPEN, where)
        most = await budget_of(work, scope)
        if await work.db.scalar(RESERVE, {**where, "amount": amount, "most": most}) is None:
            raise OverBudget("The budget for AI texts of this month is used up. An admin of your studio can raise it.")
    lasts = timedelta(seconds=CoachingSettings.of(work).answer_seconds) + GRACE
    work.db.add(
        CallRow(
            studio_id=work.studio_id,
            id=made.id,
            month=made.month,
            feature=purpose.feature,
            model=model,
            user_id=purpose.user_id,
            analysis_id=purpose.analysis_id,
            state="open",
            reserved=amount,
            cost=amount,
            ends_at=now + lasts,
        )
    )
    return made


async def settle(work: UnitOfWork, call: UUID, state: CallState, cost: int | None, tokens: Tokens | None) -> None:
    """Write what became of a call, once. cost: micro-dollars; None = unknown, so it counts as what was reserved."""
    told = tokens or Tokens()
    once = (
        update(CallRow)
        .where(CallRow.studio_id == work.studio_id, CallRow.id == call, CallRow.state == "open")
        .values(state=state, cost=CallRow.reserved if cost is None else cost, **told.model_dump())
        .returning(CallRow.month, CallRow.reserved, CallRow.cost)
        .execution_options(**asked("a call is settled by whoever has made it, or finds it left over"))
    )
    settled = (await work.db.execute(once)).first()
    if settled is not None:
        await count(work, settled.month, reserved=settled.reserved, cost=settled.cost)


async def count(work: UnitOfWork, month: date, *, reserved: int, cost: int) -> None:
    """Put micro-dollars from what is reserved to what is spent in a month, and say so where a budget nears its end."""
    for scope in scopes(work):
        where: Mapping[str, Any] = {"scope": scope, "month": month}
        await work.db.execute(OPEN, where)
        spent = await work.db.scalar(SETTLE, {**where, "reserved": reserved, "cost": cost})
        most = await budget_of(work, scope)
        if spent is not None and spent >= most * WARNED_AT and await work.db.scalar(WARN, where):
            work.announce(BudgetNearlySpent(limit=most, spent=spent, platform=scope == PLATFORM_STUDIO))
