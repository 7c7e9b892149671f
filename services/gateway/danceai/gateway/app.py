"""The gateway's application: routes, errors, health, metrics and the web UI."""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from fastapi import APIRouter, FastAPI
from nats.aio.msg import Msg
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from danceai.common.frame.health import describe
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.streams import CALLERS_CHANGED
from danceai.gateway import api_docs, problems, routes
from danceai.gateway.edge.admission import Admission
from danceai.gateway.edge.answers import Answers
from danceai.gateway.edge.bodies import Bodies
from danceai.gateway.edge.calls import Calls
from danceai.gateway.known_callers import KnownCallers
from danceai.gateway.live.followers import Followers
from danceai.gateway.settings import GatewaySettings
from danceai.gateway.web_ui import WebUi


def _routers() -> list[APIRouter]:
    """What every module of `routes` serves, in alphabetical order: a capability is a file there."""
    names = sorted(found.name for found in pkgutil.iter_modules(routes.__path__))
    return [importlib.import_module(f"{routes.__name__}.{name}").router for name in names]


SMALL, QUICK = 1024, 5
"""Answers of fewer bytes go out as they are; more effort than this takes longer than it saves on the wire"""
Connect = Callable[[], Awaitable[Bus]]


def create_app(settings: GatewaySettings, connect: Connect | None = None, revision: str = "") -> FastAPI:
    """Build the application; nothing is connected before it starts, and without `connect` it can only be described."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        assert connect is not None
        app.state.bus = await connect()
        app.state.known_callers = known = KnownCallers()
        app.state.followers = followers = Followers()

        async def forget(message: Msg) -> None:
            changed = UUID(message.data.decode())
            known.forget(changed)
            followers.tell(changed)

        await app.state.bus.client.subscribe(CALLERS_CHANGED, cb=forget)
        yield
        await app.state.bus.close()

    app = FastAPI(
        title="Dance AI",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json" if settings.serve_api_docs else None,
        responses=problems.DOCUMENTED,
    )
    app.state.settings = settings
    problems.install(app)
    for router in _routers():
        app.include_router(router)
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=QUICK)
    for part in (Bodies, Admission, Answers):  # the last one is the outermost
        app.add_middleware(part, settings)
    app.add_middleware(Calls)
    _serve_machines(app, revision)
    if settings.serve_api_docs:
        app.add_api_route("/v1/docs", api_docs.page, include_in_schema=False)
    if settings.ui_dir is not None:
        app.router.routes.append(Route("/{path:path}", WebUi(settings.ui_dir), methods=["GET"]))
    return app


def _serve_machines(app: FastAPI, revision: str) -> None:
    """What probes ask."""

    @app.get("/health", include_in_schema=False)
    async def about() -> dict[str, str]:
        return describe("gateway", revision)

    @app.get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/health/ready", include_in_schema=False)
    async def ready() -> dict[str, str]:
        await app.state.bus.client.flush(timeout=3)
        return {"status": "ok"}
