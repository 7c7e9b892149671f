"""The gateway's application: routes, errors, health, metrics and the web UI."""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, Response
from nats.aio.msg import Msg
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware.base import RequestResponseEndpoint

from danceai.common.errors import NotFound
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.streams import CALLERS_CHANGED
from danceai.gateway import problems, routes
from danceai.gateway.known_callers import KnownCallers
from danceai.gateway.settings import GatewaySettings

SECURITY_HEADERS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"}


def _routers() -> list[APIRouter]:
    """What every module of `routes` serves, in alphabetical order: a capability is a file there."""
    names = sorted(found.name for found in pkgutil.iter_modules(routes.__path__))
    return [importlib.import_module(f"{routes.__name__}.{name}").router for name in names]


Connect = Callable[[], Awaitable[Bus]]


def create_app(settings: GatewaySettings, connect: Connect | None = None) -> FastAPI:
    """Build the application; nothing is connected before it starts, and without `connect` it can only be described."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        assert connect is not None
        app.state.bus = await connect()
        app.state.known_callers = known = KnownCallers()

        async def forget(message: Msg) -> None:
            known.forget(UUID(message.data.decode()))

        await app.state.bus.client.subscribe(CALLERS_CHANGED, cb=forget)
        yield
        await app.state.bus.close()

    app = FastAPI(
        title="Dance AI",
        version="1",
        lifespan=lifespan,
        docs_url="/v1/docs",
        openapi_url="/v1/openapi.json",
        responses=problems.DOCUMENTED,
    )
    app.state.settings = settings
    problems.install(app)
    for router in _routers():
        app.include_router(router)

    @app.middleware("http")
    async def protect(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers.update(SECURITY_HEADERS)
        return response

    @app.get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/health/ready", include_in_schema=False)
    async def ready() -> dict[str, str]:
        await app.state.bus.client.flush(timeout=3)
        return {"status": "ok"}

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    if settings.ui_dir is not None:
        _serve_ui(app, settings.ui_dir)
    return app


def _serve_ui(app: FastAPI, folder: Path) -> None:
    """Files of the built UI; any other path is a page of the single-page app."""
    root = folder.resolve()

    @app.get("/{path:path}", include_in_schema=False)
    async def page(path: str) -> FileResponse:
        if path.startswith("v1/"):
            raise NotFound("There is no such address.")
        file = (root / path).resolve()
        if path and file.is_file() and file.is_relative_to(root):
            long = path.startswith("assets/")
            return FileResponse(file, headers={"Cache-Control": "max-age=31536000, immutable"} if long else {})
        return FileResponse(root / "index.html", headers={"Cache-Control": "no-cache"})
