"""How the API is used, as a page for people who write programs.

The page is drawn by scripts from another site, so it gets no authority at all: in a sandbox it is of no origin, has no
cookies, and can read the public document and nothing else.
"""

from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.requests import Request
from fastapi.responses import HTMLResponse

THEIRS = "https://cdn.jsdelivr.net"
POLICY = "; ".join(
    [
        "sandbox allow-scripts",
        "default-src 'none'",
        f"script-src 'unsafe-inline' {THEIRS}",
        f"style-src 'unsafe-inline' {THEIRS}",
        "img-src data:",
        "frame-ancestors 'none'",
    ]
)


async def page(request: Request) -> HTMLResponse:
    """The document is written into the page: what is of no origin could not fetch it."""
    written = {"spec": request.app.openapi()}
    answer = get_swagger_ui_html(openapi_url="", title=request.app.title, swagger_ui_parameters=written)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
