"""A studio's people, keys, setup and logs; the platform's studios and setup."""

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from danceai.common.contracts.api_keys import CreateApiKey, ListApiKeys, RevokeApiKey
from danceai.common.contracts.audit import Change, ListChanges, ListLoginAttempts, LoginAttempt
from danceai.common.contracts.setup import (
    ChangePlatformSetup,
    ChangeSocialSetup,
    ChangeStudioSetup,
    GetPlatformSetup,
    GetStudioSetup,
)
from danceai.common.contracts.studios import CreateStudio, EditStudio, ListStudios
from danceai.common.contracts.users import EditUser, InviteUser, ListUsers, ResetTotp, SendPasswordReset
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks
from danceai.gateway.csv_export import PAGE, csv_of

router = APIRouter(prefix="/v1", tags=["administration"])

ask(router, "GET", "/users", ListUsers)
ask(router, "POST", "/users", InviteUser, 201)
ask(router, "PATCH", "/users/{user_id}", EditUser)
ask(router, "DELETE", "/users/{user_id}/totp", ResetTotp)
ask(router, "POST", "/users/{user_id}/password-reset", SendPasswordReset)
ask(router, "GET", "/logins", ListLoginAttempts)
ask(router, "GET", "/audit", ListChanges)
ask(router, "GET", "/keys", ListApiKeys)
ask(router, "POST", "/keys", CreateApiKey, 201)
ask(router, "DELETE", "/keys/{key_id}", RevokeApiKey)
ask(router, "GET", "/setup", GetStudioSetup)
ask(router, "PATCH", "/setup", ChangeStudioSetup)
ask(router, "GET", "/studios", ListStudios)
ask(router, "POST", "/studios", CreateStudio, 201)
ask(router, "PATCH", "/studios/{studio_id}", EditStudio)
ask(router, "GET", "/platform", GetPlatformSetup)
ask(router, "PATCH", "/platform", ChangePlatformSetup)
ask(router, "PUT", "/platform/social/{provider}", ChangeSocialSetup)


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
