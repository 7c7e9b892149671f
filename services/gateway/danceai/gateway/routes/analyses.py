"""Analyses: start, follow live, cancel, retry, download."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, StreamingResponse
from pydantic import BaseModel, Field

from danceai.common.contracts.analyses import (
    Analyses,
    Analysis,
    CancelAnalysis,
    Federation,
    GetAnalysis,
    GetFile,
    ListAnalyses,
    MusicHints,
    ProfileName,
    RescoreAnalysis,
    RetryStage,
    StartAnalysis,
    State,
    Step,
)
from danceai.common.contracts.base import Camera, Language
from danceai.common.contracts.scores import Span
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.live import live_events

router = APIRouter(prefix="/v1/analyses", tags=["analyses"])


class Retried(BaseModel):
    """Which stage to run again; pose needs its camera."""

    step: Step
    camera: Camera | None = None


class Rescored(BaseModel):
    """What shall be different; what is left out stays as it was."""

    exclusions: list[Span] | None = Field(default=None, max_length=200)
    music: MusicHints | None = None
    latency_ms: float | None = Field(default=None, ge=-1000, le=1000)
    federation: Federation | None = None
    profile: ProfileName | None = None
    debug_overlay: bool | None = None
    language: Language | None = None


@router.post("", status_code=201)
async def start_analysis(body: StartAnalysis, actor: SignedInActor, bus: BusDep) -> Analysis:
    """Analyse a session; waits by itself until its videos are checked."""
    return await bus.request(body, actor)


@router.get("")
async def list_analyses(
    actor: SignedInActor, bus: BusDep, couple_id: UUID | None = None, session_id: UUID | None = None,
    state: State | None = None, before: datetime | None = None,
) -> Analyses:  # fmt: skip
    """Analyses of the studio, newest first."""
    return await bus.request(ListAnalyses(couple_id=couple_id, session_id=session_id, state=state, before=before), actor)


@router.get("/{analysis_id}")
async def get_analysis(analysis_id: UUID, actor: SignedInActor, bus: BusDep) -> Analysis:
    """One analysis with stages, scores and text."""
    return await bus.request(GetAnalysis(analysis_id=analysis_id), actor)


@router.get("/{analysis_id}/live", response_class=StreamingResponse)
async def follow_analysis(analysis_id: UUID, actor: SignedInActor, bus: BusDep) -> StreamingResponse:
    """Server-sent events: a snapshot first, then progress in percent with the time left, until it ends."""
    await bus.request(GetAnalysis(analysis_id=analysis_id), actor)  # strangers get their 404 before the stream

    async def stream() -> AsyncIterator[str]:
        async for name, data in live_events(bus, actor, analysis_id):
            yield f"event: {name}\ndata: {data}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


@router.post("/{analysis_id}/cancel")
async def cancel_analysis(analysis_id: UUID, actor: SignedInActor, bus: BusDep) -> Analysis:
    """Stop working on it."""
    return await bus.request(CancelAnalysis(analysis_id=analysis_id), actor)


@router.post("/{analysis_id}/retry")
async def retry_stage(analysis_id: UUID, body: Retried, actor: SignedInActor, bus: BusDep) -> Analysis:
    """Run one stage again, and what builds on it."""
    return await bus.request(RetryStage(analysis_id=analysis_id, step=body.step, camera=body.camera), actor)


@router.post("/{analysis_id}/rescore", status_code=201)
async def rescore_analysis(analysis_id: UUID, body: Rescored, actor: SignedInActor, bus: BusDep) -> Analysis:
    """Score the same poses again, as a new analysis: without some spans, to a tapped beat, by other rules."""
    wanted = RescoreAnalysis(analysis_id=analysis_id, **body.model_dump())
    return await bus.request(wanted, actor)


@router.get("/{analysis_id}/files/{name}", response_class=RedirectResponse, status_code=307)
async def get_file(analysis_id: UUID, name: str, actor: SignedInActor, bus: BusDep) -> RedirectResponse:
    """Redirects to a signed address of one output."""
    link = await bus.request(GetFile(analysis_id=analysis_id, name=name), actor)
    return RedirectResponse(link.url, status_code=307, headers={"Cache-Control": "no-store"})
