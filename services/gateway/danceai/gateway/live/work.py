"""All that is under way for somebody, live, and how much is news to them: one line for as long as the app is open.

A browser keeps six lines to a server; a list that opened one for each of its rows would stand still.
"""

from uuid import UUID

from danceai.common.contracts.analysis_lists import AnalysisSummary, ListAnalyses
from danceai.common.contracts.base import Dance, Id, Message
from danceai.common.contracts.notifications import ListNotifications
from danceai.common.identity import Actor, Permission
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.advance import Advance, LiveAnalysis
from danceai.gateway.live.kinds import Kind

MOST = 100
"""Analyses that are told of at a time, the newest"""
GATHERS = 0.5
"""Seconds: many analyses tell much, and nobody reads faster"""


class LiveJob(Message):
    """One analysis that runs, or waits for its turn."""

    id: Id
    couple_id: Id
    dance: Dance
    recordings: list[str]
    progress: LiveAnalysis


class LiveWork(Message):
    """All of them, the newest first, and how many notifications are unread."""

    jobs: list[LiveJob]
    unread: int = 0


class WorkView:
    """What is under way within somebody's reach. It never ends: there may be more in a minute."""

    gathers = GATHERS
    ended = False

    def __init__(self, user_id: UUID) -> None:
        self._user_id = user_id
        self._unread = 0
        self._jobs: list[AnalysisSummary] = []
        self._advances: dict[UUID, Advance] = {}

    @property
    def regions(self) -> list[Region]:
        """All analyses of the studio and all its recordings; what is out of reach is not among the jobs."""
        return [("analysis", None), ("session", None), ("person", self._user_id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask scoring, within the reach of whoever follows; a key of another program is told nothing in the app."""
        if actor.may(Permission.ACCOUNT):
            self._unread = (await bus.request(ListNotifications(limit=1), actor)).unread
        self._jobs = (await bus.request(ListAnalyses(under_way=True, limit=MOST), actor)).analyses
        self._advances = {job.id: self._advances.get(job.id) or Advance() for job in self._jobs}

    def hear(self, heard: Heard) -> None:
        """Something of one of them, or of its recording."""
        kind, identifier = heard.place
        for job in self._jobs:
            if identifier == (job.id if kind == "analysis" else job.session_id):
                self._advances[job.id].hear(heard.progress)

    def show(self) -> LiveWork:
        """How far each is."""
        return LiveWork(
            jobs=[
                LiveJob(
                    id=job.id,
                    couple_id=job.couple_id,
                    dance=job.dance,
                    recordings=job.recordings,
                    progress=self._advances[job.id].show(job.state, job.stages, job.error_message),
                )
                for job in self._jobs
            ],
            unread=self._unread,
        )


KIND = Kind("work", ListAnalyses, WorkView)
