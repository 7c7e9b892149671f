"""Who calls: a web session's cookie or an API key turned into an actor, and the bus handed to routes."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from pydantic import SecretStr

from danceai.common.contracts.sign_in import Origin, ResolveApiKey, ResolvedKey, ResolvedSession, ResolveWebSession
from danceai.common.errors import Forbidden, NotSignedIn
from danceai.common.identity import NOBODY, Actor
from danceai.common.messaging.bus import Bus
from danceai.gateway.known_callers import KnownCallers

COOKIE = "danceai_session"
SAFE = ("GET", "HEAD", "OPTIONS")
LONGEST = 256
"""Characters of a token or key"""


async def bus_of(request: Request) -> Bus:
    """The process's connection."""
    bus: Bus = request.app.state.bus
    return bus


BusDep = Annotated[Bus, Depends(bus_of)]


async def origin_of(request: Request) -> Origin:
    """Where the call comes from: for the login log and throttling."""
    return Origin(
        address=(request.client.host if request.client else "")[:64], agent=request.headers.get("user-agent", "")[:400]
    )


OriginDep = Annotated[Origin, Depends(origin_of)]


async def from_our_pages(request: Request) -> None:
    """Raise Forbidden when a browser says that another site's page makes a call that changes something.

    Browsers send Origin with every such call, and Sec-Fetch-Site since 2023; programs send neither. The cookie is
    SameSite=Lax beside this.
    """
    if request.method in SAFE:
        return
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or site not in (None, "same-origin", "none"):
        raise Forbidden("This call comes from another website.")


FromOurPages = Depends(from_our_pages)


def cookie_name(request: Request) -> str:
    """Behind TLS the name itself forbids other hosts and plain connections to set it."""
    return f"__Host-{COOKIE}" if request.app.state.settings.behind_tls else COOKIE


def token_of(request: Request) -> str:
    """The cookie's token. Raises NotSignedIn."""
    token = request.cookies.get(cookie_name(request))
    if not token or len(token) > LONGEST:
        raise NotSignedIn("Please sign in.")
    return token


async def owner_of(request: Request, bus: BusDep) -> ResolvedSession:
    """The signed-in person, a second factor perhaps still to be set up. Raises NotSignedIn while a code is missing."""
    token = token_of(request)
    await from_our_pages(request)
    known: KnownCallers = request.app.state.known_callers
    found = known.find(token)
    if isinstance(found, ResolvedSession):
        return found
    turn = known.turn
    owner = await bus.request(ResolveWebSession(token=SecretStr(token)), NOBODY)
    if owner.missing == "code":
        raise NotSignedIn("Enter the code of your authenticator app to finish signing in.", code="code_needed")
    known.keep(token, owner, turn)
    return owner


Owner = Annotated[ResolvedSession, Depends(owner_of)]


async def person_of(owner: Owner) -> Actor:
    """The signed-in person as an actor on their own account."""
    return owner.caller


AccountActor = Annotated[Actor, Depends(person_of)]


async def actor_of(request: Request, bus: BusDep) -> Actor:
    """Who calls: by API key if there is one, else by session. Raises NotSignedIn, Forbidden."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        if not key or len(key) > LONGEST:
            raise NotSignedIn("This is not an API key of ours.")
        known: KnownCallers = request.app.state.known_callers
        found = known.find(key)
        if not isinstance(found, ResolvedKey):
            turn = known.turn
            found = await bus.request(ResolveApiKey(key=SecretStr(key)), NOBODY)
            known.keep(key, found, turn)
        return found.caller
    owner = await owner_of(request, bus)
    if owner.missing == "second_factor":
        raise Forbidden(
            "Your studio asks for a second factor. Set one up in your profile first.", code="second_factor_needed"
        )
    return owner.caller


SignedInActor = Annotated[Actor, Depends(actor_of)]
