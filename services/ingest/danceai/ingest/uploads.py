"""Uploads: signed parts straight into the fast tier, admitted before a byte is sent, resumable until they are whole."""

import math
from uuid import UUID, uuid4

from danceai.common.contracts.users import GetQuota
from danceai.common.contracts.videos import (
    CompleteUpload,
    CropVideo,
    ProbeVideo,
    ResumeUpload,
    SentPart,
    SignedPart,
    StartUpload,
    UploadTicket,
    Video,
)
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.storage.objects import ArrivedPart
from danceai.ingest import quota
from danceai.ingest.limits import LARGEST_FILE
from danceai.ingest.sessions import to_reply
from danceai.ingest.settings import IngestSettings
from danceai.ingest.tables import SessionRow, VideoRow

PART = 8 * 1024 * 1024
MOST_PARTS = 500


class FileRefused(Invalid):
    """The file can be seen to be unsuitable before it is sent."""

    code = "file_refused"


class PartsMissing(Conflict):
    """The upload is not whole yet; it stays open, and can be resumed."""

    code = "parts_missing"


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
        raise Conflict(f"Camera {camera} of this session already has a video. Open a new session for another one.")
    await abandon(work, earlier)


async def abandon(work: UnitOfWork, video: VideoRow) -> None:
    """Give up a video that was never finished or cannot be used: its row, its objects, and what it took of quotas."""
    await drop_objects(work, video)
    await quota.release(work, video.id)
    await work.db.delete(video)
    await work.db.flush()


async def drop_objects(work: UnitOfWork, video: VideoRow) -> None:
    """Have the original and what was last made of it taken away; earlier renditions belong to earlier analyses."""
    await work.drop(video.original_key)
    await work.drop(video.made_folder)


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
            file_name=request.file_name,
            size_bytes=request.size_bytes,
            state="uploading",
            revision=0,
        )
        await quota.reserve(work, limits, row.id, quota.longest_of(request.size_bytes, request.seconds))
        work.db.add(row)
    return await _opened(context, row)


async def _opened(context: Context, row: VideoRow) -> UploadTicket:
    """Where the parts go: to the upload that is open, or to a new one when there is none (any more)."""
    hours = IngestSettings.of(context).upload_hours
    upload_id = await context.storage.open_upload(row.original_key, row.size_bytes, hours)
    parts = [
        SignedPart(
            number=number,
            offset=offset,
            size=size,
            url=context.storage.sign_part(row.original_key, upload_id, number, size),
        )
        for number, (offset, size) in enumerate(cut_into_parts(row.size_bytes), start=1)
    ]
    return UploadTicket(video_id=row.id, parts=parts, expires_in_seconds=context.settings.upload_link_seconds)


async def resume_upload(request: ResumeUpload, context: Context) -> UploadTicket:
    """Fresh addresses for the same parts; those already sent need not be sent again."""
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id)
    if row.state != "uploading":
        raise Conflict("This upload is already complete.")
    return await _opened(context, row)


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
            work.enqueue(ProbeVideo(video_id=row.id))
        return to_reply(row)


async def _put_together(context: Context, row: VideoRow, sent: list[SentPart]) -> None:
    """Make one object of the parts, once all are there as they were announced and as the sender knows them."""
    storage, key = context.storage, row.original_key
    upload_id = await storage.upload_of(key)
    try:
        arrived = await storage.parts(key, upload_id) if upload_id else []
        _check_parts(row, arrived, sent)
        await storage.end_upload(key, upload_id or "", arrived)
    except (NotFound, PartsMissing):
        # Somebody may have done it at the same moment, or a killed process before it could say so.
        if not await _is_whole(context, row):
            raise


async def _is_whole(context: Context, row: VideoRow) -> bool:
    try:
        return await context.storage.size(row.original_key) == row.size_bytes
    except NotFound:
        return False


def _check_parts(row: VideoRow, arrived: list[ArrivedPart], sent: list[SentPart]) -> None:
    """Raise PartsMissing unless the store has every part, of the right size, and as the sender knows it."""
    wanted = {number: size for number, (_, size) in enumerate(cut_into_parts(row.size_bytes), start=1)}
    known = {part.number: part.etag.strip('"') for part in sent}
    good = [part for part in arrived if wanted.get(part.number) == part.size and known.get(part.number) == part.etag]
    if len(good) < len(wanted) or len(arrived) > len(good):
        raise PartsMissing(
            f"Parts of the file are missing or damaged: {len(good)} of {len(wanted)} have arrived. "
            "Please resume the upload and send them again."
        )


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
