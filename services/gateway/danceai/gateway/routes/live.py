"""Live views as server-sent events, one route of the same shape for every kind."""

from collections.abc import Callable, Coroutine
from functools import partial
from inspect import Parameter, Signature
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Request
from sse_starlette import EventSourceResponse

from danceai.gateway.callers import BusDep, SignedInActor, actor_of
from danceai.gateway.contract_routes import KEYWORD, asks
from danceai.gateway.live.followers import Follower, Followers
from danceai.gateway.live.kinds import Kind, find_kinds
from danceai.gateway.live.stream import stream

router = APIRouter(prefix="/v1/live", tags=["live"])
PING = 15
"""Seconds between comments that keep the line open"""
STUCK = 30
"""Seconds in which what is told must be taken"""
LastEventId = Annotated[str, Header(alias="Last-Event-ID", max_length=20)]
"""The number of the last event that was heard; anything else begins anew"""


def _endpoint(kind: Kind) -> Callable[..., Coroutine[Any, Any, EventSourceResponse]]:
    async def follow(**asked: Any) -> EventSourceResponse:
        bus, actor, request, last = (asked[name] for name in ("bus", "actor", "request", "last_event_id"))
        followers: Followers = request.app.state.followers
        followers.make_sure_of_room(actor)
        about = asked[kind.key] if kind.key else actor.user_id
        view, follower = kind.view(about), Follower(actor, partial(actor_of, request, bus))
        await view.read(bus, actor)
        after = int(last) if last.isascii() and last.isdigit() else None
        events = stream(bus, followers, follower, view, after)
        return EventSourceResponse(events, ping=PING, send_timeout=STUCK, headers={"Cache-Control": "no-store"})

    follow.__doc__ = f"Server-sent events of {kind.name}: a snapshot, then progress, until it ends."
    given = [
        *([Parameter(kind.key, KEYWORD, annotation=UUID)] if kind.key else []),
        Parameter("actor", KEYWORD, annotation=SignedInActor),
        Parameter("bus", KEYWORD, annotation=BusDep),
        Parameter("request", KEYWORD, annotation=Request),
        Parameter("last_event_id", KEYWORD, annotation=LastEventId, default=""),
    ]
    follow.__signature__ = Signature(given)  # type: ignore[attr-defined]
    return follow


for found in find_kinds():
    router.add_api_route(
        f"/{found.name}/{{{found.key}}}" if found.key else f"/{found.name}",
        _endpoint(found),
        name=f"follow_{found.name}",
        response_class=EventSourceResponse,
        openapi_extra=asks(found.asks),
    )
