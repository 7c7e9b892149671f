"""Transcripts, datasets and pose models: the workshop beside the main job."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response

from danceai.common.contracts.datasets import CreateDataset, ExportCoco, ListDatasets
from danceai.common.contracts.pose_models import EditPoseModel, ListPoseModels, RegisterPoseModel
from danceai.common.contracts.transcripts import ExportTranscript, SaveTranscript, SearchTranscripts
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks

router = APIRouter(prefix="/v1", tags=["knowledge"])

ask(router, "POST", "/transcripts", SaveTranscript, 201)
ask(router, "GET", "/transcripts", SearchTranscripts)
ask(router, "POST", "/datasets", CreateDataset, 201)
ask(router, "GET", "/datasets", ListDatasets)
ask(router, "GET", "/pose-models", ListPoseModels)
ask(router, "POST", "/pose-models", RegisterPoseModel, 201)
ask(router, "PATCH", "/pose-models", EditPoseModel)


@router.get("/transcripts/{transcript_id}/{form}", response_class=Response, openapi_extra=asks(ExportTranscript))
async def export_transcript(
    transcript_id: UUID, form: Literal["txt", "srt", "vtt"], actor: SignedInActor, bus: BusDep
) -> Response:
    """A transcript as TXT, SRT or VTT."""
    file = await bus.request(ExportTranscript(transcript_id=transcript_id, form=form), actor)
    return Response(file.content, media_type="text/vtt" if form == "vtt" else "text/plain")


@router.get("/datasets/{dataset_id}/coco", response_class=Response, openapi_extra=asks(ExportCoco))
async def export_coco(
    dataset_id: UUID, actor: SignedInActor, bus: BusDep, every_seconds: Annotated[float, Query(ge=0.1, le=60)] = 2.0
) -> Response:
    """The dataset as COCO keypoints JSON."""
    coco = await bus.request(ExportCoco(dataset_id=dataset_id, every_seconds=every_seconds), actor)
    return Response(coco.content, media_type="application/json")
