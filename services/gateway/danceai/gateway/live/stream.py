"""One view as a stream of events: a snapshot, then progress, then the end. Holds no database session.

Every event has a number; a browser whose line broke sends the last one back and goes on from there, without a snapshot
where nothing is missing. Whoever may not see the thing any more hears no more of it: the stream ends, and the browser's
next call is told why.
"""

import asyncio
from collections.abc import AsyncIterator

import nats.errors
from sse_starlette import ServerSentEvent

from danceai.common.errors import ProductError
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Listener, last_number, listening, still_kept
from danceai.common.observability.logs import logger
from danceai.gateway.live.followers import Follower, Followers
from danceai.gateway.live.kinds import View

log = logger(__name__)
PATIENCE = 10.0
"""Seconds without a word after which the owner is asked again"""


async def stream(
    bus: Bus, followers: Followers, follower: Follower, view: View, after: int | None
) -> AsyncIterator[ServerSentEvent]:
    """`snapshot`, `progress` ..., `end`. The view was read once already: strangers get their 404 before the stream."""
    try:
        resumed = after is not None and await still_kept(bus, after)
        number = after if resumed and after is not None else await last_number(bus)
        regions, begin = view.regions, after if resumed else None
        with followers.joined(follower):
            async with listening(bus, follower.actor.studio_id, regions, begin) as listener:
                # Read again: what changed before anybody listened would be missed.
                await view.read(bus, await follower.now())
                if not resumed:
                    yield _event("snapshot", view, number)
                shown = view.show()
                while not view.ended:
                    heard = await _next(listener, follower, view.gathers)
                    actor = await follower.now()
                    if not heard or any(one.progress.changed for one in heard):
                        await view.read(bus, actor)
                    for one in heard:
                        view.hear(one)
                        number = max(number, one.number)
                    # Who follows many things hears of much that changes nothing for them.
                    before, shown = shown, view.show()
                    if not view.gathers or shown != before:
                        yield _event("progress", view, number)
                yield _event("end", view, number)
    except ProductError as refusal:
        log.info("stream_ended", code=refusal.reported_code)
    except nats.errors.Error as error:  # the browser comes back, and is told where it was
        log.warning("stream_broke", error=repr(error))


async def _next(listener: Listener, follower: Follower, gathers: float) -> list[Heard]:
    """What is told next; nothing when nothing is for a while, or something about the follower has changed."""
    hearing = asyncio.ensure_future(listener.next(PATIENCE))
    changing = asyncio.ensure_future(follower.changed.wait())
    try:
        await asyncio.wait({hearing, changing}, return_when=asyncio.FIRST_COMPLETED)
        first = hearing.result() if hearing.done() else None
    finally:
        hearing.cancel()
        changing.cancel()
    if first is None:
        return []
    if not gathers:
        return [first]
    await asyncio.sleep(gathers)
    return [first, *listener.more()]


def _event(name: str, view: View, number: int) -> ServerSentEvent:
    return ServerSentEvent(view.show().model_dump_json(), event=name, id=str(number))
