"""Who of a studio has used how much of their quotas, for whoever sets them."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select

from danceai.common.contracts.videos import ListUsage, UsageByUser, UserUsage
from danceai.common.database.reach import asked
from danceai.common.errors import Invalid
from danceai.common.frame.pages import NO_PAGE
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest.quota import WINDOW
from danceai.ingest.tables import UsageRow


async def list_usage(request: ListUsage, work: UnitOfWork) -> UsageByUser:
    """A row for each user who has uploaded anything in the window. Raises Invalid for a cursor that is none."""
    query = (
        select(UsageRow.user_id, func.count().label("uploads"), func.sum(UsageRow.seconds).label("seconds"))
        .where(UsageRow.at > datetime.now(UTC) - WINDOW, ~UsageRow.released)
        .group_by(UsageRow.user_id)
        .order_by(UsageRow.user_id)
        .limit(request.limit + 1)
    )
    if request.cursor is not None:
        query = query.where(UsageRow.user_id > _place(request.cursor))
    sums = query.execution_options(**asked("who manages users may see what all of the studio have used"))
    found = [
        UserUsage(user_id=row.user_id, uploads=row.uploads, minutes=round(row.seconds / 60, 1))
        for row in await work.db.execute(sums)
    ]
    shown = found[: request.limit]
    return UsageByUser(usage=shown, next_cursor=str(shown[-1].user_id) if len(found) > len(shown) else None)


def _place(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError as error:
        raise Invalid(NO_PAGE) from error
