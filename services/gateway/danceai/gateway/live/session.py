"""A session, live: how far the check of each of its videos is, and what came of it."""

from uuid import UUID

from danceai.common.contracts.analyses import StageName, part_of
from danceai.common.contracts.base import Camera, Message
from danceai.common.contracts.videos import DanceSession, GetDanceSession, Video
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.kinds import Kind

MOVING = ("uploading", "checking")


class LiveVideo(Message):
    """One camera's video as the page that has sent it shows it."""

    camera: Camera
    state: str
    """uploading | checking | ready | rejected"""
    percent: float
    """Of the check"""


class LiveSession(Message):
    """What a page needs to know when to ask for the quality report."""

    videos: list[LiveVideo]


class SessionView:
    """Ends when every video is checked."""

    gathers = 0.0

    def __init__(self, session_id: UUID) -> None:
        self._id = session_id
        self._session: DanceSession | None = None
        self._shares: dict[str, float] = {}

    @property
    def _read(self) -> DanceSession:
        assert self._session is not None, "read before it is shown"
        return self._session

    @property
    def ended(self) -> bool:
        """Nothing is on its way or being checked."""
        return not any(video.state in MOVING for video in self._read.videos)

    @property
    def regions(self) -> list[Region]:
        """Its own."""
        return [("session", self._id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask ingest."""
        self._session = await bus.request(GetDanceSession(session_id=self._id), actor)

    def hear(self, heard: Heard) -> None:
        """A check has come further."""
        progress = heard.progress
        if progress.part and progress.total > 0:
            self._shares[progress.part] = min(progress.done / progress.total, 1.0)

    def show(self) -> LiveSession:
        """How far the checks are."""
        return LiveSession(
            videos=[
                LiveVideo(camera=video.camera, state=video.state, percent=round(100 * self._share(video), 1))
                for video in self._read.videos
            ]
        )

    def _share(self, video: Video) -> float:
        if video.state != "checking":
            return float(video.state not in MOVING)
        return self._shares.get(part_of(StageName.CHECK, video.camera), 0.0)


KIND = Kind("session", GetDanceSession, SessionView, "session_id")
