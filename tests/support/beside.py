"""A service in the test's own process, beside the one that runs: its database, its bus, its rules."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from danceai.auth.seeding import known_id
from danceai.common.frame.discovery import load_service
from danceai.common.frame.running import RunningService
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Reach, service_of
from danceai.common.messaging.envelope import Envelope
from danceai.local.layout import DEMO_STUDIO
from tests.support.platform import RunningPlatform

STUDIO = known_id(DEMO_STUDIO)


@asynccontextmanager
async def beside(running: RunningPlatform, name: str, **changed: Any) -> AsyncIterator[RunningService]:
    """changed: of the frame's settings."""
    layout, service = running.layout, load_service(name)
    settings = layout.settings(name).model_copy(update={"strict_transactions": False, **changed})
    bus = await running.connect(name)
    started = RunningService(service, settings, service.settings(**layout.own(name)), bus)
    try:
        yield started
    finally:
        await started.database.close()
        await bus.close()


def on_account_of(studio_id: UUID = STUDIO) -> Envelope:
    """The envelope of something that the service does in a studio by itself."""
    return Envelope(actor=service_of(studio_id), type="Test")


@asynccontextmanager
async def working_in(service: RunningService, studio_id: UUID = STUDIO) -> AsyncIterator[UnitOfWork]:
    """A transaction of it in a studio."""
    async with service.unit_of_work(on_account_of(studio_id), Reach.DELEGATED) as work:
        yield work
