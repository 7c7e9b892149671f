"""Voice notes in words: asked of transcription when a post takes one up, kept beside the sound when they come."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from danceai.coaching.conversations.tables import SHOWN, AttachmentRow, PostRow, ThreadRow
from danceai.common.contracts.conversations import WrittenDown
from danceai.common.contracts.voice_notes import NoteUnheard, NoteWritten, WriteDownNote
from danceai.common.errors import NotFound
from danceai.common.frame.reconciling import Mending
from danceai.common.frame.unit_of_work import UnitOfWork


def have_written_down(work: UnitOfWork, row: AttachmentRow) -> None:
    """Ask for the words of a voice note; a picture has none."""
    if row.media_type.startswith("audio/"):
        row.written_down, row.asked_at = WrittenDown.WAITING.value, datetime.now(UTC)
        work.enqueue(WriteDownNote(note_id=row.id, key=row.key))


async def on_note_written(event: NoteWritten, work: UnitOfWork) -> None:
    """Keep what is said; a conversation that began with a voice alone now begins with its words."""
    row = await _find(work, event.note_id)
    if row is None or row.written_down == WrittenDown.WRITTEN:
        return
    row.written_down, row.words, row.language = WrittenDown.WRITTEN.value, event.text, event.language
    if row.post_id is None:
        return
    post = await work.find(PostRow, row.post_id)
    thread = await work.find(ThreadRow, post.thread_id, lock=True)
    said = work.visible(PostRow).where(PostRow.thread_id == thread.id).order_by(PostRow.at, PostRow.id)
    first = await work.first(said)
    if not thread.begins and first is not None and first.id == post.id:
        thread.begins = event.text[:SHOWN]


async def on_note_unheard(event: NoteUnheard, work: UnitOfWork) -> None:
    """It stays sound."""
    row = await _find(work, event.note_id)
    if row is not None and row.written_down == WrittenDown.WAITING:
        row.written_down = WrittenDown.UNHEARD.value


async def _find(work: UnitOfWork, note_id: UUID) -> AttachmentRow | None:
    with suppress(NotFound):
        return await work.find(AttachmentRow, note_id, lock=True)
    return None


async def unanswered_notes(mending: Mending) -> None:
    """Notes whose words were asked for long ago: asked for again, and given up when that does not help."""
    late = (AttachmentRow.written_down == WrittenDown.WAITING.value, AttachmentRow.asked_at < mending.asked_before)
    async with mending.transaction() as work:
        seen = await work.all(work.visible(AttachmentRow).where(*late))
    for note in seen:
        again = await mending.may_restart("unanswered_notes", note.id)
        async with mending.transaction() as work:
            row = await _find(work, note.id)
            if row is None or row.written_down != WrittenDown.WAITING:
                continue  # it was answered meanwhile
            if again:
                have_written_down(work, row)
            else:
                row.written_down = WrittenDown.UNHEARD.value
        mending.mended("unanswered_notes", "asked again" if again else "ended", note.id)
