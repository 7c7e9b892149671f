"""The registry of pose models."""

from fastapi import APIRouter

from danceai.common.contracts.pose_models import EditPoseModel, ListPoseModels, RegisterPoseModel
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/pose-models", tags=["pose models"])

ask(router, "GET", "", ListPoseModels)
ask(router, "POST", "", RegisterPoseModel, 201)
ask(router, "PATCH", "", EditPoseModel)
