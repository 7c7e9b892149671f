"""Sessions, uploads and videos."""

from fastapi import APIRouter

from danceai.common.contracts.videos import (
    CancelUpload,
    ChangeDanceSession,
    CompleteUpload,
    CreateDanceSession,
    CropVideo,
    GetDanceSession,
    GetUsage,
    GetVideo,
    ListUsage,
    ResumeUpload,
    StartUpload,
)
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["videos"])

ask(router, "POST", "/sessions", CreateDanceSession, 201)
ask(router, "GET", "/sessions/{session_id}", GetDanceSession)
ask(router, "PATCH", "/sessions/{session_id}", ChangeDanceSession)
ask(router, "GET", "/usage", GetUsage)
ask(router, "GET", "/usage/users", ListUsage)
ask(router, "POST", "/videos", StartUpload, 201)
ask(router, "POST", "/videos/{video_id}/resume", ResumeUpload)
ask(router, "POST", "/videos/{video_id}/complete", CompleteUpload)
ask(router, "POST", "/videos/{video_id}/cancel", CancelUpload)
ask(router, "GET", "/videos/{video_id}", GetVideo)
ask(router, "PUT", "/videos/{video_id}/crop", CropVideo)
