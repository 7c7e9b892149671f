"""What a burst of sign-ins costs those who are in already."""

import asyncio
import time

import httpx
import numpy as np

from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.two_studios import signed_in, stranger_address

BURST = 90
EVERY = 0.05
"""Seconds between the calls of those who are in"""
QUIET_SECONDS = 2.0


async def _calls(client: httpx.AsyncClient, cookie: str, until: asyncio.Event) -> list[float]:
    """Milliseconds of each call, until told to stop."""
    taken = []
    while not until.is_set():
        began = time.perf_counter()
        answer = await client.get("/v1/couples", headers={"cookie": cookie})
        taken.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200
        await asyncio.sleep(EVERY)
    return taken


async def test_those_who_are_in_notice_nothing(running: RunningPlatform, figure: FigureBook) -> None:
    with signed_in(running, "trainer@demo.example", "demo-dance-2026") as client:
        cookie = f"danceai_session={client.http.cookies['danceai_session']}"
    limits = httpx.Limits(max_connections=None)
    url = running.layout.url
    async with (
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as inside,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, limits=limits) as outside,
    ):

        async def try_to_enter(number: int) -> int:
            body = {"email": f"nobody.{number}@burst.example", "password": "quite the wrong one"}
            answer = await outside.post("/v1/account/sign-in", json=body, headers=stranger_address())
            return answer.status_code

        await inside.get("/v1/couples", headers={"cookie": cookie})
        quiet, over = asyncio.Event(), asyncio.Event()
        asyncio.get_running_loop().call_later(QUIET_SECONDS, quiet.set)
        before = await _calls(inside, cookie, quiet)
        during = asyncio.create_task(_calls(inside, cookie, over))
        began = time.perf_counter()
        statuses = await asyncio.gather(*(try_to_enter(number) for number in range(BURST)))
        lasted = time.perf_counter() - began
        over.set()
        taken = await during
    assert set(statuses) == {401, 429}
    figure("auth.calls_before_burst_ms", np.percentile(before, 95), "ms")
    figure("auth.calls_during_burst_ms", np.percentile(taken, 95), "ms", "< 300")
    figure("auth.burst_seconds", lasted, "s")
    figure("auth.burst_refused", statuses.count(429), "of 90")
