"""The built web UI: its files; any other path is a page of the single-page app."""

from pathlib import Path

from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from danceai.common.errors import NotFound

ASSETS = "/assets/"
"""Files whose names change with what is in them"""
FOR_EVER = {"Cache-Control": "max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache"}


class WebUi:
    """Serves what was there when the gateway started: no path that somebody sends is ever looked up on the disk."""

    def __init__(self, folder: Path) -> None:
        self._files = {f"/{file.relative_to(folder).as_posix()}": file for file in folder.rglob("*") if file.is_file()}
        self._page = self._files["/index.html"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        path: str = scope["path"]
        file = self._files.get(path)
        if file is None and path.startswith(("/v1/", ASSETS)):
            raise NotFound("There is no such address.")
        kept = FOR_EVER if path.startswith(ASSETS) else ASK_AGAIN
        await FileResponse(file or self._page, headers=kept)(scope, receive, send)
