"""What signing in costs, and what a session adds to every call."""

import asyncio
import time
from statistics import median

import numpy as np

from danceai.auth.signing_in.hashing import NOBODYS_HASH, hasher
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.two_studios import fresh_client, signed_in

SIGN_INS = 60
RATE, SECONDS = 200, 10
CONNECTIONS = 8


def _verify() -> float:
    began = time.perf_counter()
    try:
        hasher.verify(NOBODYS_HASH, "not this one")
    except Exception:  # noqa: BLE001 - counted, whatever it was
        return time.perf_counter() - began
    raise AssertionError


def test_signing_in_takes_as_long_as_argon2(running: RunningPlatform, figure: FigureBook) -> None:
    taken, bare = [], []
    for _ in range(SIGN_INS):  # by turns, so that both meet the same machine
        with fresh_client(running) as client:
            client.http.get("/health/live")  # the connection stands
            began = time.perf_counter()
            client.sign_in("trainer@demo.example", "demo-dance-2026")
            taken.append(time.perf_counter() - began)
        bare.append(_verify())
    figure("auth.sign_in_p95_ms", 1000 * np.percentile(taken, 95), "ms")
    figure("auth.argon2_p95_ms", 1000 * np.percentile(bare, 95), "ms")
    figure("auth.share_of_argon2", median(bare) / median(taken), "share", ">= 0.7")


class Connection:
    """HTTP/1.1 with next to no cost of its own."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cookie: str) -> None:
        self._reader, self._writer, self._cookie = reader, writer, cookie
        self._busy = asyncio.Lock()

    async def get(self, path: str) -> None:
        """One call; waits until the whole answer is there."""
        async with self._busy:
            self._writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self._cookie}\r\n\r\n".encode())
            head = await self._reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await self._reader.readexactly(length)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def _at_rate(port: int, path: str, cookie: str) -> np.ndarray:
    """Milliseconds of every call at RATE calls a second, counted from when each was due: waiting counts."""
    lines = [Connection(*await asyncio.open_connection("127.0.0.1", port), cookie) for _ in range(CONNECTIONS)]
    taken: list[float] = []
    start = time.perf_counter() + 0.1

    async def one(number: int) -> None:
        due = start + number / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        sent = time.perf_counter()
        await lines[number % CONNECTIONS].get(path)
        taken.append(1000 * (time.perf_counter() - sent))

    await asyncio.gather(*(one(number) for number in range(RATE * SECONDS)))
    for line in lines:
        line.close()
    return np.array(taken)


def test_what_a_session_adds(running: RunningPlatform, figure: FigureBook) -> None:
    with signed_in(running, "trainer@demo.example", "demo-dance-2026") as client:
        cookie = f"danceai_session={client.http.cookies['danceai_session']}"
    port = running.layout.gateway_port
    for path in ("/health/live", "/v1/account"):
        asyncio.run(_at_rate(port, path, cookie))  # warm
    without = asyncio.run(_at_rate(port, "/health/live", cookie))
    checked = asyncio.run(_at_rate(port, "/v1/account", cookie))
    figure("auth.call_without_session_ms", np.median(without), "ms")
    figure("auth.call_with_session_ms", np.median(checked), "ms")
    figure("auth.session_check_ms", np.median(checked) - np.median(without), "ms", "< 2")
    figure("auth.session_check_p95_ms", np.percentile(checked, 95) - np.percentile(without, 95), "ms")
