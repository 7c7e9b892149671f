"""One view as a stream of events: a snapshot, then progress, then the end. Holds no database session.

Every event has a number; a browser whose line broke sends the last one back and goes on from there, without a snapshot
where nothing is missing.
"""

from collections.abc import AsyncIterator

from sse_starlette import ServerSentEvent

from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import last_number, listening, still_kept
from danceai.gateway.live.kinds import View

PATIENCE = 10.0
"""Seconds without a word after which the owner is asked again"""


async def stream(bus: Bus, actor: Actor, view: View, after: int | None) -> AsyncIterator[ServerSentEvent]:
    """`snapshot`, `progress` ..., `end`. The view was read once already: strangers get their 404 before the stream."""
    resumed = after is not None and await still_kept(bus, after)
    number = after if resumed and after is not None else await last_number(bus)
    async with listening(bus, actor.studio_id, view.places, after if resumed else None) as listener:
        # Read again: what changed before anybody listened would be missed.
        await view.read(bus, actor)
        if not resumed:
            yield _event("snapshot", view, number)
        while not view.ended:
            heard = await listener.next(PATIENCE)
            if heard is None or heard.progress.changed:
                await view.read(bus, actor)
            if heard is not None:
                view.hear(heard.progress)
                number = max(number, heard.number)
            yield _event("progress", view, number)
        yield _event("end", view, number)


def _event(name: str, view: View, number: int) -> ServerSentEvent:
    return ServerSentEvent(view.show().model_dump_json(), event=name, id=str(number))
