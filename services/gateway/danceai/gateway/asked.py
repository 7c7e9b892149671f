"""Every request the gateway asks: what its modules import from the contracts, so that a route is still one line."""

import importlib
import inspect
import pkgutil
from typing import Any

import danceai.gateway
from danceai.common.contracts.base import Request


def find_asked() -> set[type[Request[Any]]]:
    """The requests by class."""
    names = [found.name for found in pkgutil.walk_packages(danceai.gateway.__path__, "danceai.gateway.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    found = [value for module in modules for value in vars(module).values() if inspect.isclass(value)]
    return {value for value in found if issubclass(value, Request) and value.subject}
