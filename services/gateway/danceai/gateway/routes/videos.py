"""Sessions, uploads and videos."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from danceai.common.contracts.videos import (
    CompleteUpload,
    CreateSession,
    Crop,
    CropVideo,
    DanceSession,
    GetSession,
    GetVideo,
    ResumeUpload,
    SentPart,
    StartUpload,
    UploadTicket,
    Video,
)
from danceai.gateway.callers import BusDep, SignedInActor

router = APIRouter(prefix="/v1", tags=["videos"])


class Parts(BaseModel):
    """What the object store answered to each part."""

    parts: list[SentPart]


class CropChoice(BaseModel):
    """The region to keep; null takes the crop back."""

    crop: Crop | None


@router.post("/sessions", status_code=201)
async def create_session(body: CreateSession, actor: SignedInActor, bus: BusDep) -> DanceSession:
    """Open a session for one dance by one couple."""
    return await bus.request(body, actor)


@router.get("/sessions/{session_id}")
async def get_session(session_id: UUID, actor: SignedInActor, bus: BusDep) -> DanceSession:
    """A session with its videos and their quality reports."""
    return await bus.request(GetSession(session_id=session_id), actor)


@router.post("/videos", status_code=201)
async def start_upload(body: StartUpload, actor: SignedInActor, bus: BusDep) -> UploadTicket:
    """Admit a file and get the addresses to send its parts to."""
    return await bus.request(body, actor)


@router.post("/videos/{video_id}/resume")
async def resume_upload(video_id: UUID, actor: SignedInActor, bus: BusDep) -> UploadTicket:
    """Fresh addresses for an interrupted upload."""
    return await bus.request(ResumeUpload(video_id=video_id), actor)


@router.post("/videos/{video_id}/complete")
async def complete_upload(video_id: UUID, body: Parts, actor: SignedInActor, bus: BusDep) -> Video:
    """All parts are sent: check the video."""
    return await bus.request(CompleteUpload(video_id=video_id, parts=body.parts), actor)


@router.get("/videos/{video_id}")
async def get_video(video_id: UUID, actor: SignedInActor, bus: BusDep) -> Video:
    """One video with its quality report."""
    return await bus.request(GetVideo(video_id=video_id), actor)


@router.put("/videos/{video_id}/crop")
async def crop_video(video_id: UUID, body: CropChoice, actor: SignedInActor, bus: BusDep) -> Video:
    """Keep only a region of the picture, or take that back."""
    return await bus.request(CropVideo(video_id=video_id, crop=body.crop), actor)
