"""The way from a browser to the store, which can be cut."""

import asyncio
from pathlib import Path

from playwright.async_api import Page, Request, Route

from danceai.common.frame.uploads import PART
from tests.support.places import SAMPLE

PARTS = 5


def write_film(path: Path) -> Path:
    """The sample in five parts: what stands behind the film is ignored."""
    data = SAMPLE.read_bytes()
    path.write_bytes(data + b"\0" * ((PARTS - 1) * PART + 1000 - len(data)))
    return path


def _part(url: str) -> int | None:
    """The number of the part that an address is signed for."""
    asked = dict(pair.split("=", 1) for pair in url.partition("?")[2].split("&") if "=" in pair)
    return int(asked["partNumber"]) if "partNumber" in asked else None


class Line:
    """The way to the store: lets some parts through and then none, until it is mended."""

    def __init__(self, page: Page, lets_through: int) -> None:
        self._left = lets_through
        self.mended = False
        self.dropped = asyncio.Event()
        self.stored: dict[int, int] = {}
        self.sent_again = 0
        self._page = page

    async def begin(self) -> None:
        """From now on."""
        await self._page.route(lambda url: _part(url) is not None, self._pass)
        self._page.on("requestfinished", self._finished)

    async def _pass(self, route: Route) -> None:
        if not self.mended and route.request.method == "PUT":
            if self._left == 0:
                self.dropped.set()
                await route.abort("internetdisconnected")
                return
            self._left -= 1
        await route.continue_()

    def _finished(self, request: Request) -> None:
        number = _part(request.url)
        if number is None or request.method != "PUT":
            return
        size = int(request.headers.get("content-length", PART))
        if number in self.stored:
            self.sent_again += size
        self.stored[number] = size
