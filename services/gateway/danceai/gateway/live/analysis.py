"""An analysis, live: its stages from scoring, and how far ingest, pose and scoring are with them."""

from uuid import UUID

from danceai.common.contracts.analyses import UNDER_WAY, Analysis, GetAnalysis
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.advance import Advance, LiveAnalysis
from danceai.gateway.live.kinds import Kind


class AnalysisView:
    """One analysis, until it has ended."""

    gathers = 0.0

    def __init__(self, analysis_id: UUID) -> None:
        self._id = analysis_id
        self._analysis: Analysis | None = None
        self._advance = Advance()

    @property
    def _read(self) -> Analysis:
        assert self._analysis is not None, "read before it is shown"
        return self._analysis

    @property
    def ended(self) -> bool:
        """Done, failed or cancelled."""
        return self._read.state not in UNDER_WAY

    @property
    def regions(self) -> list[Region]:
        """Its own, and its session's: videos are checked before an analysis may even exist."""
        return [("analysis", self._id), ("session", self._read.session_id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask scoring."""
        self._analysis = await bus.request(GetAnalysis(analysis_id=self._id), actor)

    def hear(self, heard: Heard) -> None:
        """One stage has come further."""
        self._advance.hear(heard.progress)

    def show(self) -> LiveAnalysis:
        """How far the whole is, and what is being worked on."""
        return self._advance.show(self._read.state, self._read.stages, self._read.error_message)


KIND = Kind("analysis", GetAnalysis, AnalysisView, "analysis_id")
