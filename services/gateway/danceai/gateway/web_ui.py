"""The built web UI: its files, compressed where the caller reads that; any other path is a page of the single-page app.

The build lays beside each file of text what brotli and gzip make of it: nothing is compressed while people wait.
"""

import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from danceai.common.errors import NotFound

ASSETS = "/assets/"
"""Files whose names change with what is in them"""
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""By their name in HTTP, the smallest first: what the file is called beside the one it was made of"""
PLAIN = ""


@dataclass(frozen=True)
class WebFile:
    """One file in all its encodings."""

    by_encoding: dict[str, Path]
    media_type: str
    digest: str
    """Of what is in it"""

    @classmethod
    def read(cls, file: Path) -> "WebFile":
        """The file, and what lies compressed beside it."""
        beside = {name: file.with_name(file.name + ending) for name, ending in ENCODINGS.items()}
        found = {name: path for name, path in beside.items() if path.is_file()}
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return cls({**found, PLAIN: file}, media_type, hashlib.sha256(file.read_bytes()).hexdigest()[:16])

    def answer(self, asked: Headers, kept: str) -> Response:
        """The file as the caller reads it; without a body when they have it already."""
        read = {name.partition(";")[0].strip() for name in asked.get("accept-encoding", "").split(",")}
        encoding = next(name for name in self.by_encoding if name in read or name == PLAIN)
        tag = f'"{self.digest}{encoding and "-"}{encoding}"'
        headers = {"Cache-Control": kept, "ETag": tag, "Vary": "Accept-Encoding"}
        if tag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if encoding:
            headers["Content-Encoding"] = encoding
        return FileResponse(self.by_encoding[encoding], media_type=self.media_type, headers=headers)


def _files(folder: Path) -> Iterator[tuple[str, WebFile]]:
    """Each file by its address; the compressed ones have none of their own."""
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix not in ENCODINGS.values():
            yield f"/{file.relative_to(folder).as_posix()}", WebFile.read(file)


class WebUi:
    """Serves what was there when the gateway started: no path that somebody sends is ever looked up on the disk."""

    def __init__(self, folder: Path) -> None:
        self._files = dict(_files(folder))
        self._page = self._files["/index.html"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        path: str = scope["path"]
        file = self._files.get(path)
        if file is None and path.startswith(("/v1/", ASSETS)):
            raise NotFound("There is no such address.")
        kept = FOR_EVER if path.startswith(ASSETS) else ASK_AGAIN
        await (file or self._page).answer(Headers(scope=scope), kept)(scope, receive, send)
