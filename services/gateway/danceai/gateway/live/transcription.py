"""A recording, live: how far it is, and what was said last."""

from uuid import UUID

from danceai.common.contracts.base import Message
from danceai.common.contracts.transcriptions import (
    MOVING,
    GetTranscription,
    ListTranscriptionSegments,
    Transcription,
    TranscriptionSegments,
    TranscriptionState,
)
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.kinds import Kind

LATEST = 20
"""Segments that are told; whoever has missed more asks for them"""
READING = 0.1
"""Share of the bar until the sound is read"""


class LiveTranscription(Message):
    """What a page needs that shows text as it comes."""

    state: TranscriptionState
    percent: float
    language: str | None
    language_probability: float | None
    seconds: float | None
    done_seconds: float
    count: int
    """Segments so far"""
    first: int
    """The number of the first of those below"""
    segments: list[TranscriptSegment]
    """The latest ones"""
    error_code: str | None
    error_message: str | None


class TranscriptionView:
    """One recording, until it is done, has failed or is cancelled."""

    gathers = 0.3

    def __init__(self, transcription_id: UUID) -> None:
        self._id = transcription_id
        self._row: Transcription | None = None
        self._latest = TranscriptionSegments(segments=[], first=0)
        self._read_share = self._heard_share = 0.0

    @property
    def _known(self) -> Transcription:
        assert self._row is not None, "read before it is shown"
        return self._row

    @property
    def ended(self) -> bool:
        """Nothing more will come."""
        return self._known.state not in MOVING

    @property
    def regions(self) -> list[Region]:
        """Its own."""
        return [("transcription", self._id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask transcription."""
        self._row = await bus.request(GetTranscription(transcription_id=self._id), actor)
        latest = ListTranscriptionSegments(transcription_id=self._id, latest=True, limit=LATEST)
        self._latest = await bus.request(latest, actor)

    def hear(self, heard: Heard) -> None:
        """It has come further."""
        progress = heard.progress
        if progress.part and progress.total > 0:
            share = min(progress.done / progress.total, 1.0)
            if progress.part == "read":
                self._read_share = share
            else:
                self._read_share, self._heard_share = 1.0, share

    def show(self) -> LiveTranscription:
        """How far it is."""
        row = self._known
        if row.seconds:
            self._read_share, heard = 1.0, row.done_seconds / row.seconds
            self._heard_share = max(self._heard_share, min(heard, 1.0))
        share = READING * self._read_share + (1 - READING) * self._heard_share
        return LiveTranscription(
            state=row.state,
            percent=100.0 if row.state is TranscriptionState.DONE else round(100 * share, 1),
            language=row.language,
            language_probability=row.language_probability,
            seconds=row.seconds,
            done_seconds=round(self._heard_share * (row.seconds or 0.0), 1),
            count=row.segments,
            first=self._latest.first,
            segments=self._latest.segments,
            error_code=row.error_code,
            error_message=row.error_message,
        )


KIND = Kind("transcription", GetTranscription, TranscriptionView, "transcription_id")
