"""What every answer bears, refusals and our own failures included: how a browser may use it, and who may show it."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from danceai.common.observability.logs import logger
from danceai.gateway.problems import BROKEN, problem
from danceai.gateway.settings import GatewaySettings
from danceai.gateway.web_ui import ASSETS

log = logger(__name__)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), display-capture=()",
}
# Parts of pages are many, and what is said of a page is no matter of theirs.
OF_PARTS = {name: ALWAYS[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")}
NO_PAGE = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
OF_DATA = {**NO_PAGE, "Cache-Control": "no-store"}
"""Data is never a page, and nobody's but the caller's"""
YEAR = 365 * 24 * 3600


def policy_of_pages(store: str) -> str:
    """What our pages may load: our own, and what lies in the object store.

    Scripts are files of ours alone. Styles may stand in the page, for Mantine writes them there.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            f"img-src 'self' data: blob: {store}".rstrip(),
            f"media-src 'self' blob: {store}".rstrip(),
            f"connect-src 'self' {store}".rstrip(),
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


class Answers:
    """Around everything else."""

    def __init__(self, app: ASGIApp, settings: GatewaySettings) -> None:
        self._app = app
        self._pages = {**ALWAYS, "Content-Security-Policy": policy_of_pages(settings.store_origin)}
        self._others = {"/v1/": {**ALWAYS, **OF_DATA}, ASSETS: {**OF_PARTS, **NO_PAGE}}
        if settings.behind_tls:
            for borne in (self._pages, *self._others.values()):
                borne["Strict-Transport-Security"] = f"max-age={YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        borne = next((borne for start, borne in self._others.items() if scope["path"].startswith(start)), self._pages)
        begun = False

        async def tell(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in borne.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, tell)
        except Exception:
            log.exception("call_failed")
            if begun:  # nothing can be said any more but by hanging up
                raise
            await problem(BROKEN)(scope, receive, tell)
