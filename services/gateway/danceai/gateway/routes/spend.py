"""What models have cost, on the page and as a file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from danceai.common.contracts.base import Id
from danceai.common.contracts.spend import (
    MICRO,
    Call,
    GetPlatformSpend,
    GetSpend,
    ListCalls,
    SetBudget,
    SetPlatformBudget,
    Tokens,
)
from danceai.common.numbers import write_number
from danceai.gateway.callers import BusDep, SignedInActor
from danceai.gateway.contract_routes import ask, asks
from danceai.gateway.csv_export import PAGE, csv_of

router = APIRouter(prefix="/v1/spend", tags=["spend"])
FACTS = ("at", "feature", "model", "user_id", "analysis_id", "state")
COLUMNS = (*FACTS, *Tokens.model_fields, "seconds", "dollars")

ask(router, "GET", "", GetSpend)
ask(router, "GET", "/calls", ListCalls)
ask(router, "PUT", "/budget", SetBudget)
ask(router, "GET", "/platform", GetPlatformSpend)
ask(router, "PUT", "/platform/budget", SetPlatformBudget)


class CallLine(Tokens):
    """A call as a line of a file."""

    at: datetime
    feature: str
    model: str
    user_id: Id | None
    analysis_id: Id | None
    state: str
    seconds: float
    dollars: str
    """With all six digits: sums of the file agree with those of the page"""


def _line(call: Call) -> CallLine:
    facts = call.model_dump(exclude={"id", "tokens", "cost"})
    return CallLine(**facts, **call.tokens.model_dump(), dollars=write_number(call.cost / MICRO, 6))


@router.get("/calls.csv", response_class=Response, openapi_extra=asks(ListCalls))
async def export_calls(wanted: Annotated[ListCalls, Query()], actor: SignedInActor, bus: BusDep) -> Response:
    """Every call of a month as a file."""

    async def page(cursor: str | None) -> tuple[Sequence[CallLine], str | None]:
        found = await bus.request(wanted.model_copy(update={"cursor": cursor, "limit": PAGE}), actor)
        return [_line(call) for call in found.calls], found.next_cursor

    return await csv_of("ai-calls", COLUMNS, page)
