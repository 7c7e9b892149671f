"""Transcripts, datasets and pose models: the workshop beside the main job."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from danceai.common.contracts.knowledge import (
    CreateDataset,
    Dataset,
    Datasets,
    ExportCoco,
    ExportTranscript,
    ListDatasets,
    SaveTranscript,
    SearchTranscripts,
    Transcript,
    TranscriptHits,
)
from danceai.common.contracts.poses import EditPoseModel, ListPoseModels, PoseModel, PoseModels, RegisterPoseModel
from danceai.gateway.callers import BusDep, SignedInActor

router = APIRouter(prefix="/v1", tags=["knowledge"])


@router.post("/transcripts", status_code=201)
async def save_transcript(body: SaveTranscript, actor: SignedInActor, bus: BusDep) -> Transcript:
    """Put a transcript into the library, or replace one."""
    return await bus.request(body, actor)


@router.get("/transcripts")
async def search_transcripts(actor: SignedInActor, bus: BusDep, words: str = "") -> TranscriptHits:
    """Full-text search in the library."""
    return await bus.request(SearchTranscripts(words=words), actor)


@router.get("/transcripts/{transcript_id}/{form}", response_class=Response)
async def export_transcript(
    transcript_id: UUID, form: Literal["txt", "srt", "vtt"], actor: SignedInActor, bus: BusDep
) -> Response:
    """A transcript as TXT, SRT or VTT."""
    file = await bus.request(ExportTranscript(transcript_id=transcript_id, form=form), actor)
    return Response(file.content, media_type="text/vtt" if form == "vtt" else "text/plain")


@router.post("/datasets", status_code=201)
async def create_dataset(body: CreateDataset, actor: SignedInActor, bus: BusDep) -> Dataset:
    """Name a dataset and its analyses."""
    return await bus.request(body, actor)


@router.get("/datasets")
async def list_datasets(actor: SignedInActor, bus: BusDep) -> Datasets:
    """The studio's datasets."""
    return await bus.request(ListDatasets(), actor)


@router.get("/datasets/{dataset_id}/coco", response_class=Response)
async def export_coco(dataset_id: UUID, actor: SignedInActor, bus: BusDep, every_seconds: float = 2.0) -> Response:
    """The dataset as COCO keypoints JSON."""
    coco = await bus.request(ExportCoco(dataset_id=dataset_id, every_seconds=every_seconds), actor)
    return Response(coco.content, media_type="application/json")


@router.get("/pose-models")
async def list_pose_models(actor: SignedInActor, bus: BusDep) -> PoseModels:
    """Which pose models this installation has."""
    return await bus.request(ListPoseModels(), actor)


@router.post("/pose-models", status_code=201)
async def register_pose_model(body: RegisterPoseModel, actor: SignedInActor, bus: BusDep) -> PoseModel:
    """Add a model whose file or served form the operator supplies."""
    return await bus.request(body, actor)


@router.patch("/pose-models")
async def edit_pose_model(body: EditPoseModel, actor: SignedInActor, bus: BusDep) -> PoseModel:
    """Switch a model on or off, make it its backend's default, correct its source."""
    return await bus.request(body, actor)
