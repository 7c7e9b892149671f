"""Recordings of lessons: admitted, sent in parts, cancelled, deleted, told of."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import Float, cast, delete, func, select, update

from danceai.common.contracts.base import Done
from danceai.common.contracts.transcriptions import (
    MOVING,
    CancelTranscription,
    CompleteTranscription,
    DeleteTranscription,
    GetTranscription,
    ListTranscriptions,
    ListTranscriptionSegments,
    ResumeTranscription,
    SoundHeard,
    StartTranscription,
    Transcribe,
    Transcription,
    Transcriptions,
    TranscriptionSegments,
    TranscriptionState,
    TranscriptionTask,
    TranscriptionTicket,
)
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.common.database.reach import asked
from danceai.common.errors import Conflict, QuotaExceeded
from danceai.common.file_names import kept_name
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.frame.uploads import FileRefused, admit_file, open_parts, put_together
from danceai.transcription import limits
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.tables import SegmentRow, TranscriptionRow, TranscriptRow

TRANSCRIPTION = "transcription"
"""The kind under which its progress is told"""
WINDOW = timedelta(days=30)
State = TranscriptionState


@dataclass(frozen=True)
class Addresses:
    """Where a recording can be listened to, and looked at; None where it cannot."""

    sound: str | None = None
    video: str | None = None


NOWHERE = Addresses()


def addresses(context: Context, row: TranscriptionRow) -> Addresses:
    """Sign them; what was not read yet has none."""
    if row.seconds is None:
        return NOWHERE
    sign = context.storage.sign_get
    return Addresses(sign(row.sound_key), sign(row.original_key) if row.has_picture else None)


def to_reply(row: TranscriptionRow, urls: Addresses = NOWHERE) -> Transcription:
    """A recording as others see it."""
    return Transcription(
        id=row.id,
        file_name=row.file_name,
        size_bytes=row.size_bytes,
        task=TranscriptionTask(row.task),
        state=State(row.state),
        language=row.language,
        language_probability=row.language_probability,
        seconds=row.seconds,
        done_seconds=row.done_seconds,
        segments=row.segment_count,
        error_code=row.error_code,
        error_message=row.error_message,
        sound_url=urls.sound,
        video_url=urls.video,
        created_at=row.created_at,
    )


def _admit(request: StartTranscription) -> None:
    admit_file(request.file_name, request.size_bytes, "lesson.mp4")
    if request.size_bytes > limits.LARGEST_FILE:
        raise FileRefused(
            "The file is larger than 16 GB. Export its sound alone, for example as MP3, and upload that.",
            code="lesson_too_large",
        )


async def check_quota(work: UnitOfWork, hours: float, more: float = 0.0) -> None:
    """Raise QuotaExceeded when the studio has had so many hours transcribed in 30 days, these seconds included."""
    seconds = cast(func.coalesce(func.sum(TranscriptionRow.seconds), 0), Float)
    recent = select(seconds).where(
        TranscriptionRow.created_at > datetime.now(UTC) - WINDOW, TranscriptionRow.state != State.FAILED
    )
    used = await work.db.scalar(recent.execution_options(**asked("sums of the studio are no secret to its members")))
    if float(used or 0) + more > 3600 * hours or float(used or 0) >= 3600 * hours:
        raise QuotaExceeded(
            f"Your studio's limit of {hours:g} hours of lessons in 30 days is used up "
            f"({float(used or 0) / 3600:.1f} hours are counted). Ask an admin of your studio."
        )


async def start_transcription(request: StartTranscription, context: Context) -> TranscriptionTicket:
    """Admit one recording and sign its parts. Raises FileRefused, QuotaExceeded, Conflict."""
    _admit(request)
    async with context.transaction() as work:
        await work.alone(TRANSCRIPTION)
        await check_quota(work, TranscriptionSettings.of(context).studio_hours)
        moving = work.visible(TranscriptionRow).where(TranscriptionRow.state.in_(MOVING))
        if len(await work.all(moving.limit(limits.MOST_UNDER_WAY))) >= limits.MOST_UNDER_WAY:
            raise Conflict(
                f"{limits.MOST_UNDER_WAY} recordings are under way already. Wait until some are done, or cancel some.",
                code="too_many_recordings",
            )
        row = TranscriptionRow(
            studio_id=work.studio_id,
            id=uuid4(),
            file_name=kept_name(request.file_name),
            size_bytes=request.size_bytes,
            task=request.task.value,
            state=State.UPLOADING.value,
            language=request.language,
            created_by=work.actor.user_id,
        )
        work.db.add(row)
    return await _opened(context, row)


async def _opened(context: Context, row: TranscriptionRow, *, resumed: bool = False) -> TranscriptionTicket:
    hours = TranscriptionSettings.of(context).upload_hours
    parts = await open_parts(context, row.original_key, row.size_bytes, hours, resumed=resumed)
    seconds = context.settings.upload_link_seconds
    return TranscriptionTicket(transcription_id=row.id, parts=parts, expires_in_seconds=seconds)


async def resume_transcription(request: ResumeTranscription, context: Context) -> TranscriptionTicket:
    """Fresh addresses for the same parts, and which are here already. Its time to end in begins anew."""
    async with context.transaction() as work:
        row = await work.find(TranscriptionRow, request.transcription_id, lock=True)
        if row.state != State.UPLOADING:
            raise Conflict("This upload is already complete, or has ended.", code="upload_complete")
        row.renewed_at = datetime.now(UTC)
    return await _opened(context, row, resumed=True)


async def complete_transcription(request: CompleteTranscription, context: Context) -> Transcription:
    """Put the parts together and have it listened to. Asking twice changes nothing. Raises PartsMissing."""
    async with context.transaction() as work:
        row = await work.find(TranscriptionRow, request.transcription_id)
    if row.state != State.UPLOADING:
        return to_reply(row)
    await put_together(context, row.original_key, row.size_bytes, request.parts)
    async with context.transaction() as work:
        row = await work.find(TranscriptionRow, request.transcription_id, lock=True)
        if row.state == State.UPLOADING:
            row.state = State.WAITING.value
            await work.keep(row.original_key)
            work.enqueue(Transcribe(transcription_id=row.id))
            work.touch(TRANSCRIPTION, row.id)
        return to_reply(row)


async def cancel_transcription(request: CancelTranscription, work: UnitOfWork) -> Done:
    """Whoever listens to it notices before the next segment is kept."""
    row = await work.find(TranscriptionRow, request.transcription_id, lock=True)
    if row.state in MOVING:
        await end(work, row, State.CANCELLED)
    return Done()


async def end(work: UnitOfWork, row: TranscriptionRow, state: State, code: str = "", message: str = "") -> None:
    """Nothing more comes of it. What was never whole, or never read, is taken away; what can be heard stays."""
    if row.seconds is None:
        await work.drop(row.folder)
    row.state, row.error_code, row.error_message = state.value, code or None, message or None
    tell_heard(work, row)
    work.touch(TRANSCRIPTION, row.id)


def tell_heard(work: UnitOfWork, row: TranscriptionRow) -> None:
    """Announce what was listened to since that was last told: it stands beside what language models cost."""
    seconds = row.done_seconds - row.told_seconds
    if seconds > 0:
        model = TranscriptionSettings.of(work).whisper
        work.announce(SoundHeard(feature="lesson", model=model, seconds=seconds, user_id=row.created_by))
        row.told_seconds = row.done_seconds


async def delete_transcription(request: DeleteTranscription, work: UnitOfWork) -> Done:
    """Row, segments and objects; whoever listens to it notices before the next segment is kept."""
    row = await work.find(TranscriptionRow, request.transcription_id, lock=True)
    await work.drop(row.folder)
    tell_heard(work, row)
    why = asked("all of this recording, which was found within reach")
    its = delete(SegmentRow).where(SegmentRow.transcription_id == row.id)
    await work.db.execute(its.execution_options(**why))
    of_it = update(TranscriptRow).where(TranscriptRow.transcription_id == row.id).values(transcription_id=None)
    await work.db.execute(of_it.execution_options(**why))
    await work.db.delete(row)
    work.touch(TRANSCRIPTION, row.id)
    return Done()


async def get_transcription(request: GetTranscription, context: Context) -> Transcription:
    """One recording, and where it can be listened to."""
    async with context.transaction() as work:
        row = await work.find(TranscriptionRow, request.transcription_id)
    return to_reply(row, addresses(context, row))


async def list_transcriptions(request: ListTranscriptions, work: UnitOfWork) -> Transcriptions:
    """The newest first."""
    order = Order(TranscriptionRow.created_at, TranscriptionRow.id, newest=True)
    page = await find_page(work, work.visible(TranscriptionRow), order, request)
    found, following = page.fit([to_reply(row) for row in page.rows])
    return Transcriptions(transcriptions=found, next_cursor=following)


async def list_transcription_segments(request: ListTranscriptionSegments, work: UnitOfWork) -> TranscriptionSegments:
    """In order; or the last of them, for who looks on."""
    row = await work.find(TranscriptionRow, request.transcription_id)
    query = work.visible(SegmentRow).where(SegmentRow.transcription_id == row.id)
    if request.latest:
        newest = query.order_by(SegmentRow.number.desc()).limit(request.limit)
        rows, following = list(reversed(await work.all(newest))), None
        segments = [_said(one) for one in rows]
    else:
        page = await find_page(work, query, Order(SegmentRow.number), request)
        rows = page.rows
        segments, following = page.fit([_said(one) for one in rows])
    return TranscriptionSegments(segments=segments, first=rows[0].number if rows else 0, next_cursor=following)


def _said(row: SegmentRow) -> TranscriptSegment:
    return TranscriptSegment(start=row.start, end=row.end, text=row.text, words=row.words)
