"""The library of what teachers said."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from danceai.common.contracts.transcripts import ExportTranscript, GetTranscript, SaveTranscript, SearchTranscripts
from danceai.common.file_names import attachment
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks

router = APIRouter(prefix="/v1/transcripts", tags=["transcripts"])

ask(router, "POST", "", SaveTranscript, 201)
ask(router, "GET", "", SearchTranscripts)
ask(router, "GET", "/{transcript_id}", GetTranscript)


@router.get("/{transcript_id}/{form}", response_class=Response, openapi_extra=asks(ExportTranscript))
async def export_transcript(
    transcript_id: UUID, form: Literal["txt", "srt", "vtt"], actor: SignedInActor, bus: BusDep
) -> Response:
    """A transcript as TXT, SRT or VTT."""
    file = await bus.request(ExportTranscript(transcript_id=transcript_id, form=form), actor)
    headers = {"Content-Disposition": attachment(file.file_name)}
    return Response(file.content, media_type="text/vtt" if form == "vtt" else "text/plain", headers=headers)
