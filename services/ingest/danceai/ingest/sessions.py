"""Sessions: one dance by one couple, with one or two videos."""

from uuid import UUID, uuid4

from sqlalchemy import select

from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.couples import GetCouple
from danceai.common.contracts.videos import (
    CreateDanceSession,
    Crop,
    DanceSession,
    GetDanceSession,
    GetVideo,
    QualityLine,
    Video,
    VideoFacts,
)
from danceai.common.errors import NotFound
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest.tables import SessionRow, VideoRow


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
        facts=VideoFacts.model_validate(row.facts) if row.facts else None,
        quality=[QualityLine.model_validate(line) for line in row.quality or []],
        crop=Crop.model_validate(row.crop) if row.crop else None,
        original_key=row.original_key,
        rendition_key=row.made_key("rendition.mp4"),
        audio_key=row.made_key("audio.flac"),
    )


async def find_session(work: UnitOfWork, session_id: UUID) -> SessionRow:
    """A session of this studio. Raises NotFound, Forbidden when its couple is out of reach."""
    row = await work.session.get(SessionRow, (work.studio_id, session_id))
    if row is None:
        raise NotFound("This session does not exist.")
    work.actor.must_reach(row.couple_id)
    return row


async def find_video(work: UnitOfWork, video_id: UUID) -> VideoRow:
    """A video of this studio, locked until the transaction ends. Raises NotFound, Forbidden like its session."""
    row = await work.session.get(VideoRow, (work.studio_id, video_id), with_for_update=True)
    if row is None:
        raise NotFound("This video does not exist.")
    await find_session(work, row.session_id)
    return row


async def _with_videos(work: UnitOfWork, row: SessionRow) -> DanceSession:
    videos = await work.session.scalars(select(VideoRow).where(VideoRow.session_id == row.id).order_by(VideoRow.camera))
    return DanceSession(
        id=row.id,
        couple_id=row.couple_id,
        dance=Dance(row.dance),
        language=Language(row.language),
        notes=row.notes,
        videos=[to_reply(video) for video in videos],
    )


async def create_dance_session(request: CreateDanceSession, work: UnitOfWork) -> DanceSession:
    """Open a session for a couple of this studio. Raises NotFound for a stranger's couple."""
    await work.ask(GetCouple(couple_id=request.couple_id))
    row = SessionRow(
        studio_id=work.studio_id,
        id=uuid4(),
        couple_id=request.couple_id,
        dance=request.dance.value,
        language=request.language.value,
        notes=request.notes,
        created_by=work.actor.user_id,
    )
    work.session.add(row)
    await work.session.flush()
    return await _with_videos(work, row)


async def get_dance_session(request: GetDanceSession, work: UnitOfWork) -> DanceSession:
    """One session with its videos."""
    return await _with_videos(work, await find_session(work, request.session_id))


async def get_video(request: GetVideo, work: UnitOfWork) -> Video:
    """One video."""
    return to_reply(await find_video(work, request.video_id))
