"""The studio's couples and their official results."""

from uuid import UUID

from fastapi import APIRouter

from danceai.common.contracts.knowledge import AddResult, ListResults, OfficialResult, OfficialResults
from danceai.common.contracts.people import AddCouple, Couple, Couples, GetCouple, ListCouples
from danceai.gateway.callers import BusDep, SignedInActor

router = APIRouter(prefix="/v1/couples", tags=["couples"])


@router.get("")
async def list_couples(actor: SignedInActor, bus: BusDep) -> Couples:
    """All couples of the studio."""
    return await bus.request(ListCouples(), actor)


@router.post("", status_code=201)
async def add_couple(body: AddCouple, actor: SignedInActor, bus: BusDep) -> Couple:
    """Register a couple."""
    return await bus.request(body, actor)


@router.get("/{couple_id}")
async def get_couple(couple_id: UUID, actor: SignedInActor, bus: BusDep) -> Couple:
    """One couple."""
    return await bus.request(GetCouple(couple_id=couple_id), actor)


@router.get("/{couple_id}/results")
async def list_results(couple_id: UUID, actor: SignedInActor, bus: BusDep) -> OfficialResults:
    """The couple's official results."""
    return await bus.request(ListResults(couple_id=couple_id), actor)


@router.post("/results", status_code=201)
async def add_result(body: AddResult, actor: SignedInActor, bus: BusDep) -> OfficialResult:
    """Enter a result by hand."""
    return await bus.request(body, actor)
