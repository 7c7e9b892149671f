"""Planted rows that nobody works on are restarted or ended within two rounds, each kind of them."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import httpx
from prometheus_client import REGISTRY, Metric
from prometheus_client.parser import text_string_to_metric_families

from danceai.common.frame.reconciling import reconcile
from danceai.local.servers import HOST
from tests.chaos.garden import SERVICES
from tests.chaos.stuck import Planter
from tests.support.beside import beside
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform

ROUNDS = 2
LEAST_KINDS = 12
PATIENCE = 300.0
"""Seconds in which what was restarted may run"""


async def test_every_kind_is_resolved_within_two_rounds(
    running: RunningPlatform, finished_sample: dict[str, Any], figure: FigureBook
) -> None:
    async with AsyncExitStack() as stack:
        services = {
            name: await stack.enter_async_context(beside(running, name, reconcile_after=0.0)) for name in SERVICES
        }
        stuck = await Planter(services, UUID(finished_sample["id"])).all()
        assert len(stuck) >= LEAST_KINDS
        for _ in range(ROUNDS):
            for service in services.values():
                await reconcile(service)
        unresolved = await _watch({one.kind: one.resolved for one in stuck})
        figure("reconciler.kinds", len(stuck), "planted", f">= {LEAST_KINDS}")
        figure("reconciler.unresolved", len(unresolved), "kinds", "<= 0")
        assert not unresolved
    # A platform's own service may have been there first: it has counted what it mended itself.
    counted = _kinds_counted(REGISTRY.collect()) | _kinds_counted(_told_by(running, "ingest", "scoring"))
    assert {("ingest", "abandoned_uploads"), ("scoring", "lost_stages")} <= counted


def _told_by(running: RunningPlatform, *names: str) -> Iterator[Metric]:
    for name in names:
        page = httpx.get(f"http://{HOST}:{running.layout.ports[f'health-{name}']}/metrics")
        yield from text_string_to_metric_families(page.text)


def _kinds_counted(metrics: Iterable[Metric]) -> set[tuple[str, str]]:
    """(service, kind) of everything that has been reconciled."""
    return {
        (sample.labels["service"], sample.labels["kind"])
        for metric in metrics
        if metric.name == "danceai_reconciled"
        for sample in metric.samples
    }


async def _watch(waiting: dict[str, Any]) -> set[str]:
    """What is not resolved when the patience has run out."""
    left = set(waiting)
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while left and asyncio.get_running_loop().time() < deadline:
        left = {kind for kind in left if not await waiting[kind]()}
        await asyncio.sleep(0.5)
    return left
