"""CPU work away from the event loop, in threads that stop when nobody waits for them any more.

A heartbeat that cannot run makes the bus hand the job to a second worker; so nothing long runs on the loop. A thread
cannot be killed: long work asks now and then whether to go on. Foreign bytes are no work for threads: see `confined`.
"""

import asyncio
import threading
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from danceai.common.observability.logs import logger

log = logger(__name__)
P = ParamSpec("P")
R = TypeVar("R")
PATIENCE = 10.0
"""Seconds we wait for a thread that was told to stop"""
_told: ContextVar[threading.Event | None] = ContextVar("_told", default=None)


class Stopped(Exception):
    """Whoever wanted this work has timed out, or has been cancelled."""


def keep_going() -> None:
    """Called in the loops of long work. Raises Stopped when its result is wanted no more."""
    told = _told.get()
    if told is not None and told.is_set():
        raise Stopped


async def in_thread(function: Callable[P, R], *arguments: P.args, **options: P.kwargs) -> R:
    """The function's result; cancelled, it is told to stop and waited for, so that no retry works beside it."""
    told = threading.Event()

    def work() -> R:
        _told.set(told)  # in a copy of the context, which this thread alone has
        return function(*arguments, **options)

    working = asyncio.create_task(asyncio.to_thread(work))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        told.set()
        working.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody wants to hear of it
        _, going_on = await asyncio.wait({working}, timeout=PATIENCE)
        if going_on:
            log.warning("work_goes_on", function=getattr(function, "__qualname__", str(function)))
        raise
