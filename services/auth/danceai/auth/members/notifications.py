"""What a member is told inside the app. Kept for a season: whoever was away that long looks at the lists."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from danceai.auth.tables import NotificationRow
from danceai.common.contracts.analyses import AnalysisDeleted, AnalysisFailed, AnalysisFinished
from danceai.common.contracts.base import Dance, Done
from danceai.common.contracts.conversations import PostWritten
from danceai.common.contracts.notifications import (
    ListNotifications,
    MarkNotificationsRead,
    Notification,
    NotificationKind,
    Notifications,
)
from danceai.common.database.reach import asked
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork

PERSON = "person"
"""The kind under which live views follow what somebody is told"""
KEPT = timedelta(days=90)


async def tell(event: AnalysisFinished | AnalysisFailed, work: UnitOfWork) -> None:
    """Tell whoever started an analysis that it has ended."""
    if event.started_by is None or event.dance is None:
        return
    kind, code, message = NotificationKind.ANALYSIS_FINISHED, "", ""
    if isinstance(event, AnalysisFailed):
        kind, code, message = NotificationKind.ANALYSIS_FAILED, event.code, event.message
    facts = {"analysis_id": event.analysis_id, "dance": event.dance.value, "code": code, "message": message}
    await _add(work, event.started_by, kind, event.couple_id, facts)


async def tell_of_post(event: PostWritten, kind: NotificationKind, people: list[UUID], work: UnitOfWork) -> None:
    """Tell people that somebody has written to them."""
    facts = {"analysis_id": event.analysis_id, "dance": event.dance and event.dance.value}
    for person in people:
        await _add(work, person, kind, event.couple_id, {**facts, "thread_id": event.thread_id, "author": event.author})


async def _add(work: UnitOfWork, person: UUID, kind: NotificationKind, couple_id: UUID, facts: dict[str, Any]) -> None:
    now = datetime.now(UTC)
    theirs = work.visible(NotificationRow).where(NotificationRow.user_id == person)
    for old in await work.all(theirs.where(NotificationRow.at < now - KEPT)):
        await work.db.delete(old)
    row = NotificationRow(
        studio_id=work.studio_id, id=uuid4(), user_id=person, kind=kind.value, couple_id=couple_id, at=now, **facts
    )
    work.db.add(row)
    work.touch(PERSON, person)


async def forget(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """What is gone is spoken of no more."""
    told = work.visible(NotificationRow).where(NotificationRow.analysis_id == event.analysis_id)
    for row in await work.all(told):
        await work.db.delete(row)
        work.touch(PERSON, row.user_id)


def _to_reply(row: NotificationRow) -> Notification:
    return Notification(
        id=row.id,
        kind=NotificationKind(row.kind),
        at=row.at,
        read=row.read_at is not None,
        analysis_id=row.analysis_id,
        couple_id=row.couple_id,
        dance=Dance(row.dance) if row.dance else None,
        thread_id=row.thread_id,
        author=row.author,
        code=row.code,
        message=row.message,
    )


async def list_notifications(request: ListNotifications, work: UnitOfWork) -> Notifications:
    """One's own, newest first, and how many of them are unread."""
    mine = work.visible(NotificationRow)
    new = mine.where(NotificationRow.read_at.is_(None))
    counted = select(func.count()).select_from(new.subquery()).execution_options(**asked("visible"))
    order = Order(NotificationRow.at, NotificationRow.id, newest=True)
    page = await find_page(work, new if request.unread else mine, order, request)
    notifications, following = page.fit([_to_reply(row) for row in page.rows])
    return Notifications(notifications=notifications, next_cursor=following, unread=await work.db.scalar(counted) or 0)


async def mark_notifications_read(request: MarkNotificationsRead, work: UnitOfWork) -> Done:
    """Take some of one's own as read, or all; those of others are not found among them."""
    new = work.visible(NotificationRow).where(NotificationRow.read_at.is_(None))
    if request.notification_ids is not None:
        new = new.where(NotificationRow.id.in_(request.notification_ids))
    for row in await work.all(new):
        row.read_at = datetime.now(UTC)
    work.touch(PERSON, work.actor.user_id)
    return Done()
