"""Datasets that pose models learn from."""

from fastapi import APIRouter

from danceai.common.contracts.datasets import CreateDataset, GetExport, ListDatasets, StartExport
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/datasets", tags=["datasets"])

ask(router, "POST", "", CreateDataset, 201)
ask(router, "GET", "", ListDatasets)
ask(router, "GET", "/exports/{export_id}", GetExport)
ask(router, "POST", "/{dataset_id}/exports", StartExport, 201)
