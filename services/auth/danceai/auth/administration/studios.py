"""Studios: created, limited, suspended. Only platform admins get here."""

from uuid import uuid4

from sqlalchemy import select

from danceai.auth.members import users
from danceai.auth.tables import Studio
from danceai.common.contracts.studios import CreateStudio, EditStudio, Limits, ListStudios, Studios
from danceai.common.contracts.studios import Studio as ToldStudio
from danceai.common.contracts.users import InviteUser
from danceai.common.errors import Forbidden, NotFound
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Role


def _to_reply(row: Studio) -> ToldStudio:
    limits = Limits(users=row.max_users, uploads=row.max_uploads, minutes=row.max_minutes)
    return ToldStudio(id=row.id, name=row.name, suspended=row.suspended, limits=limits, accent_colour=row.accent_colour)


def _limit(row: Studio, limits: Limits) -> None:
    row.max_users, row.max_uploads, row.max_minutes = limits.users, limits.uploads, limits.minutes


async def create_studio(request: CreateStudio, work: UnitOfWork) -> ToldStudio:
    """A new studio and its first admin. Raises Conflict when the admin's e-mail has an account."""
    row = Studio(id=uuid4(), name=request.name, suspended=False, accent_colour="")
    _limit(row, request.limits)
    work.db.add(row)
    await work.db.flush()
    first = InviteUser(
        email=request.admin_email, name=request.admin_name, role=Role.STUDIO_ADMIN, language=request.language
    )
    async with work.as_studio(row.id):
        await users.add(work, first)
    work.record("studio.create", "studio", row.id, name=row.name, admin=request.admin_email)
    return _to_reply(row)


async def list_studios(request: ListStudios, work: UnitOfWork) -> Studios:
    """All studios, by name."""
    page = await find_page(work, select(Studio), Order(Studio.name, Studio.id), request)
    studios, following = page.fit([_to_reply(row) for row in page.rows])
    return Studios(studios=studios, next_cursor=following)


async def edit_studio(request: EditStudio, work: UnitOfWork) -> ToldStudio:
    """Change what is given. Raises Forbidden for suspending one's own studio."""
    row = await work.db.get(Studio, request.studio_id, with_for_update=True)
    if row is None:
        raise NotFound("This studio does not exist.")
    if request.suspended and row.id == work.studio_id:
        raise Forbidden("You cannot suspend the studio you belong to.", code="own_studio")
    before = _to_reply(row).model_dump(mode="json", exclude={"id"})
    if request.limits is not None:
        _limit(row, request.limits)
    for field in ("name", "suspended", "accent_colour"):
        value = getattr(request, field)
        if value is not None:
            setattr(row, field, value)
    after = _to_reply(row).model_dump(mode="json", exclude={"id"})
    work.callers_changed(row.id)
    changed = [key for key in after if after[key] != before[key]]
    work.record(
        "studio.edit",
        "studio",
        row.id,
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    return _to_reply(row)
