"""The job: from a recording in the store to what is said in it, segment by segment.

Each segment is kept, with how far the recording is by then, in a transaction of its own. So whoever begins again goes
on behind the last one, and whoever has cancelled or deleted it is heeded before the next one is kept.
"""

import time
from collections.abc import AsyncIterator
from pathlib import Path

from danceai.common.confined.launcher import confined
from danceai.common.contracts.transcriptions import Transcribe, TranscriptionState, TranscriptionTask
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.common.errors import NotFound, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.messaging.live import Progress
from danceai.common.offload import in_thread
from danceai.common.storage.keys import Kind
from danceai.transcription import limits
from danceai.transcription.hot_words import find_words
from danceai.transcription.recognition import Heard, hear
from danceai.transcription.recordings import TRANSCRIPTION, check_quota, end, tell_heard
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.sound import LISTENED, SAMPLES, Sound, read_sound, window
from danceai.transcription.tables import SegmentRow, TranscriptionRow

State = TranscriptionState
READ, HEARD = "read", "heard"
"""Parts of its progress"""
EDGE = 1.0
"""Seconds: what ends so close to the end of a window may go on behind it"""
LEAST_STEP = 1.0
"""Seconds by which a window begins later than the one before"""
LEAST_WINDOW = 0.3


class NotWanted(Exception):
    """Somebody has cancelled or deleted it meanwhile."""


async def give_up(message: Transcribe, error: ProductError, work: UnitOfWork) -> None:
    """No more of this recording: say why. What was written down so far stays."""
    try:
        row = await work.find(TranscriptionRow, message.transcription_id, lock=True)
    except NotFound:
        return
    if row.state in (State.WAITING, State.RUNNING):
        await end(work, row, State.FAILED, error.reported_code, error.message)


@job(Transcribe, failed=give_up)
async def transcribe(message: Transcribe, context: JobContext) -> None:
    """Read the sound, listen to it, keep what is said."""
    try:
        await _listen(message, context)
    except NotWanted:
        return


async def _listen(message: Transcribe, context: JobContext) -> None:
    row = await _begin(message, context)
    shift_ends = time.monotonic() + TranscriptionSettings.of(context).shift_seconds
    heard_out = True

    def read(done: float, total: float) -> None:
        context.live.tell(TRANSCRIPTION, row.id, Progress(part=READ, done=done, total=total, unit="s"))

    async with context.storage.local_copy(row.original_key) as path:
        folder = path.parent
        sound = await confined(read_sound, Path(path.name), Path(), folder=folder, limits=limits.READER, report=read)
        await in_thread(path.unlink)  # gigabytes of picture, which nobody looks at
        await context.storage.put_file(row.sound_key, Kind.RENDITION, folder / LISTENED, "audio/mp4")
        row, words = await _measured(context, row, sound)
        async for segment in _segments(context, row, folder / SAMPLES, sound.seconds, words):
            row = await _keep(context, row, segment)
            if time.monotonic() > shift_ends:
                heard_out = False
                break
    async with context.conclude() as work:
        row = await _wanted(work, row)
        if heard_out:
            row.state, row.done_seconds = State.DONE.value, sound.seconds
        else:
            work.enqueue(Transcribe(transcription_id=row.id))
        tell_heard(work, row)
        work.touch(TRANSCRIPTION, row.id)


async def _wanted(work: UnitOfWork, row: TranscriptionRow) -> TranscriptionRow:
    """The row as it is now, locked. Raises NotWanted."""
    try:
        found = await work.find(TranscriptionRow, row.id, lock=True)
    except NotFound:
        raise NotWanted from None
    if found.state != State.RUNNING:
        raise NotWanted
    return found


async def _begin(message: Transcribe, context: JobContext) -> TranscriptionRow:
    async with context.transaction() as work:
        try:
            row = await work.find(TranscriptionRow, message.transcription_id, lock=True)
        except NotFound:
            raise NotWanted from None
        if row.state not in (State.WAITING, State.RUNNING):
            raise NotWanted
        row.state = State.RUNNING.value
        work.touch(TRANSCRIPTION, row.id)
    return row


async def _measured(context: JobContext, row: TranscriptionRow, sound: Sound) -> tuple[TranscriptionRow, list[str]]:
    """Keep how long it is, whether it is a film, and that it can be listened to.

    Raises QuotaExceeded when it is longer than what is left.
    """
    async with context.transaction() as work:
        row = await _wanted(work, row)
        if row.seconds is None:
            await check_quota(work, TranscriptionSettings.of(context).studio_hours, sound.seconds)
        row.seconds, row.has_picture = sound.seconds, sound.has_picture
        await work.keep(row.sound_key)
        work.touch(TRANSCRIPTION, row.id)
        return row, await find_words(work)


async def _segments(
    context: JobContext, row: TranscriptionRow, samples: Path, seconds: float, words: list[str]
) -> AsyncIterator[TranscriptSegment]:
    """What is said from where the last attempt stopped, window by window.

    A sentence that a window cuts off is left to the next one, which begins with it.
    """
    settings = TranscriptionSettings.of(context)
    task, language, at = TranscriptionTask(row.task), row.language, row.done_seconds
    while seconds - at > LEAST_WINDOW:
        until = min(at + settings.window_seconds, seconds)
        sound = await in_thread(window, samples, at, until)
        heard: Heard = await in_thread(hear, settings, sound, at, task, language, words)
        if language is None and heard.language is not None:
            language = heard.language
            await _name_language(context, row, heard)
        held: TranscriptSegment | None = None
        while (segment := await in_thread(next, heard.segments, None)) is not None:
            _tell(context, row, segment.end, seconds)
            if held is not None:
                yield held
            held = segment
        cut_off = held is not None and until < seconds and held.end > until - EDGE and held.start > at + LEAST_STEP
        if held is not None and not cut_off:
            yield held
        at = held.start if held is not None and cut_off else until
        _tell(context, row, at, seconds)


def _tell(context: JobContext, row: TranscriptionRow, done: float, seconds: float) -> None:
    context.live.tell(TRANSCRIPTION, row.id, Progress(part=HEARD, done=done, total=seconds, unit="s"))


async def _name_language(context: JobContext, row: TranscriptionRow, heard: Heard) -> None:
    async with context.transaction() as work:
        row = await _wanted(work, row)
        row.language, row.language_probability = heard.language, heard.probability
        work.touch(TRANSCRIPTION, row.id)


async def _keep(context: JobContext, row: TranscriptionRow, segment: TranscriptSegment) -> TranscriptionRow:
    async with context.transaction() as work:
        row = await _wanted(work, row)
        work.db.add(
            SegmentRow(
                studio_id=work.studio_id,
                transcription_id=row.id,
                number=row.segment_count,
                start=segment.start,
                end=segment.end,
                text=segment.text,
                words=segment.words,
            )
        )
        row.segment_count += 1
        row.done_seconds = max(row.done_seconds, segment.end)
        work.touch(TRANSCRIPTION, row.id)
    return row
