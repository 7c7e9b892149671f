"""Recordings that stand still: uploads nobody goes on with, and listening that nobody does."""

from datetime import UTC, datetime, timedelta

from danceai.common.contracts.transcriptions import Transcribe, TranscriptionState
from danceai.common.frame.reconciling import STOOD_STILL, Mending, StoodStill
from danceai.transcription.recordings import end
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.tables import TranscriptionRow

State = TranscriptionState
AT_WORK = (State.WAITING, State.RUNNING)


async def abandoned_recordings(mending: Mending) -> None:
    """Uploads that were begun or resumed long ago and never completed."""
    hours = TranscriptionSettings.of(mending).upload_hours
    begun = datetime.now(UTC) - timedelta(hours=hours)
    async with mending.transaction() as work:
        old = work.visible(TranscriptionRow).where(
            TranscriptionRow.state == State.UPLOADING, TranscriptionRow.renewed_at < begun
        )
        rows = await work.all(old.with_for_update(skip_locked=True))
        for row in rows:
            sentence = f"This upload was not finished within {hours:g} hours. Please upload the recording again."
            await end(work, row, State.FAILED, "upload_abandoned", sentence)
    for row in rows:
        mending.mended("abandoned_recordings", "ended", row.id)


async def lost_transcriptions(mending: Mending) -> None:
    """Recordings that wait or are listened to while no job is there to do it."""
    async with mending.transaction() as work:
        at_work = await work.all(work.visible(TranscriptionRow).where(TranscriptionRow.state.in_(AT_WORK)))
    if not at_work:
        return
    ordered = {job.transcription_id for job in await mending.ordered(Transcribe)}
    for row in at_work:
        if row.id not in ordered:
            await _listen_again(mending, row)


async def _listen_again(mending: Mending, seen: TranscriptionRow) -> None:
    again = await mending.may_restart("lost_transcriptions", seen.id)
    async with mending.transaction() as work:
        row = await work.find(TranscriptionRow, seen.id, lock=True)
        if row.state not in AT_WORK:
            return
        if again:
            work.enqueue(Transcribe(transcription_id=row.id))
        else:
            await end(work, row, State.FAILED, StoodStill.code, STOOD_STILL)
    mending.mended("lost_transcriptions", "restarted" if again else "ended", seen.id)
