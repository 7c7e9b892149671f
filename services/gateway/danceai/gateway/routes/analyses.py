"""Analyses: start, cancel, retry, rescore, download."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from fastapi.responses import RedirectResponse

from danceai.common.contracts.analyses import (
    CancelAnalysis,
    DeleteAnalysis,
    GetAnalysis,
    RescoreAnalysis,
    RetryStage,
    StartAnalysis,
)
from danceai.common.contracts.analysis_files import GetAnalysisFile
from danceai.common.contracts.analysis_lists import ListAnalyses
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks

router = APIRouter(prefix="/v1/analyses", tags=["analyses"])
FileName = Annotated[str, Path(min_length=1, max_length=80)]

ask(router, "POST", "", StartAnalysis, 201)
ask(router, "GET", "", ListAnalyses)
ask(router, "GET", "/{analysis_id}", GetAnalysis)
ask(router, "DELETE", "/{analysis_id}", DeleteAnalysis)
ask(router, "POST", "/{analysis_id}/cancel", CancelAnalysis)
ask(router, "POST", "/{analysis_id}/retry", RetryStage)
ask(router, "POST", "/{analysis_id}/rescore", RescoreAnalysis, 201)


@router.get(
    "/{analysis_id}/files/{name}", response_class=RedirectResponse, status_code=307, openapi_extra=asks(GetAnalysisFile)
)
async def get_file(analysis_id: UUID, name: FileName, actor: SignedInActor, bus: BusDep) -> RedirectResponse:
    """Redirects to a signed address of one output."""
    link = await bus.request(GetAnalysisFile(analysis_id=analysis_id, name=name), actor)
    return RedirectResponse(link.url, status_code=307, headers={"Cache-Control": "no-store"})
