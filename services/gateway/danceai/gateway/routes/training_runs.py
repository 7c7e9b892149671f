"""Runs in which pose models learn from datasets."""

from fastapi import APIRouter

from danceai.common.contracts.training_runs import (
    CancelTrainingRun,
    GetTrainingRun,
    ListTrainingRuns,
    PromoteTrainingRun,
    RollBackTrainingRun,
    StartTrainingRun,
)
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["training runs"])

ask(router, "POST", "/training-runs", StartTrainingRun, 201)
ask(router, "GET", "/training-runs", ListTrainingRuns)
ask(router, "GET", "/training-runs/{run_id}", GetTrainingRun)
ask(router, "POST", "/training-runs/{run_id}/cancel", CancelTrainingRun, 202)
ask(router, "PUT", "/training-runs/{run_id}/promotion", PromoteTrainingRun)
ask(router, "DELETE", "/training-runs/{run_id}/promotion", RollBackTrainingRun)
