"""Lessons: recordings on their way to text, and the library of what teachers said."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from danceai.common.contracts.transcriptions import (
    CancelTranscription,
    CompleteTranscription,
    DeleteTranscription,
    GetHotWords,
    GetTranscription,
    ListTranscriptions,
    ListTranscriptionSegments,
    ResumeTranscription,
    SetHotWords,
    StartTranscription,
)
from danceai.common.contracts.transcripts import (
    DeleteTranscript,
    ExportTranscript,
    GetTranscript,
    ImportTranscript,
    ListTranscriptVersions,
    SaveTranscript,
    SearchTranscripts,
)
from danceai.common.errors import NotFound
from danceai.common.file_names import attachment
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks

router = APIRouter(prefix="/v1", tags=["transcripts"])

ask(router, "POST", "/transcriptions", StartTranscription, 201)
ask(router, "GET", "/transcriptions", ListTranscriptions)
ask(router, "GET", "/transcriptions/hot-words", GetHotWords)
ask(router, "PUT", "/transcriptions/hot-words", SetHotWords)
ask(router, "GET", "/transcriptions/{transcription_id}", GetTranscription)
ask(router, "DELETE", "/transcriptions/{transcription_id}", DeleteTranscription)
ask(router, "GET", "/transcriptions/{transcription_id}/segments", ListTranscriptionSegments)
ask(router, "POST", "/transcriptions/{transcription_id}/resume", ResumeTranscription)
ask(router, "POST", "/transcriptions/{transcription_id}/complete", CompleteTranscription)
ask(router, "POST", "/transcriptions/{transcription_id}/cancel", CancelTranscription)

ask(router, "POST", "/transcripts", SaveTranscript, 201)
ask(router, "GET", "/transcripts", SearchTranscripts)
ask(router, "POST", "/transcripts/import", ImportTranscript, 201)
ask(router, "GET", "/transcripts/{transcript_id}", GetTranscript)
ask(router, "DELETE", "/transcripts/{transcript_id}", DeleteTranscript)
ask(router, "GET", "/transcripts/{transcript_id}/versions", ListTranscriptVersions)


@router.get(
    "/transcriptions/{transcription_id}/files/{name}",
    response_class=RedirectResponse,
    status_code=307,
    openapi_extra=asks(GetTranscription),
)
async def get_recording_file(
    transcription_id: UUID, name: Literal["sound", "picture"], actor: SignedInActor, bus: BusDep
) -> RedirectResponse:
    """Redirects to a signed address of a recording's sound, or of the film it is."""
    found = await bus.request(GetTranscription(transcription_id=transcription_id), actor)
    url = found.sound_url if name == "sound" else found.video_url
    if url is None:
        raise NotFound("This recording has no such file.", code="no_such_file")
    return RedirectResponse(url, status_code=307, headers={"Cache-Control": "no-store"})


@router.get("/transcripts/{transcript_id}/{form}", response_class=Response, openapi_extra=asks(ExportTranscript))
async def export_transcript(
    transcript_id: UUID, form: Literal["txt", "srt", "vtt"], actor: SignedInActor, bus: BusDep
) -> Response:
    """A transcript as TXT, SRT or VTT."""
    file = await bus.request(ExportTranscript(transcript_id=transcript_id, form=form), actor)
    headers = {"Content-Disposition": attachment(file.file_name)}
    return Response(file.content, media_type="text/vtt" if form == "vtt" else "text/plain", headers=headers)
