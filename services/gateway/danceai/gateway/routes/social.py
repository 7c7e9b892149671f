"""Social login: out to the provider and back. Answers are redirects to our own pages, and to nowhere else."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from pydantic import SecretStr

from danceai.common.contracts.sign_in import BeginSocial, FinishSocial, ListProviders, Provider, Providers
from danceai.common.errors import ProductError
from danceai.common.identity import NOBODY
from danceai.gateway.callers import BusDep, OriginDep
from danceai.gateway.contract_routes import asks
from danceai.gateway.routes.sign_in import keep

router = APIRouter(prefix="/v1/account/social", tags=["account"])
FLOW = "danceai_flow"
MINUTES = 10 * 60


@router.get("", openapi_extra=asks(ListProviders))
async def providers(bus: BusDep) -> Providers:
    """Ways of social login that are configured."""
    return await bus.request(ListProviders(), NOBODY)


@router.get("/{provider}", response_class=RedirectResponse, status_code=303, openapi_extra=asks(BeginSocial))
async def begin(provider: Provider, bus: BusDep, origin: OriginDep, request: Request) -> RedirectResponse:
    """Redirects to the provider; a cookie remembers that it was this browser."""
    settings = request.app.state.settings
    start = await bus.request(BeginSocial(provider=provider, origin=origin), NOBODY)
    answer = RedirectResponse(start.url, status_code=303, headers={"Cache-Control": "no-store"})
    answer.set_cookie(
        FLOW, start.flow, max_age=MINUTES, httponly=True, samesite="lax", secure=settings.behind_tls, path=router.prefix
    )
    return answer


@router.get("/{provider}/callback", response_class=RedirectResponse, status_code=303, openapi_extra=asks(FinishSocial))
async def finish(
    provider: Provider,
    bus: BusDep,
    origin: OriginDep,
    request: Request,
    state: Annotated[str, Query(max_length=500)] = "",
    code: Annotated[str, Query(max_length=4096)] = "",
) -> RedirectResponse:
    """Where the provider sends the browser back. Refusals lead to the sign-in page with a code for its words."""
    flow = request.cookies.get(FLOW, "")[:256]
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    try:
        wanted = FinishSocial(provider=provider, flow=SecretStr(flow), state=state, code=SecretStr(code), origin=origin)
        keep(await bus.request(wanted, NOBODY), request, answer)
    except ProductError as error:
        answer.headers["location"] = f"/?refused={error.reported_code}"
    answer.delete_cookie(FLOW, path=router.prefix)
    return answer
