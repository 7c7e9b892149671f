"""Floods at the door: bodies without end, bodies that never come, headers by the thousand. The gateway stays small."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from danceai.local.client import answers
from danceai.local.ports import choose_ports
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform

HUGE = 400 * 1024**2
PIECE = 1024**2
SLOW_SECONDS = 2
SLOW = 60
MOST_GROWTH = 32


@pytest.fixture(scope="module")
def gateway(running: RunningPlatform) -> Iterator[tuple[int, int]]:
    """(port, process id) of a gateway of its own, which waits less long than others do."""
    port = choose_ports(["flooded"])["flooded"]
    told = {
        **running.layout.environment("gateway", 0),
        "DANCEAI_GATEWAY_PORT": str(port),
        "DANCEAI_GATEWAY_METRICS_PORT": "0",
        "DANCEAI_GATEWAY_BODY_SECONDS": str(SLOW_SECONDS),
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DANCEAI_")}
    with subprocess.Popen([sys.executable, "-m", "danceai.gateway"], env={**inherited, **told}) as process:
        deadline = time.monotonic() + 30
        while not answers(f"http://127.0.0.1:{port}"):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port, process.pid
        process.terminate()


def _megabytes(process: int, what: str) -> float:
    """VmRSS is what it takes now, VmHWM the most it ever took."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(what))


def _pour(port: int, head: str, pieces: list[bytes]) -> bytes:
    """Send without end, until the gateway hangs up; what it has said before."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        with suppress(ConnectionError):
            line.sendall(f"POST /v1/account/sign-in HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\n".encode())
            for piece in pieces:
                line.sendall(piece)
        try:
            return line.recv(65536)
        except ConnectionError:
            return b""


async def _drip(port: int) -> bytes:
    """One byte now and then of a body that was announced."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /v1/account/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
    heard = asyncio.create_task(reader.read(65536))
    async with asyncio.timeout(SLOW_SECONDS + 8):
        while not heard.done():
            writer.write(b" ")
            await asyncio.wait({heard}, timeout=0.2)
    writer.close()
    return heard.result()


def _chunk(size: int) -> bytes:
    return f"{size:x}\r\n".encode() + b"x" * size + b"\r\n"


async def test_the_gateway_does_not_grow(gateway: tuple[int, int], figure: FigureBook) -> None:
    port, process = gateway
    await _drip(port)  # what is loaded with the first refusal is there
    before = _megabytes(process, "VmRSS")
    many = "\r\n".join(f"X-{number}: y" for number in range(10_000))
    pieces, chunks = [b"x" * PIECE] * (HUGE // PIECE), [_chunk(PIECE)] * (HUGE // PIECE)
    announced = await asyncio.to_thread(_pour, port, f"Content-Length: {HUGE}", pieces)
    counted = await asyncio.to_thread(_pour, port, "Transfer-Encoding: chunked", chunks)
    crowned = await asyncio.to_thread(_pour, port, many, [])
    assert announced.startswith(b"HTTP/1.1 413"), announced[:100]
    assert counted[:12] in (b"", b"HTTP/1.1 413"), "told, or hung up on"
    assert crowned[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 431"), crowned[:100]
    slow = await asyncio.gather(*(_drip(port) for _ in range(SLOW)))
    assert {answer[:12] for answer in slow} == {b"HTTP/1.1 408"}
    growth = _megabytes(process, "VmHWM") - before
    figure("gateway.body_growth_mb", growth, "MB", f"<= {MOST_GROWTH}")
    assert growth <= MOST_GROWTH
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"http://localhost:{port}/v1/account")).status_code == 401, "and answers as before"
