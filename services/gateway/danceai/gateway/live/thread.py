"""A conversation of people, live: whether the AI has answered."""

from uuid import UUID

from danceai.common.contracts.conversations import THREAD, GetThread, Thread
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.kinds import Kind


class ThreadView:
    """One of them, until nobody writes an answer."""

    gathers = 0.0

    def __init__(self, thread_id: UUID) -> None:
        self._id = thread_id
        self._thread: Thread | None = None

    @property
    def ended(self) -> bool:
        """The AI is not writing."""
        return not self.show().answering

    @property
    def regions(self) -> list[Region]:
        """Its own."""
        return [(THREAD, self._id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask coaching."""
        self._thread = await bus.request(GetThread(thread_id=self._id), actor)

    def hear(self, heard: Heard) -> None:
        """Something was written: it was read already."""

    def show(self) -> Thread:
        """How it stands."""
        assert self._thread is not None, "read before it is shown"
        return self._thread


KIND = Kind("thread", GetThread, ThreadView, "thread_id")
