"""A studio's people."""

from fastapi import APIRouter

from danceai.common.contracts.users import EditUser, InviteUser, ListUsers, ResetTotp, SendPasswordReset
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["users"])

ask(router, "GET", "/users", ListUsers)
ask(router, "POST", "/users", InviteUser, 201)
ask(router, "PATCH", "/users/{user_id}", EditUser)
ask(router, "DELETE", "/users/{user_id}/totp", ResetTotp)
ask(router, "POST", "/users/{user_id}/password-reset", SendPasswordReset)
