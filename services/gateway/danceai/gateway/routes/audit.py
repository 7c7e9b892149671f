"""The two logs, on the page and as files."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from danceai.common.contracts.audit import Change, ListChanges, ListLoginAttempts, LoginAttempt
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks
from danceai.gateway.csv_export import PAGE, csv_of

router = APIRouter(prefix="/v1", tags=["audit"])

ask(router, "GET", "/logins", ListLoginAttempts)
ask(router, "GET", "/audit", ListChanges)


@router.get("/logins.csv", response_class=Response, openapi_extra=asks(ListLoginAttempts))
async def export_logins(wanted: Annotated[ListLoginAttempts, Query()], actor: SignedInActor, bus: BusDep) -> Response:
    """The login log as a file: all that fits the same filters as on the page."""

    async def page(cursor: str | None) -> tuple[Sequence[LoginAttempt], str | None]:
        found = await bus.request(wanted.model_copy(update={"cursor": cursor, "limit": PAGE}), actor)
        return found.logins, found.next_cursor

    return await csv_of("logins", ("at", "email", "method", "outcome", "reason", "address", "agent"), page)


@router.get("/audit.csv", response_class=Response, openapi_extra=asks(ListChanges))
async def export_audit(wanted: Annotated[ListChanges, Query()], actor: SignedInActor, bus: BusDep) -> Response:
    """The audit log as a file: all that fits the same filters as on the page."""

    async def page(cursor: str | None) -> tuple[Sequence[Change], str | None]:
        found = await bus.request(wanted.model_copy(update={"cursor": cursor, "limit": PAGE}), actor)
        return found.changes, found.next_cursor

    return await csv_of("audit", ("at", "by", "action", "subject_kind", "subject_id", "details"), page)
