"""The studio's couples."""

from fastapi import APIRouter

from danceai.common.contracts.couples import (
    AddCouple,
    AssignDancer,
    AssignTrainer,
    EditCouple,
    GetCouple,
    ListCouples,
    SetConsent,
)
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/couples", tags=["couples"])

ask(router, "GET", "", ListCouples)
ask(router, "POST", "", AddCouple, 201)
ask(router, "GET", "/{couple_id}", GetCouple)
ask(router, "PATCH", "/{couple_id}", EditCouple)
ask(router, "PUT", "/{couple_id}/trainers/{user_id}", AssignTrainer)
ask(router, "PUT", "/{couple_id}/dancers/{user_id}", AssignDancer)
ask(router, "PUT", "/{couple_id}/consents", SetConsent)
