"""The audit log: written from what every service announces in the transaction of the change. Append-only."""

from uuid import uuid4

from sqlalchemy import Text, cast

from danceai.auth.tables import ApiKeyRow, AuditRow, User
from danceai.common.contracts.account import Person
from danceai.common.contracts.audit import AdministrationChanged, Change, Changes, ListChanges
from danceai.common.frame.pages import Order, find_page, holds
from danceai.common.frame.unit_of_work import UnitOfWork


async def on_administration_changed(event: AdministrationChanged, work: UnitOfWork) -> None:
    """Keep who changed what."""
    actor = work.actor
    user = await work.first(work.visible(User).where(User.id == actor.user_id))
    key = await work.first(work.visible(ApiKeyRow).where(ApiKeyRow.id == actor.user_id))
    work.db.add(
        AuditRow(
            studio_id=work.studio_id,
            id=uuid4(),
            at=event.at,
            user_id=actor.user_id,
            user_name=user.name if user else key.name if key else "Dance AI",
            action=event.action,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            details=event.details,
        )
    )


async def list_changes(request: ListChanges, work: UnitOfWork) -> Changes:
    """Changes in the studio, newest first."""
    query = work.visible(AuditRow)
    if part := request.search.strip():
        texts = (AuditRow.user_name, AuditRow.action, AuditRow.subject_kind, AuditRow.subject_id)
        query = query.where(holds(part, *texts, cast(AuditRow.details, Text)))
    if request.action:
        query = query.where(AuditRow.action == request.action)
    if request.subject_id:
        query = query.where(AuditRow.subject_id == request.subject_id)
    if request.after:
        query = query.where(AuditRow.at > request.after)
    if request.before:
        query = query.where(AuditRow.at < request.before)
    page = await find_page(work, query, Order(AuditRow.at, AuditRow.id, newest=True), request)
    changes, following = page.fit([_to_reply(row) for row in page.rows])
    return Changes(changes=changes, next_cursor=following)


def _to_reply(row: AuditRow) -> Change:
    return Change(
        id=row.id,
        at=row.at,
        by=Person(id=row.user_id, name=row.user_name),
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        details=row.details,
    )
