"""For every request one that can be sent, said beside the tests of the service that answers it.

`tests/<service>/examples.py` holds EXAMPLES (contract -> example) and `things(world)`: what its examples are about,
made in the demo studio. The walks of `tests/security` send each of them as everybody; a request without one fails.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from danceai.common.contracts.base import Request
from danceai.common.frame.discovery import load_service, service_names
from tests.support.two_studios import World

Build = Callable[[World], Request[Any]]
Tie = Literal["nobody", "caller", "couple", "studio"]


@dataclass(frozen=True)
class Example:
    """One request and whose thing it is about."""

    build: Build
    about: Tie
    """Something new or what all may know, the caller's own, a thing of the demo couple, of the demo studio"""
    shows: tuple[tuple[str, Tie], ...] = ()
    """Of a list: things (by their name in the world) that it shows to those who reach them, and how they are tied"""


Examples = dict[type[Request[Any]], Example]


def anew(build: Build) -> Example:
    """Something new, or what everybody who may ask at all may know."""
    return Example(build, "nobody")


def own(build: Build) -> Example:
    """The caller's own account."""
    return Example(build, "caller")


def of_couple(build: Build) -> Example:
    """A thing of the demo studio's couple."""
    return Example(build, "couple")


def of_studio(build: Build) -> Example:
    """A thing of the demo studio itself."""
    return Example(build, "studio")


def listing(build: Build, **shows: Tie) -> Example:
    """A list: listing(..., couple="couple") shows the world's `couple` to whoever reaches it, and to nobody else."""
    return Example(build, "nobody", tuple(shows.items()))


def _modules() -> list[Any]:
    return [
        importlib.import_module(f"tests.{name}.examples") for name in service_names() if load_service(name).requests
    ]


def all_examples() -> Examples:
    """Every service's, together."""
    return {contract: example for module in _modules() for contract, example in module.EXAMPLES.items()}


def make_things(world: World) -> dict[str, UUID]:
    """What the examples of all services are about."""
    made: dict[str, UUID] = {}
    for module in _modules():
        made |= module.things(world) if hasattr(module, "things") else {}
    return made
