"""Everybody at the door at once: some wait, the others are told when to come again, and nobody else notices."""

import asyncio
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from danceai.auth.signing_in import hashing, outbound
from danceai.auth.signing_in import places as places_module
from danceai.auth.signing_in.places import Busy, Places
from danceai.auth.signing_in.throttling import network_of
from tests.support.platform import RunningPlatform
from tests.support.store import sql
from tests.support.two_studios import signed_in, stranger_address

BURST = 90


async def test_a_burst_is_let_in_a_few_at_a_time(running: RunningPlatform) -> None:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=running.layout.url, trust_env=False, timeout=60, limits=limits) as client:

        async def try_to_enter(number: int) -> httpx.Response:
            body = {"email": f"nobody.{number}@burst.example", "password": "quite the wrong one"}
            return await client.post("/v1/account/sign-in", json=body, headers=stranger_address())

        answers = await asyncio.gather(*(try_to_enter(number) for number in range(BURST)))
    found = Counter((answer.status_code, answer.json()["code"]) for answer in answers)
    assert set(found) == {(401, "sign_in_refused"), (429, "too_many_requests")}
    for answer in answers:
        if answer.status_code == 429:
            assert int(answer.headers["retry-after"]) > 0
    signed_in(running, "trainer@second.example", "demo-dance-2026").__exit__()


async def test_places_are_few_and_nobody_has_them_all() -> None:
    places, inside, most = Places(at_once=2, waiting=4), 0, 0

    async def enter(whose: str) -> bool:
        nonlocal inside, most
        try:
            async with places.turn(whose):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.01)
                inside -= 1
        except Busy:
            return False
        return True

    let_in = await asyncio.gather(*(enter("one") for _ in range(10)), *(enter(f"other {n}") for n in range(10)))
    assert most == 2
    assert (sum(let_in[:10]), sum(let_in[10:])) == (3, 3), "half of six at most for one, the rest for the others"
    assert await enter("one"), "and places are free again"


async def test_nobody_waits_longer_than_whoever_asked_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "PATIENCE", 0.05)
    places = Places(at_once=1, waiting=2)
    async with places.turn("one"):
        with pytest.raises(Busy) as busy:
            async with places.turn("other"):
                raise AssertionError("the only place is taken")
    assert busy.value.retry_after == Busy.waiting
    async with places.turn("other"):
        pass  # it is free again


async def test_hashing_steps_back_for_everybody_else() -> None:
    own = time.thread_time()
    assert not await hashing.matches(None, "whatever")
    assert time.thread_time() - own < 0.02, "not on the loop"
    nice = await hashing.aside(_niceness)
    assert nice == str(hashing.NICENESS)


def _niceness() -> str:
    return Path("/proc/thread-self/stat").read_text().rpartition(")")[2].split()[16]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("somewhere", "somewhere"),
    ],
)
def test_a_household_is_one_address(address: str, network: str) -> None:
    assert network_of(address) == network


async def test_failures_of_one_household_count_together(running: RunningPlatform) -> None:
    await sql(running.layout, "update auth.throttle set since = since - interval '1 hour'")
    async with httpx.AsyncClient(base_url=running.layout.url, trust_env=False, timeout=30) as client:
        for number in range(3):
            body = {"email": f"v6.{number}@burst.example", "password": "quite the wrong one"}
            headers = {"X-Forwarded-For": f"2001:db8:7:7::{number}"}
            assert (await client.post("/v1/account/sign-in", json=body, headers=headers)).status_code == 401
    counts = await sql(running.layout, "select attempts from auth.throttle order by attempts")
    assert [row["attempts"] for row in counts] == [1, 1, 1, 3], "three accounts, one household, and what is old is gone"


async def test_a_provider_that_does_not_answer_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "SECONDS", 0.5)

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not writer.transport.is_closing():  # one byte after the other: no single wait is long
            writer.write(b" ")
            await asyncio.sleep(0.05)

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/doc"
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        async with outbound.asking("somebody"):
            await outbound.document(url)
    assert time.monotonic() - began < 10, "of fifty"
    server.close()


async def test_what_a_provider_publishes_is_asked_for_once() -> None:
    asked = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{"issuer": 1}')
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/doc"
    for _ in range(5):
        assert await outbound.document(url) == {"issuer": 1}
    assert asked == 1
    server.close()
