"""Datasets that pose models learn from, and their frames."""

from fastapi import APIRouter

from danceai.common.contracts.datasets import (
    CancelExtraction,
    CompleteImport,
    CreateDataset,
    CreateRenderedDataset,
    DeleteDataset,
    GetDataset,
    GetExport,
    GetImport,
    ListDatasets,
    RenameDataset,
    StartAnnotation,
    StartExport,
    StartExtraction,
    StartImport,
)
from danceai.common.contracts.frames import (
    DeleteUnusableFrames,
    GetFrame,
    GetNeighbours,
    HoldFrame,
    LeaveFrame,
    ListFrames,
    SaveFrame,
)
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["datasets"])

ask(router, "POST", "/datasets", CreateDataset, 201)
ask(router, "GET", "/datasets", ListDatasets)
ask(router, "POST", "/datasets/rendered", CreateRenderedDataset, 201)
ask(router, "POST", "/datasets/exports", StartExport, 201)
ask(router, "GET", "/datasets/exports/{export_id}", GetExport)
ask(router, "GET", "/datasets/imports/{import_id}", GetImport)
ask(router, "POST", "/datasets/imports/{import_id}/complete", CompleteImport, 202)
ask(router, "POST", "/datasets/{dataset_id}/imports", StartImport, 201)
ask(router, "GET", "/datasets/{dataset_id}", GetDataset)
ask(router, "PATCH", "/datasets/{dataset_id}", RenameDataset)
ask(router, "DELETE", "/datasets/{dataset_id}", DeleteDataset)
ask(router, "POST", "/datasets/{dataset_id}/extraction", StartExtraction, 202)
ask(router, "DELETE", "/datasets/{dataset_id}/extraction", CancelExtraction)
ask(router, "POST", "/datasets/{dataset_id}/annotation", StartAnnotation, 202)
ask(router, "GET", "/datasets/{dataset_id}/frames", ListFrames)
ask(router, "DELETE", "/datasets/{dataset_id}/frames/unusable", DeleteUnusableFrames)
ask(router, "GET", "/frames/{frame_id}", GetFrame)
ask(router, "GET", "/frames/{frame_id}/neighbours", GetNeighbours)
ask(router, "PUT", "/frames/{frame_id}", SaveFrame)
ask(router, "POST", "/frames/{frame_id}/hold", HoldFrame)
ask(router, "DELETE", "/frames/{frame_id}/hold", LeaveFrame)
