"""A budget for AI texts that is nearly spent: those are told who can raise it."""

from sqlalchemy import select

from danceai.auth.tables import Account, User
from danceai.common.contracts.mail import SendMail
from danceai.common.contracts.spend import MICRO, BudgetNearlySpent
from danceai.common.database.reach import asked
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Role
from danceai.common.numbers import write_number


async def on_budget_nearly_spent(event: BudgetNearlySpent, work: UnitOfWork) -> None:
    """A studio's admins hear of theirs; the platform's, wherever they belong, of that of all studios."""
    if not event.platform:
        await _tell(event, work, (Role.STUDIO_ADMIN, Role.PLATFORM_ADMIN))
        return
    for studio in await work.db.scalars(select(Account.studio_id).distinct().order_by(Account.studio_id)):
        async with work.as_studio(studio):
            await _tell(event, work, (Role.PLATFORM_ADMIN,))


async def _tell(event: BudgetNearlySpent, work: UnitOfWork, roles: tuple[Role, ...]) -> None:
    query = select(User.id).where(User.studio_id == work.studio_id, User.active, User.role.in_(roles))
    admins = await work.db.scalars(query.execution_options(**asked("admins are told what their studio spends")))
    details = {name: write_number(money / MICRO, 2) for name, money in (("limit", event.limit), ("spent", event.spent))}
    for admin in admins:
        work.enqueue(SendMail(user_id=admin, kind="budget_nearly_spent", details=details))
