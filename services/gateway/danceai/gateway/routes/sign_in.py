"""Getting in and out: password, second factor's code, links from mails."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, SecretStr

from danceai.common.contracts.sign_in import (
    Code,
    Email,
    GiveCode,
    Password,
    RequestPasswordReset,
    ResolveWebSession,
    SessionOwner,
    SetPassword,
    SignedIn,
    SignIn,
    SignOut,
    Token,
)
from danceai.common.errors import NotSignedIn
from danceai.common.identity import NOBODY
from danceai.gateway.callers import BusDep, FromOurPages, OriginDep, Owner, cookie_name, owner_of, token_of
from danceai.gateway.contract_routes import asks

router = APIRouter(prefix="/v1/account", tags=["account"])


class Credentials(BaseModel):
    """What somebody signs in with."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Password


class GivenCode(BaseModel):
    """Six digits of the authenticator, or a recovery code."""

    code: Code


class Forgotten(BaseModel):
    """Whose password."""

    email: Email


class Session(BaseModel):
    """Of this browser."""

    owner: SessionOwner | None
    """None: nobody is signed in"""
    code_needed: bool = False
    """The password was given; the second factor's code is missing"""


class ChosenPassword(BaseModel):
    """The token of a mailed link, and the new password."""

    token: Token
    password: Password


def keep(signed_in: SignedIn, request: Request, response: Response) -> SessionOwner:
    """Put the token into an HttpOnly cookie; nothing else keeps it."""
    response.set_cookie(
        cookie_name(request),
        signed_in.token,
        expires=signed_in.expires_at,
        httponly=True,
        samesite="lax",
        secure=request.app.state.settings.behind_tls,
        path="/",
    )
    return signed_in.owner


@router.post("/sign-in", dependencies=[FromOurPages], openapi_extra=asks(SignIn))
async def sign_in(
    body: Credentials, bus: BusDep, origin: OriginDep, request: Request, response: Response
) -> SessionOwner:
    """Open a web session. With `missing` = `code` it opens nothing until the second factor's code has come."""
    wanted = SignIn(email=body.email, password=body.password, origin=origin)
    return keep(await bus.request(wanted, NOBODY), request, response)


@router.post("/sign-in/code", dependencies=[FromOurPages], openapi_extra=asks(GiveCode))
async def give_code(
    body: GivenCode, bus: BusDep, origin: OriginDep, request: Request, response: Response
) -> SessionOwner:
    """Finish signing in with the second factor."""
    wanted = GiveCode(token=SecretStr(token_of(request)), code=body.code, origin=origin)
    return keep(await bus.request(wanted, NOBODY), request, response)


@router.post("/sign-out", status_code=204, dependencies=[FromOurPages], openapi_extra=asks(SignOut))
async def sign_out(bus: BusDep, request: Request, response: Response) -> None:
    """End the web session."""
    await bus.request(SignOut(token=SecretStr(token_of(request))), NOBODY)
    response.delete_cookie(cookie_name(request), path="/")


@router.get("", openapi_extra=asks(ResolveWebSession))
async def me(owner: Owner) -> SessionOwner:
    """Who is signed in, and what they may. `missing` = `second_factor`: the studio asks for a second factor first."""
    return owner


@router.get("/session", openapi_extra=asks(ResolveWebSession))
async def session(bus: BusDep, request: Request) -> Session:
    """Who is signed in here. That nobody is, is an answer and no refusal: pages ask it of everybody who comes."""
    try:
        return Session(owner=await owner_of(request, bus))
    except NotSignedIn as refusal:
        return Session(owner=None, code_needed=refusal.reported_code == "code_needed")


@router.post(
    "/password/forgotten", status_code=204, dependencies=[FromOurPages], openapi_extra=asks(RequestPasswordReset)
)
async def forgotten(body: Forgotten, bus: BusDep, origin: OriginDep) -> None:
    """Have a link for a new password sent, if there is such an account; the answer does not tell."""
    await bus.request(RequestPasswordReset(email=body.email, origin=origin), NOBODY)


@router.post("/password/set", status_code=204, dependencies=[FromOurPages], openapi_extra=asks(SetPassword))
async def set_password(body: ChosenPassword, bus: BusDep) -> None:
    """Choose a password with the link of an invitation or a reset."""
    await bus.request(SetPassword(token=body.token, password=body.password), NOBODY)
