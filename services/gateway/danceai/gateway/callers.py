"""Who calls: the web session cookie turned into an actor, and the bus handed to routes."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Cookie, Depends, Request
from pydantic import SecretStr

from danceai.common.contracts.people import ResolveSession, SessionOwner
from danceai.common.errors import Forbidden, NotSignedIn
from danceai.common.identity import NOBODY, Actor
from danceai.common.messaging.bus import Bus

COOKIE = "danceai_session"
SAFE = ("GET", "HEAD", "OPTIONS")


def bus_of(request: Request) -> Bus:
    """The process's connection."""
    bus: Bus = request.app.state.bus
    return bus


BusDep = Annotated[Bus, Depends(bus_of)]


async def owner_of(
    request: Request, bus: BusDep, token: Annotated[str | None, Cookie(alias=COOKIE)] = None
) -> SessionOwner:
    """The signed-in person. Raises NotSignedIn; Forbidden when another site's page makes the call."""
    if not token or len(token) > 256:
        raise NotSignedIn("Please sign in.")
    origin = request.headers.get("origin")
    if request.method not in SAFE and origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forbidden("This call comes from another website.")
    return await bus.request(ResolveSession(token=SecretStr(token)), NOBODY)


Owner = Annotated[SessionOwner, Depends(owner_of)]


def actor_of(owner: Owner) -> Actor:
    """The signed-in person as an actor."""
    return owner.actor


SignedInActor = Annotated[Actor, Depends(actor_of)]
