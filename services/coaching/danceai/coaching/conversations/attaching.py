"""Frames and voice notes: sent straight to the store, then taken up by a post. Nobody here opens them.

What is said in a voice note transcription writes down, which reads it as any foreign file (decision 61).
"""

from uuid import UUID, uuid4

from danceai.coaching.conversations.tables import AttachmentRow
from danceai.coaching.conversations.voice_notes import have_written_down
from danceai.common.contracts.conversations import Attachment, AttachmentTicket, StartAttachment
from danceai.common.contracts.couples import GetCouple
from danceai.common.errors import Conflict, NotFound
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.frame.uploads import take_in
from danceai.common.storage.keys import Kind

WAIT_HOURS = 24.0
"""Until a post takes it up"""


class AttachmentMissing(Conflict):
    """Announced, but its bytes are not here."""

    code = "attachment_missing"

    def __init__(self) -> None:
        super().__init__("A picture or voice note has not arrived. Please attach it again; your text is kept.")


async def start_attachment(request: StartAttachment, context: Context) -> AttachmentTicket:
    """Admit one attachment and sign its address. Raises NotFound, Forbidden for couples out of reach."""
    await context.ask(GetCouple(couple_id=request.couple_id))
    async with context.transaction() as work:
        row = AttachmentRow(
            studio_id=work.studio_id,
            id=uuid4(),
            couple_id=request.couple_id,
            author_id=work.actor.user_id,
            media_type=request.media_type,
            size_bytes=request.size_bytes,
        )
        work.db.add(row)
    upload = await context.storage.open_upload(row.key, row.size_bytes, WAIT_HOURS, Kind.ATTACHMENT)
    return AttachmentTicket(
        attachment_id=row.id,
        url=context.storage.sign_part(row.key, upload, 1, row.size_bytes),
        expires_in_seconds=context.settings.upload_link_seconds,
    )


async def put_together(context: Context, attachments: list[UUID], couple_id: UUID) -> None:
    """Make objects of what has arrived. Raises AttachmentMissing, and NotFound for what is somebody else's."""
    async with context.transaction() as work:
        rows = [await _find_own(work, one, couple_id) for one in attachments]
    for row in rows:
        if not await take_in(context, row.key, row.size_bytes):
            raise AttachmentMissing


async def take_up(work: UnitOfWork, attachments: list[UUID], couple_id: UUID, post_id: UUID) -> list[AttachmentRow]:
    """Give them to a post, which keeps them. Raises AttachmentMissing for one that another post has."""
    rows = [await _find_own(work, one, couple_id, lock=True) for one in attachments]
    for row in rows:
        if row.post_id is not None:
            raise AttachmentMissing
        row.post_id = post_id
        await work.keep(row.key)
        have_written_down(work, row)
    return rows


async def _find_own(work: UnitOfWork, attachment_id: UUID, couple_id: UUID, *, lock: bool = False) -> AttachmentRow:
    row = await work.find(AttachmentRow, attachment_id, lock=lock)
    if row.author_id != work.actor.user_id or row.couple_id != couple_id:
        raise NotFound("This attachment does not exist.")
    return row


def show(context: Context, row: AttachmentRow) -> Attachment:
    """With an address it can be seen at."""
    return Attachment.model_validate(
        {
            "id": row.id,
            "media_type": row.media_type,
            "url": context.storage.sign_get(row.key),
            "written_down": row.written_down,
            "text": row.words,
            "language": row.language,
        }
    )
