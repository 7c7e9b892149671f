"""The platform's studios."""

from fastapi import APIRouter

from danceai.common.contracts.studios import CreateStudio, EditStudio, ListStudios
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["studios"])

ask(router, "GET", "/studios", ListStudios)
ask(router, "POST", "/studios", CreateStudio, 201)
ask(router, "PATCH", "/studios/{studio_id}", EditStudio)
