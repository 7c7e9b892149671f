"""A conversation, live: the answer as it is written."""

from uuid import UUID

from danceai.common.contracts.base import Message
from danceai.common.contracts.chats import Chat, ChatMessage, GetChat
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.kinds import Kind

WRITING = ("writing", "stopping")


class LiveChat(Message):
    """What was said last; empty before anything was."""

    last: ChatMessage | None


class ChatView:
    """One's own about an analysis, until nothing is being written."""

    gathers = 0.0

    def __init__(self, analysis_id: UUID) -> None:
        self._id = analysis_id
        self._chat: Chat | None = None

    @property
    def _last(self) -> ChatMessage | None:
        assert self._chat is not None, "read before it is shown"
        return self._chat.messages[-1] if self._chat.messages else None

    @property
    def ended(self) -> bool:
        """The answer is complete, or there is none."""
        return self._last is None or self._last.state not in WRITING

    @property
    def regions(self) -> list[Region]:
        """Its own."""
        assert self._chat is not None, "read before it is followed"
        return [("chat", self._chat.id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask coaching."""
        self._chat = await bus.request(GetChat(analysis_id=self._id), actor)

    def hear(self, heard: Heard) -> None:
        """More was written: it was read already."""

    def show(self) -> LiveChat:
        """The answer so far."""
        return LiveChat(last=self._last)


KIND = Kind("chat", GetChat, ChatView, "analysis_id")
