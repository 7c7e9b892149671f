"""A queue of its own for each test that asks for one."""

from collections.abc import AsyncIterator

import pytest

from danceai.common.messaging import queues, worker
from tests.common.bench import Bench
from tests.support.platform import RunningPlatform


@pytest.fixture
async def bench(
    running: RunningPlatform, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Bench]:
    """On the platform's bus, with a short patience."""
    monkeypatch.setattr(worker, "BACKOFF", (0.1, 0.1, 0.1))
    monkeypatch.setattr(worker, "OUTAGE_DELAY", 0.1)
    monkeypatch.setattr(worker, "OUTAGE_PAUSE", 0.05)
    monkeypatch.setattr(queues, "PATIENCE", 0.3)
    bus = await running.connect()
    opened = Bench(bus, f"b{abs(hash(request.node.name))}")
    await opened.open()
    yield opened
    await bus.js.delete_stream(opened.name)
    await bus.close()
