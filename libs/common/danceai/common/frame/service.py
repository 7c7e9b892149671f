"""The table of contents of a service: which requests it answers, which jobs it works off, which events it hears.

The frame does the rest (`running`, `requests`, `jobs`, `events`): permission, transaction, reach, outbox, retries,
tracing, metrics. One name runs through: a handler is called like its message, and so is the message's subject.
"""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_type_hints
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.contracts.base import Addressed, Event, Job, Request
from danceai.common.frame.contexts import Context, JobContext
from danceai.common.settings import ServiceSettings

if TYPE_CHECKING:
    from danceai.common.frame.reconciling import Mending

Handler = Callable[..., Awaitable[Any]]
Reconciler = Callable[["Mending"], Awaitable[None]]
"""Finds what stands still in one studio, and restarts or ends it; called like what it finds"""


@dataclass(frozen=True)
class JobHandler:
    """What runs a job, and what tells the owner in the end that it could not be done."""

    job: type[Job]
    run: Handler
    failed: Handler


def job(kind: type[Job], failed: Handler) -> Callable[[Handler], JobHandler]:
    """Declare `async def probe_video(job, context)` as what works off one queue."""
    return lambda run: JobHandler(kind, run, failed)


def parameters_of(handler: Handler) -> tuple[Any, Any]:
    """(message, what it works with) of a handler, as annotated."""
    names = list(inspect.signature(handler).parameters)[:2]
    hints = get_type_hints(handler)
    return hints[names[0]], hints[names[1]]


def message_of(handler: Handler) -> Any:
    """The message a handler is for."""
    return parameters_of(handler)[0]


def takes_context(handler: Handler) -> bool:
    """Whether a handler opens its transactions itself; the others get one around them."""
    return parameters_of(handler)[1] is Context


Purge = Callable[[AsyncSession, ServiceSettings], Awaitable[int]]
"""Deletes what a service's settings keep no longer, of all studios; answers how many rows"""


@dataclass(frozen=True)
class ObjectAccess:
    """Which folders of every studio's objects a service writes and reads: its key of the store opens no others."""

    writes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.writes or self.reads)

    @property
    def readable(self) -> tuple[str, ...]:
        """What is written may be read as well."""
        return tuple(sorted({*self.writes, *self.reads}))

    @property
    def probe(self) -> str:
        """An object that is never there; whether it is, may be asked."""
        return f"{UUID(int=0)}/{self.readable[0]}/{UUID(int=0)}/nothing"


def _check(service: str, handler: Handler, message: type[Addressed], kind: type[Addressed], prefix: str = "") -> None:
    name, wanted = handler.__name__, f"{prefix}{message.short_name()}"
    if not issubclass(message, kind):
        raise TypeError(f"{service}: {name} handles {message.__name__}, which is no {kind.__name__}")
    if name != wanted:
        raise TypeError(f"{service}: what handles {message.__name__} must be called {wanted}, not {name}")
    if kind is not Event and message.service != service:
        raise TypeError(f"{service}: {message.__name__} belongs to {message.service or 'nobody'}")


@dataclass(frozen=True)
class Service:
    """A service as a table; `requests` and `events` are handlers typed by their message.

    What it sends is as much part of it as what it handles: the bus lets it send nothing else (`bus_rights`).
    """

    name: str
    requests: list[Handler] = field(default_factory=list)
    jobs: list[JobHandler] = field(default_factory=list)
    events: list[Handler] = field(default_factory=list)
    asks: list[type[Request[Any]]] = field(default_factory=list)
    """Requests it asks other services"""
    orders: list[type[Job]] = field(default_factory=list)
    """Jobs it has done by other services; its own go without saying"""
    tells: list[type[Event]] = field(default_factory=list)
    """Events it announces"""
    changes_callers: bool = False
    """Whether it tells gateways that somebody's rights have changed"""
    reconcilers: list[Reconciler] = field(default_factory=list)
    objects: ObjectAccess = ObjectAccess()
    purges: list[Purge] = field(default_factory=list)
    settings: type[ServiceSettings] = ServiceSettings
    """What this service alone must be told, beside what every service is"""
    first: Sequence[Handler] = ()
    """Of the requests, those that every call of anybody waits for: no others can take their connections from them"""
    start: Callable[[AsyncSession], Awaitable[None]] | None = None
    """Runs once before the first message, in a transaction of the platform: seeds what must be there."""

    def __post_init__(self) -> None:
        for handler in self.requests:
            _check(self.name, handler, message_of(handler), Request)
        for entry in self.jobs:
            _check(self.name, entry.run, entry.job, Job)
            if parameters_of(entry.run) != (entry.job, JobContext):
                raise TypeError(f"{self.name}: {entry.job.__name__} is worked off with (job, JobContext)")
        for handler in self.events:
            _check(self.name, handler, message_of(handler), Event, "on_")

    @property
    def posted(self) -> frozenset[type[Addressed]]:
        """What its transactions may leave in the outbox."""
        return frozenset([*self.tells, *self.orders, *(handler.job for handler in self.jobs)])

    @property
    def heard(self) -> dict[type[Event], Handler]:
        """The events this service listens to, with their handlers."""
        return {message_of(handler): handler for handler in self.events}
