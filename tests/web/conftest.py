"""People at browsers."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack
from typing import Protocol

import pytest
from playwright.async_api import Browser

from danceai.local.client import Client
from tests.support.browser import Visitor, arrive, chromium
from tests.support.platform import ClientOf, RunningPlatform


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests; everybody gets a profile of their own."""
    async with chromium() as started:
        yield started


class Visit(Protocol):
    """`await visit("trainer", "de")`: a page of somebody with that role, profile and browser in that language."""

    def __call__(
        self, role: str, language: str = "en", *, client: Client | None = None, touch: bool = False
    ) -> Awaitable[Visitor]:
        """Without a client of one's own: the role's user of the demo studio, or `nobody`. touch: by fingers."""
        ...


def _speak(client: Client, language: str) -> None:
    client.call("PATCH", "/v1/account/profile", {"language": language})


@pytest.fixture
async def visit(browser: Browser, running: RunningPlatform, client_of: ClientOf) -> AsyncIterator[Visit]:
    """When the test is over, everything that has gone wrong on a page fails it."""
    visitors: list[Visitor] = []
    async with AsyncExitStack() as stack:

        async def come(
            role: str, language: str = "en", *, client: Client | None = None, touch: bool = False
        ) -> Visitor:
            if client is None and role != "nobody":
                client = client_of(role)
            if client is not None and language != "en":
                _speak(client, language)
                stack.callback(_speak, client, "en")
            name = role if language == "en" else f"{role}-{language}"
            visitor, context = await arrive(browser, running.layout.url, name, client, language, touch=touch)
            stack.push_async_callback(context.close)
            visitors.append(visitor)
            return visitor

        yield come
    for visitor in visitors:
        visitor.check()
