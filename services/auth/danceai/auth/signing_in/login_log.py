"""The login log: every attempt to sign in, with outcome and reason. Append-only."""

from uuid import UUID, uuid4

from danceai.auth.tables import LoginRow
from danceai.common.contracts.audit import ListLoginAttempts, LoginAttempt, LoginAttempts
from danceai.common.contracts.sign_in import Origin
from danceai.common.frame.pages import Order, find_page, holds
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import NOBODY


async def note(
    work: UnitOfWork,
    method: str,
    origin: Origin,
    *,
    email: str,
    studio_id: UUID | None = None,
    user_id: UUID | None = None,
    refused: str = "",
) -> None:
    """One attempt; `refused` says why, for the studio's admins."""
    studio = studio_id or NOBODY.studio_id
    async with work.as_studio(studio):
        work.db.add(
            LoginRow(
                studio_id=studio,
                id=uuid4(),
                email=email[:254],
                user_id=user_id,
                method=method,
                outcome="refused" if refused else "ok",
                reason=refused,
                address=origin.address,
                agent=origin.agent,
            )
        )


async def list_login_attempts(request: ListLoginAttempts, work: UnitOfWork) -> LoginAttempts:
    """Attempts at the studio's accounts, newest first."""
    query = work.visible(LoginRow)
    if request.outcome:
        query = query.where(LoginRow.outcome == request.outcome)
    if part := request.search.strip():
        query = query.where(holds(part, LoginRow.email, LoginRow.address, LoginRow.agent, LoginRow.reason))
    if request.after:
        query = query.where(LoginRow.at > request.after)
    if request.before:
        query = query.where(LoginRow.at < request.before)
    page = await find_page(work, query, Order(LoginRow.at, LoginRow.id, newest=True), request)
    logins, following = page.fit([_to_reply(row) for row in page.rows])
    return LoginAttempts(logins=logins, next_cursor=following)


def _to_reply(row: LoginRow) -> LoginAttempt:
    return LoginAttempt(
        id=row.id,
        at=row.at,
        email=row.email,
        user_id=row.user_id,
        method=row.method,
        outcome=row.outcome,
        reason=row.reason,
        address=row.address,
        agent=row.agent,
    )
