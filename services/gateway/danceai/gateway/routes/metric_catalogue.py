"""What is measured: names, units and sentences for whoever shows results."""

from fastapi import APIRouter

from danceai.common.contracts.scores import ListMetrics
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/metrics", tags=["analyses"])

ask(router, "GET", "", ListMetrics)
