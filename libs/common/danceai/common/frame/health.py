"""/health, /health/live, /health/ready and /metrics of a service that has no other HTTP."""

from collections.abc import Awaitable, Callable
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Check = Callable[[], Awaitable[None]]


def describe(service: str, revision: str) -> dict[str, str]:
    """What runs here: the service, its version, and the revision of the sources it was built from."""
    try:
        number = version(f"danceai-{service}")
    except PackageNotFoundError:  # a package that was put there without its name
        number = ""
    return {"service": service, "version": number, "revision": revision}


def health_app(about: dict[str, str], live: Check, ready: Check) -> Starlette:
    """A check that raises answers 503 with the reason. about: what /health tells."""

    def endpoint(check: Check) -> Callable[[Request], Awaitable[Response]]:
        async def answer(_: Request) -> Response:
            try:
                await check()
            except Exception as error:  # noqa: BLE001 - whatever is wrong, the probe must answer
                return JSONResponse({"status": "failing", "reason": str(error)}, status_code=503)
            return JSONResponse({"status": "ok"})

        return answer

    async def tell(_: Request) -> Response:
        return JSONResponse(about)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/health", tell),
            Route("/health/live", endpoint(live)),
            Route("/health/ready", endpoint(ready)),
            Route("/metrics", metrics),
        ]
    )
