"""Official results of couples."""

from fastapi import APIRouter

from danceai.common.contracts.results import AddResult, ListResults
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/couples", tags=["results"])

ask(router, "POST", "/results", AddResult, 201)
ask(router, "GET", "/{couple_id}/results", ListResults)
