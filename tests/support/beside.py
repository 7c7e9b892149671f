"""A service in the test's own process, beside the one that runs: its database, its bus, its rules."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID

from danceai.auth.seeding import known_id
from danceai.common.frame.discovery import load_service
from danceai.common.frame.running import RunningService
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Reach, service_of
from danceai.common.messaging.envelope import Envelope
from danceai.local.layout import DEMO_STUDIO, Layout
from tests.support.platform import RunningPlatform

STUDIO = known_id(DEMO_STUDIO)


@asynccontextmanager
async def process_of(layout: Layout, name: str, **changed: Any) -> AsyncIterator[RunningService]:
    """What a process of a service holds, with the service's own role and key. changed: of the frame's settings."""
    service, settings = load_service(name), layout.settings(name).model_copy(update=changed)
    bus = await layout.connect(name)
    started = RunningService(service, settings, service.settings(**layout.own(name)), bus)
    try:
        yield started
    finally:
        await started.close()
        await bus.close()


def beside(running: RunningPlatform, name: str, **changed: Any) -> AbstractAsyncContextManager[RunningService]:
    """The same, in no hurry: its transactions may be held while something else is looked at."""
    return process_of(running.layout, name, strict_transactions=False, **changed)


def on_account_of(studio_id: UUID = STUDIO) -> Envelope:
    """The envelope of something that the service does in a studio by itself."""
    return Envelope(actor=service_of(studio_id), type="Test")


@asynccontextmanager
async def working_in(service: RunningService, studio_id: UUID = STUDIO) -> AsyncIterator[UnitOfWork]:
    """A transaction of it in a studio."""
    async with service.unit_of_work(on_account_of(studio_id), Reach.DELEGATED) as work:
        yield work
