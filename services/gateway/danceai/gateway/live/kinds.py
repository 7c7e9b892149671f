"""What can be followed live. A kind is a module of this package with a `KIND`; routes are made from what is found."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from danceai.common.contracts.base import Message, Request
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region


class View(Protocol):
    """One thing as somebody follows it."""

    gathers: float
    """Seconds for which reports are gathered before something is shown; 0 = each is shown"""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""

    @property
    def regions(self) -> list[Region]:
        """Where its progress is told."""

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask the owner how it stands. Raises what the owner refuses with."""

    def hear(self, heard: Heard) -> None:
        """Take in one report."""

    def show(self) -> Message:
        """What is shown now."""


@dataclass(frozen=True)
class Kind:
    """One kind of thing."""

    name: str
    asks: type[Request[Any]]
    """What the owner is asked with: its permission and reach are those of the view"""
    view: Callable[[UUID], View]
    """Made with the thing's id, or the follower's own where there is but one"""
    key: str = ""
    """The field of that request that says which thing; empty where there is but one"""


def find_kinds() -> list[Kind]:
    """Every kind, by name."""
    package = importlib.import_module(__package__)
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    modules = [importlib.import_module(f"{__package__}.{name}") for name in names]
    return sorted((module.KIND for module in modules if hasattr(module, "KIND")), key=lambda kind: kind.name)
