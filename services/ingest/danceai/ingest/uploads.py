"""Uploads: signed parts straight into the fast tier, admitted before a byte is sent, resumable until they are whole."""

import math
from uuid import UUID, uuid4

from danceai.common.contracts.base import Done
from danceai.common.contracts.users import GetQuota
from danceai.common.contracts.videos import (
    CancelUpload,
    CompleteUpload,
    ProbeVideo,
    ResumeUpload,
    SentPart,
    SignedPart,
    StartUpload,
    UploadTicket,
    Video,
)
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.file_names import is_carried, kept_name
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.storage.objects import ArrivedPart
from danceai.ingest import quota, rejecting
from danceai.ingest.limits import LARGEST_FILE, LONGEST_SECONDS
from danceai.ingest.sessions import SESSION, to_reply
from danceai.ingest.settings import IngestSettings
from danceai.ingest.tables import SessionRow, VideoRow

PART = 5 * 1024 * 1024
"""The least that stores take: what was on its way when the line dropped is sent again"""
MOST_PARTS = 500
MOST_NAMED = 8
"""Parts in a sentence; programs are told all of them"""


class FileRefused(Invalid):
    """The file can be seen to be unsuitable before it is sent."""

    code = "file_refused"


class UploadCancelled(Conflict):
    """Somebody did not want it any more."""

    code = "upload_cancelled"


class PartsMissing(Conflict):
    """The upload is not whole yet; it stays open, and these parts of it can be sent again."""

    code = "parts_missing"

    def __init__(self, parts: list[int], of: int) -> None:
        named = ", ".join(map(str, parts[:MOST_NAMED])) + (" and others" if len(parts) > MOST_NAMED else "")
        one = len(parts) == 1
        which, them = (f"Part {named} of {of} is", "it") if one else (f"Parts {named} of {of} are", "them")
        super().__init__(
            f"{which} missing or damaged. Please resume the upload and send {them} again; the rest is kept.",
            details={"parts": parts},
        )


def _admit(request: StartUpload) -> None:
    if not is_carried(request.file_name):
        raise FileRefused(
            "The file name contains characters that no file can bear (slashes or control characters). "
            "Rename the file, for example to waltz.mp4, and try again.",
            code="file_name_odd",
        )
    if request.size_bytes == 0:
        raise FileRefused(
            "The file is empty (0 bytes). Choose the recording again; the copy may have failed.", code="file_empty"
        )
    if request.size_bytes > LARGEST_FILE:
        raise FileRefused(
            "The file is larger than 4 GB. Cut it to one dance, or record in 1080p.", code="file_too_large"
        )
    if request.seconds > LONGEST_SECONDS:
        raise FileRefused("The recording is longer than 15 minutes. Cut it to one dance.", code="file_too_long")


def cut_into_parts(size_bytes: int) -> list[tuple[int, int]]:
    """(offset, size) of every part of a file."""
    size = max(PART, math.ceil(size_bytes / MOST_PARTS))
    return [(offset, min(size, size_bytes - offset)) for offset in range(0, size_bytes, size)]


async def _make_room(work: UnitOfWork, session_id: UUID, camera: str) -> None:
    """A camera's earlier file may be replaced while it is unusable or was never finished."""
    query = work.visible(VideoRow).where(VideoRow.session_id == session_id, VideoRow.camera == camera)
    earlier = await work.first(query.with_for_update())
    if earlier is None:
        return
    if earlier.state not in ("uploading", "rejected"):
        raise Conflict(
            f"Camera {camera} of this session already has a video. Open a new session for another one.",
            code="camera_taken",
        )
    await rejecting.abandon(work, earlier)


async def start_upload(request: StartUpload, context: Context) -> UploadTicket:
    """Admit one upload and sign its parts. Raises FileRefused, NotFound, Conflict, QuotaExceeded."""
    _admit(request)
    limits = await context.ask(GetQuota())
    async with context.transaction() as work:
        # Whoever else starts an upload in this session waits here, and then sees this one.
        await work.find(SessionRow, request.session_id, lock=True)
        await _make_room(work, request.session_id, request.camera)
        row = VideoRow(
            studio_id=work.studio_id,
            id=uuid4(),
            session_id=request.session_id,
            camera=request.camera.value,
            file_name=kept_name(request.file_name),
            size_bytes=request.size_bytes,
            state="uploading",
            revision=0,
        )
        await quota.reserve(work, limits, row.id, quota.longest_of(request.size_bytes, request.seconds))
        work.db.add(row)
    return await _opened(context, row)


async def _opened(context: Context, row: VideoRow, *, resumed: bool = False) -> UploadTicket:
    """Where the parts go: to the upload that is open, or to a new one when there is none (any more)."""
    hours = IngestSettings.of(context).upload_hours
    upload_id = await context.storage.open_upload(row.original_key, row.size_bytes, hours)
    arrived = await _arrived(context, row.original_key, upload_id) if resumed else []
    here = {(part.number, part.size): part.etag for part in arrived}
    parts = [
        SignedPart(
            number=number,
            offset=offset,
            size=size,
            url=context.storage.sign_part(row.original_key, upload_id, number, size),
            etag=here.get((number, size)),
        )
        for number, (offset, size) in enumerate(cut_into_parts(row.size_bytes), start=1)
    ]
    return UploadTicket(video_id=row.id, parts=parts, expires_in_seconds=context.settings.upload_link_seconds)


async def resume_upload(request: ResumeUpload, context: Context) -> UploadTicket:
    """Fresh addresses for the same parts, and which are here already. Its time to end in begins anew."""
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id)
        if row.state == "uploading":
            await quota.renew(work, row.id)
    if row.state == "rejected":
        raise Conflict(row.error_message or "This upload has ended.")
    if row.state != "uploading":
        raise Conflict("This upload is already complete.", code="upload_complete")
    return await _opened(context, row, resumed=True)


async def cancel_upload(request: CancelUpload, work: UnitOfWork) -> Done:
    """End an upload nobody wants any more. Raises Conflict when all of it is here."""
    row = await work.find(VideoRow, request.video_id, lock=True)
    if row.state == "uploading":
        await rejecting.end(work, row, UploadCancelled("This upload was cancelled."))
    elif row.state != "rejected":
        raise Conflict("This upload is already complete.", code="upload_complete")
    return Done()


async def complete_upload(request: CompleteUpload, context: Context) -> Video:
    """Put the parts together and have the video checked. Asking twice changes nothing. Raises PartsMissing."""
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id)
    if row.state != "uploading":
        return to_reply(row)
    await _put_together(context, row, request.parts)
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id, lock=True)
        if row.state == "uploading":
            row.state = "checking"
            await work.keep(row.original_key)
            work.enqueue(ProbeVideo(video_id=row.id, revision=row.revision))
            work.touch(SESSION, row.session_id)
        return to_reply(row)


async def _put_together(context: Context, row: VideoRow, sent: list[SentPart]) -> None:
    """Make one object of the parts, once all are there as they were announced and as the sender knows them."""
    storage, key = context.storage, row.original_key
    try:
        upload_id = await storage.upload_of(key)
        parts = _good_parts(row, await _arrived(context, key, upload_id), sent)
        await storage.end_upload(key, upload_id or "", parts)
    except (NotFound, Conflict) as error:
        # Somebody may have done it at the same moment, or a killed process before it could say so.
        if await _is_whole(context, row):
            return
        if isinstance(error, PartsMissing):
            raise
        # A part was sent anew, or the upload ended, after we had looked: it is looked again.
        _good_parts(row, await _arrived(context, key, await storage.upload_of(key)), sent)
        whole = len(cut_into_parts(row.size_bytes))
        raise PartsMissing(list(range(1, whole + 1)), whole) from error


async def _arrived(context: Context, key: str, upload_id: str | None) -> list[ArrivedPart]:
    """What the store has of an upload; nothing when it is open no more."""
    try:
        return await context.storage.parts(key, upload_id) if upload_id else []
    except NotFound:
        return []


async def _is_whole(context: Context, row: VideoRow) -> bool:
    try:
        return await context.storage.size(row.original_key) == row.size_bytes
    except NotFound:
        return False


def _good_parts(row: VideoRow, arrived: list[ArrivedPart], sent: list[SentPart]) -> list[ArrivedPart]:
    """The parts that make the file, in order. Raises PartsMissing for those not there, or not as the sender knows them.

    What else the store has is no part of it: some stores go on listing a part that was sent anew.
    """
    known = {part.number: part.etag.strip('"') for part in sent}
    cut = dict(enumerate((size for _, size in cut_into_parts(row.size_bytes)), start=1))
    good = {
        part.number: part
        for part in arrived
        if (part.size, part.etag) == (cut.get(part.number), known.get(part.number))
    }
    if len(good) < len(cut):
        raise PartsMissing([number for number in cut if number not in good], len(cut))
    return [good[number] for number in cut]
