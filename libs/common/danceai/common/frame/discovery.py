"""Which services are installed: a service is its folder, and its package says so in an entry point.

`[project.entry-points."danceai.services"]` with `pose = "danceai.pose.service:service"`: nothing else lists services.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from importlib.metadata import EntryPoint, entry_points

from danceai.common.contracts.base import Event, Job
from danceai.common.frame.service import Service

GROUP = "danceai.services"


@cache
def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def service_names() -> tuple[str, ...]:
    """Every installed service with data, by name. Imports none of them."""
    return tuple(sorted(_entries()))


def load_service(name: str) -> Service:
    """A service's table of contents. Raises LookupError for one that is not installed."""
    entry = _entries().get(name)
    if entry is None:
        raise LookupError(f"no service called {name} is installed")
    service: Service = entry.load()
    if service.name != name:
        raise LookupError(f"the service installed as {name} calls itself {service.name}")
    return service


def package_of(name: str) -> str:
    """The package of a service: danceai.pose."""
    return _entries()[name].module.rpartition(".")[0]


def migrations_of(name: str) -> Traversable:
    """The folder of a service's migrations."""
    return resources.files(package_of(name)) / "migrations"


def jobs_of(services: Iterable[Service]) -> list[type[Job]]:
    """Every kind of job some services work off."""
    return [handler.job for service in services for handler in service.jobs]


def listeners_of(services: Iterable[Service]) -> dict[str, list[type[Event]]]:
    """The events each of some services hears."""
    return {service.name: list(service.heard) for service in services}
