"""Dancing principles of the studio."""

from fastapi import APIRouter

from danceai.common.contracts.principles import DeletePrinciple, ListPrinciples, SavePrinciple, TranslatePrinciple
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/principles", tags=["principles"])

ask(router, "GET", "", ListPrinciples)
ask(router, "POST", "", SavePrinciple, 201)
ask(router, "POST", "/{principle_id}/translations", TranslatePrinciple)
ask(router, "DELETE", "/{principle_id}", DeletePrinciple)
