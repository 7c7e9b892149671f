"""Uploads: signed parts straight into the fast tier, admitted before a byte is sent, resumable until they are whole."""

from uuid import UUID, uuid4

from danceai.common.contracts.base import Done
from danceai.common.contracts.users import GetQuota
from danceai.common.contracts.videos import (
    CancelUpload,
    CompleteUpload,
    ProbeVideo,
    ResumeUpload,
    StartUpload,
    UploadTicket,
    Video,
)
from danceai.common.errors import Conflict
from danceai.common.file_names import kept_name
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.frame.uploads import FileRefused, admit_file, open_parts, put_together
from danceai.ingest import quota, rejecting
from danceai.ingest.limits import LARGEST_FILE, LONGEST_SECONDS
from danceai.ingest.sessions import SESSION, to_reply
from danceai.ingest.settings import IngestSettings
from danceai.ingest.tables import SessionRow, VideoRow


class UploadCancelled(Conflict):
    """Somebody did not want it any more."""

    code = "upload_cancelled"


def _admit(request: StartUpload) -> None:
    admit_file(request.file_name, request.size_bytes, "waltz.mp4")
    if request.size_bytes > LARGEST_FILE:
        raise FileRefused(
            "The file is larger than 4 GB. Cut it to one dance, or record in 1080p.", code="file_too_large"
        )
    if request.seconds > LONGEST_SECONDS:
        raise FileRefused("The recording is longer than 15 minutes. Cut it to one dance.", code="file_too_long")


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
    parts = await open_parts(context, row.original_key, row.size_bytes, hours, resumed=resumed)
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
    await put_together(context, row.original_key, row.size_bytes, request.parts)
    async with context.transaction() as work:
        row = await work.find(VideoRow, request.video_id, lock=True)
        if row.state == "uploading":
            row.state = "checking"
            await work.keep(row.original_key)
            work.enqueue(ProbeVideo(video_id=row.id, revision=row.revision))
            work.touch(SESSION, row.session_id)
        return to_reply(row)
