"""Sessions: one dance by one couple, with one or two videos."""

from uuid import uuid4

from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.couples import GetCouple
from danceai.common.contracts.videos import (
    ChangeDanceSession,
    CreateDanceSession,
    DanceSession,
    GetDanceSession,
    GetVideo,
    Video,
)
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest.tables import SessionRow, VideoRow

SESSION = "session"
"""The kind under which its progress is told"""


def to_reply(row: VideoRow) -> Video:
    """A video as others see it."""
    return Video(
        id=row.id,
        session_id=row.session_id,
        camera=Camera(row.camera),
        file_name=row.file_name,
        size_bytes=row.size_bytes,
        state=row.state,
        error_code=row.error_code,
        error_message=row.error_message,
        film=row.film,
        quality=row.quality or [],
        crop=row.crop,
    )


async def _with_videos(work: UnitOfWork, row: SessionRow) -> DanceSession:
    query = work.visible(VideoRow).where(VideoRow.session_id == row.id).order_by(VideoRow.camera)
    return DanceSession(
        id=row.id,
        couple_id=row.couple_id,
        dance=Dance(row.dance),
        language=Language(row.language),
        notes=row.notes,
        videos=[to_reply(video) for video in await work.all(query)],
    )


async def create_dance_session(request: CreateDanceSession, context: Context) -> DanceSession:
    """Open a session for a couple of this studio. Raises NotFound for a stranger's couple."""
    await context.ask(GetCouple(couple_id=request.couple_id))
    async with context.transaction() as work:
        row = SessionRow(
            studio_id=work.studio_id,
            id=uuid4(),
            couple_id=request.couple_id,
            dance=request.dance.value,
            language=request.language.value,
            notes=request.notes,
            created_by=work.actor.user_id,
        )
        work.db.add(row)
        await work.db.flush()
        return await _with_videos(work, row)


async def change_dance_session(request: ChangeDanceSession, work: UnitOfWork) -> DanceSession:
    """What was typed before all was known is corrected."""
    row = await work.find(SessionRow, request.session_id, lock=True)
    if request.dance is not None:
        row.dance = request.dance.value
    if request.language is not None:
        row.language = request.language.value
    if request.notes is not None:
        row.notes = request.notes
    return await _with_videos(work, row)


async def get_dance_session(request: GetDanceSession, work: UnitOfWork) -> DanceSession:
    """One session with its videos."""
    return await _with_videos(work, await work.find(SessionRow, request.session_id))


async def get_video(request: GetVideo, work: UnitOfWork) -> Video:
    """One video."""
    return to_reply(await work.find(VideoRow, request.video_id))
