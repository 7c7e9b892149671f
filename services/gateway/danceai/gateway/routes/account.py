"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Request, Response
from pydantic import SecretStr

from danceai.common.contracts.people import SessionOwner, SignIn, SignOut
from danceai.common.errors import NotSignedIn
from danceai.common.identity import NOBODY
from danceai.gateway.callers import COOKIE, BusDep, Owner

router = APIRouter(prefix="/v1/account", tags=["account"])


@router.post("/sign-in")
async def sign_in(body: SignIn, bus: BusDep, request: Request, response: Response) -> SessionOwner:
    """Open a web session; the token goes into an HttpOnly cookie."""
    signed_in = await bus.request(body, NOBODY)
    secure = request.app.state.settings.secure_cookies
    response.set_cookie(
        COOKIE, signed_in.token, expires=signed_in.expires_at, httponly=True, samesite="lax", secure=secure
    )
    return signed_in.owner


@router.post("/sign-out", status_code=204)
async def sign_out(
    bus: BusDep, response: Response, token: Annotated[str | None, Cookie(alias=COOKIE)] = None
) -> None:
    """End the web session."""
    if not token:
        raise NotSignedIn("You are not signed in.")
    await bus.request(SignOut(token=SecretStr(token)), NOBODY)
    response.delete_cookie(COOKIE)


@router.get("")
async def me(owner: Owner) -> SessionOwner:
    """Who is signed in."""
    return owner
