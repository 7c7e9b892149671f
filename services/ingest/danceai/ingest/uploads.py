"""Uploads: signed parts straight into the fast tier, admitted before a byte is sent, resumable."""

import math
from uuid import UUID, uuid4

from danceai.common.contracts.users import GetQuota
from danceai.common.contracts.videos import (
    CompleteUpload,
    CropVideo,
    ProbeVideo,
    ResumeUpload,
    SignedPart,
    StartUpload,
    UploadTicket,
    Video,
)
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.storage.objects import Storage
from danceai.ingest import quota
from danceai.ingest.limits import LARGEST_FILE
from danceai.ingest.sessions import to_reply
from danceai.ingest.tables import SessionRow, VideoRow

PART = 8 * 1024 * 1024
MOST_PARTS = 500


class FileRefused(Invalid):
    """The file can be seen to be unsuitable before it is sent."""

    code = "file_refused"


def _admit(request: StartUpload) -> None:
    name = request.file_name
    if not name.isprintable() or any(mark in name for mark in ("/", "\\", "..")):
        raise FileRefused(
            "The file name contains characters we cannot accept (slashes, dots in a row or control "
            "characters). Rename the file, for example to waltz.mp4, and try again."
        )
    if request.size_bytes == 0:
        raise FileRefused("The file is empty (0 bytes). Choose the recording again; the copy may have failed.")
    if request.size_bytes > LARGEST_FILE:
        raise FileRefused("The file is larger than 4 GB. Cut it to one dance, or record in 1080p.")


def _ticket(storage: Storage, row: VideoRow) -> UploadTicket:
    size = max(PART, math.ceil(row.size_bytes / MOST_PARTS))
    parts = [
        SignedPart(
            number=i + 1,
            offset=i * size,
            size=min(size, row.size_bytes - i * size),
            url=storage.sign_part(row.original_key, row.upload_id, i + 1),
        )
        for i in range(math.ceil(row.size_bytes / size))
    ]
    return UploadTicket(video_id=row.id, parts=parts, expires_in_seconds=storage.upload_link_seconds)


async def _make_room(work: UnitOfWork, session_id: UUID, camera: str) -> None:
    """A camera's earlier file may be replaced while it is unusable or was never finished."""
    query = work.visible(VideoRow).where(VideoRow.session_id == session_id, VideoRow.camera == camera)
    earlier = await work.first(query)
    if earlier is None:
        return
    if earlier.state not in ("uploading", "rejected"):
        raise Conflict(f"Camera {camera} of this session already has a video. Open a new session for another one.")
    await work.db.delete(earlier)
    await quota.release(work, earlier.id)


async def start_upload(request: StartUpload, context: Context) -> UploadTicket:
    """Admit one upload and sign its parts. Raises FileRefused, NotFound, Conflict, QuotaExceeded."""
    _admit(request)
    limits = await context.ask(GetQuota())
    async with context.transaction() as work:
        await work.find(SessionRow, request.session_id)
        await _make_room(work, request.session_id, request.camera)
        row = VideoRow(
            studio_id=work.studio_id,
            id=uuid4(),
            session_id=request.session_id,
            camera=request.camera.value,
            file_name=request.file_name,
            size_bytes=request.size_bytes,
            state="uploading",
            upload_id="",
            revision=0,
        )
        await quota.reserve(work, limits, row.id, request.seconds)
        work.db.add(row)
    return await _opened(context, row)


async def _opened(context: Context, row: VideoRow) -> UploadTicket:
    """The parts of an upload that the store knows of; a process that was killed may not have told it."""
    if not row.upload_id:
        upload_id = await context.storage.start_multipart(row.original_key)
        async with context.transaction() as work:
            row = await work.find(VideoRow, row.id, lock=True)
            row.upload_id = row.upload_id or upload_id
    return _ticket(context.storage, row)


async def resume_upload(request: ResumeUpload, context: Context) -> UploadTicket:
    """Fresh addresses for the same parts; those already sent need not be sent again."""
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id)
    if row.state != "uploading":
        raise Conflict("This upload is already complete.")
    return await _opened(context, row)


async def complete_upload(request: CompleteUpload, context: Context) -> Video:
    """Put the parts together and have the video checked. Asking twice changes nothing."""
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id)
    if row.state != "uploading":
        return to_reply(row)
    await _put_together(context.storage, row, [(part.number, part.etag) for part in request.parts])
    if await context.storage.size(row.original_key) != row.size_bytes:
        raise Conflict("Parts of the file are missing. Please upload it again.")
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id, lock=True)
        if row.state == "uploading":
            row.state = "checking"
            work.enqueue(ProbeVideo(video_id=row.id))
        return to_reply(row)


async def _put_together(storage: Storage, row: VideoRow, parts: list[tuple[int, str]]) -> None:
    """Make one object of the parts; whoever else does it at the same moment does the same. Raises NotFound."""
    if await storage.exists(row.original_key):
        return
    try:
        await storage.complete_multipart(row.original_key, row.upload_id, parts)
    except NotFound:
        if not await storage.exists(row.original_key):
            raise


async def crop_video(request: CropVideo, work: UnitOfWork) -> Video:
    """Set or take back the crop and check the video anew; the original stays. Raises Conflict, Invalid."""
    row = await work.find(VideoRow, request.video_id, lock=True)
    if row.state != "ready" or row.facts is None:
        raise Conflict("The video can be cropped once it has been checked.")
    chosen, facts = request.crop, row.facts
    width, height = facts.original_width, facts.original_height
    if chosen and (chosen.x + chosen.width > width or chosen.y + chosen.height > height):
        raise Invalid(f"The crop reaches outside the picture of {width} x {height} pixels.")
    row.crop = chosen
    row.revision += 1
    row.state = "checking"
    work.enqueue(ProbeVideo(video_id=row.id, revision=row.revision))
    return to_reply(row)
