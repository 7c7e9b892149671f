"""The library: save, read, export, import, delete. Saving keeps what was there as a version."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

from danceai.common.contracts.account import GetProfile
from danceai.common.contracts.base import Done
from danceai.common.contracts.transcripts import (
    LARGEST,
    DeleteTranscript,
    ExportTranscript,
    GetTranscript,
    ImportTranscript,
    ListTranscriptVersions,
    SaveTranscript,
    Transcript,
    TranscriptDeleted,
    TranscriptFile,
    TranscriptSaved,
    TranscriptSegment,
    TranscriptVersion,
    TranscriptVersions,
)
from danceai.common.errors import Conflict, Forbidden, Invalid, NotFound
from danceai.common.file_names import named_after
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.transcription import searching, subtitles
from danceai.transcription.recordings import NOWHERE, Addresses, addresses
from danceai.transcription.tables import TranscriptionRow, TranscriptRow, VersionRow

LONGEST_NAME = 120


def _to_reply(row: TranscriptRow, urls: Addresses = NOWHERE) -> Transcript:
    return Transcript(
        id=row.id,
        name=row.name,
        dances=row.dances,
        language=row.language,
        segments=row.segments,
        version=row.version,
        transcription_id=row.transcription_id,
        sound_url=urls.sound,
        video_url=urls.video,
        saved_at=row.saved_at,
    )


def _check_size(request: SaveTranscript) -> None:
    size = sum(len(segment.text.encode()) + 1 for segment in request.segments)
    if size > LARGEST:
        raise Invalid(
            f"This transcript has {size / 1e6:.1f} MB of text; the most is {LARGEST / 1e6:.0f} MB. "
            "Save the lesson in several parts."
        )


async def save_transcript(request: SaveTranscript, context: Context) -> Transcript:
    """Add a transcript, or a version of one.

    Raises NotFound, Invalid for more text than one can hold, Conflict when somebody has saved another version since.
    """
    _check_size(request)
    author = await _name_of_author(context)
    async with context.transaction() as work:
        return await _save(request, work, author)


async def _name_of_author(context: Context) -> str:
    """Empty for a key, which is nobody."""
    with suppress(NotFound, Forbidden):
        return (await context.ask(GetProfile())).name
    return ""


async def _save(request: SaveTranscript, work: UnitOfWork, author: str) -> Transcript:
    if request.transcription_id:
        await work.find(TranscriptionRow, request.transcription_id)
    if request.transcript_id:
        row = await work.find(TranscriptRow, request.transcript_id, lock=True)
        if request.version is not None and request.version != row.version:
            raise Conflict(
                "Somebody has saved this transcript meanwhile. Open it again, and make your changes there.",
                code="saved_meanwhile",
            )
        _keep_version(work, row)
        row.version += 1
        row.changes = count_changes(row.segments, request.segments)
    else:
        row = TranscriptRow(studio_id=work.studio_id, id=uuid4(), version=1, transcription_id=None, changes=0)
        work.db.add(row)
    row.name, row.dances, row.segments, row.language = request.name, request.dances, request.segments, request.language
    row.transcription_id = request.transcription_id or row.transcription_id
    row.segment_count, row.seconds = len(request.segments), request.segments[-1].end
    row.saved_by, row.author, row.saved_at = work.actor.user_id, author, datetime.now(UTC)
    await searching.index(work, row)
    work.announce(TranscriptSaved(transcript_id=row.id, version=row.version))
    return _to_reply(row)


def count_changes(before: list[TranscriptSegment], after: list[TranscriptSegment]) -> int:
    """Passages that differ, in text or time: gone ones and new ones count once where one took another's place."""
    old, new = (Counter((one.start, one.end, one.text) for one in said) for said in (before, after))
    return max((old - new).total(), (new - old).total())


def _keep_version(work: UnitOfWork, row: TranscriptRow) -> None:
    work.db.add(
        VersionRow(
            studio_id=row.studio_id,
            transcript_id=row.id,
            version=row.version,
            name=row.name,
            dances=row.dances,
            language=row.language,
            segments=row.segments,
            segment_count=row.segment_count,
            changes=row.changes,
            saved_by=row.saved_by,
            author=row.author,
            saved_at=row.saved_at,
        )
    )


async def get_transcript(request: GetTranscript, context: Context) -> Transcript:
    """A transcript with its text, as it is or as it was, and where its recording can be listened to."""
    async with context.transaction() as work:
        row = await work.find(TranscriptRow, request.transcript_id)
        of = row.transcription_id
        recording = await work.find(TranscriptionRow, of) if of else None
        reply = _to_reply(row, addresses(context, recording) if recording else NOWHERE)
        if request.version in (None, row.version):
            return reply
        old = await work.find(VersionRow, row.id, request.version)
    kept = ("name", "dances", "language", "segments", "version", "saved_at")
    return reply.model_copy(update={name: getattr(old, name) for name in kept})


async def list_transcript_versions(request: ListTranscriptVersions, work: UnitOfWork) -> TranscriptVersions:
    """The newest first; the one that counts is not among them on later pages."""
    row = await work.find(TranscriptRow, request.transcript_id)
    query = work.visible(VersionRow).where(VersionRow.transcript_id == row.id)
    page = await find_page(work, query, Order(VersionRow.version, newest=True), request)
    versions, following = page.fit([_to_version(one) for one in page.rows])
    now = [_to_version(row)] if request.cursor is None else []
    return TranscriptVersions(versions=[*now, *versions], next_cursor=following)


def _to_version(row: TranscriptRow | VersionRow) -> TranscriptVersion:
    return TranscriptVersion(
        version=row.version,
        name=row.name,
        segments=row.segment_count,
        changes=row.changes,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        author=row.author,
    )


async def delete_transcript(request: DeleteTranscript, work: UnitOfWork) -> Done:
    """With all its versions; the recording stays where it is."""
    row = await work.find(TranscriptRow, request.transcript_id, lock=True)
    for version in await work.all(work.visible(VersionRow).where(VersionRow.transcript_id == row.id)):
        await work.db.delete(version)
    await searching.forget(work, row.id)
    await work.db.delete(row)
    work.announce(TranscriptDeleted(transcript_id=row.id))
    return Done()


async def export_transcript(request: ExportTranscript, work: UnitOfWork) -> TranscriptFile:
    """A transcript as a file."""
    row = await work.find(TranscriptRow, request.transcript_id)
    content = subtitles.write(row.segments, request.form)
    return TranscriptFile(file_name=named_after(row.name, f".{request.form}"), content=content)


async def import_transcript(request: ImportTranscript, context: Context) -> Transcript:
    """A file of subtitles becomes a transcript of its name. Raises Invalid for what is none."""
    segments = subtitles.read(request.content)
    name = " ".join(request.file_name.rsplit(".", 1)[0].split())[:LONGEST_NAME] or request.file_name[:LONGEST_NAME]
    saved = SaveTranscript(name=name, dances=request.dances, language=request.language, segments=segments)
    return await save_transcript(saved, context)
