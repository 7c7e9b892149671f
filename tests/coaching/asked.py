"""Coaching in the test's own process, with a model that answers as the test says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from pydantic import SecretStr

from danceai.common.frame.contexts import Context
from danceai.common.frame.running import RunningService
from danceai.common.identity import Reach
from tests.support.beside import on_account_of, process_of
from tests.support.language_model import LanguageModel
from tests.support.platform import RunningPlatform


@asynccontextmanager
async def coaching_with(
    running: RunningPlatform, model: LanguageModel, **changed: object
) -> AsyncIterator[RunningService]:
    """changed: of coaching's own settings."""
    async with process_of(running.layout, "coaching") as process:
        own = {"anthropic_key": SecretStr("key"), "anthropic_url": model.url, "silent_seconds": 5.0, **changed}
        process.own = process.own.model_copy(update=own)
        yield process


def context_of(process: RunningService, studio: UUID) -> Context:
    """What a handler works with in a studio."""
    return Context(process, on_account_of(studio), Reach.DELEGATED)
