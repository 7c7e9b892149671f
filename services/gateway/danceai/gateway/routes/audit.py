"""The two logs, on the page and as files."""

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from danceai.common.contracts.audit import Change, ListChanges, ListLoginAttempts, LoginAttempt
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks
from danceai.gateway.csv_export import PAGE, csv_of

router = APIRouter(prefix="/v1", tags=["audit"])

ask(router, "GET", "/logins", ListLoginAttempts)
ask(router, "GET", "/audit", ListChanges)


@router.get("/logins.csv", response_class=Response, openapi_extra=asks(ListLoginAttempts))
async def export_logins(actor: SignedInActor, bus: BusDep) -> Response:
    """The login log as a file."""

    async def page(before: datetime | None) -> Sequence[LoginAttempt]:
        return (await bus.request(ListLoginAttempts(before=before, limit=PAGE), actor)).logins

    return await csv_of("logins", ("at", "email", "method", "outcome", "reason", "address", "agent"), page)


@router.get("/audit.csv", response_class=Response, openapi_extra=asks(ListChanges))
async def export_audit(actor: SignedInActor, bus: BusDep) -> Response:
    """The audit log as a file."""

    async def page(before: datetime | None) -> Sequence[Change]:
        return (await bus.request(ListChanges(before=before, limit=PAGE), actor)).changes

    return await csv_of("audit", ("at", "by", "action", "subject_kind", "subject_id", "details"), page)
