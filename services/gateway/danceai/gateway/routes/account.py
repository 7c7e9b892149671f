"""One's own account: password, second factor, sessions, profile."""

from fastapi import APIRouter
from pydantic import BaseModel

from danceai.common.contracts.account import (
    BeginTotp,
    ChangePassword,
    ChangeProfile,
    ConfirmTotp,
    DisableTotp,
    EndWebSession,
    GetProfile,
    ListWebSessions,
)
from danceai.common.contracts.sign_in import Password
from danceai.gateway.callers import BusDep, Owner
from danceai.gateway.contract_routes import ask, asks

router = APIRouter(prefix="/v1/account", tags=["account"])


class PasswordChange(BaseModel):
    """The old and the new one."""

    current: Password
    password: Password


@router.post("/password", status_code=204, openapi_extra=asks(ChangePassword))
async def change_password(body: PasswordChange, bus: BusDep, owner: Owner) -> None:
    """A new password; every other session of the account ends."""
    wanted = ChangePassword(current=body.current, password=body.password, session_id=owner.session_id)
    await bus.request(wanted, owner.caller)


ask(router, "GET", "/profile", GetProfile)
ask(router, "PATCH", "/profile", ChangeProfile)
ask(router, "GET", "/sessions", ListWebSessions)
ask(router, "DELETE", "/sessions/{session_id}", EndWebSession)
ask(router, "POST", "/totp", BeginTotp)
ask(router, "POST", "/totp/confirm", ConfirmTotp)
ask(router, "POST", "/totp/disable", DisableTotp)
