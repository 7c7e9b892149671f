"""What jobs and events have in common when they are worked off: each is opened, and attempts at it are counted."""

from nats.aio.msg import Msg

from danceai.common.frame import attempts
from danceai.common.frame.running import RunningService
from danceai.common.messaging.envelope import Envelope


class CountedTasks:
    """The half of a worker's tasks that does not depend on what is done."""

    def __init__(self, running: RunningService, consumer: str) -> None:
        """consumer: under which name attempts and effects are recorded."""
        self._running = running
        self._consumer = consumer

    def _envelope(self, message: Msg) -> Envelope:
        return self._running.bus.opener.open_order(message.subject, message.headers, message.data)

    async def begin(self, message: Msg) -> int | None:
        """Count the attempt, unless the effect is there already."""
        return await attempts.begin(self._running.database, self._consumer, self._envelope(message).id)

    async def give_back(self, message: Msg) -> None:
        """It was none."""
        await attempts.give_back(self._running.database, self._consumer, self._envelope(message).id)
