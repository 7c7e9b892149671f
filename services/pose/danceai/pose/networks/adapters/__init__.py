"""What networks' tensors mean. An adapter prepares pictures and decodes outputs; it knows no runtime.

One file per kind of networks, which names itself in `ADAPTERS`: a file more is an adapter more.
"""

import importlib
import pkgutil
from functools import cache

from danceai.pose.networks.adapter import Adapter


@cache
def find_adapters() -> dict[str, Adapter]:
    """Every adapter of this folder by its name, in the order of the names. Raises ValueError when two have one name."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    named = [(adapter.name, adapter) for module in modules for adapter in module.ADAPTERS]
    adapters = dict(sorted(named, key=lambda pair: pair[0]))
    if len(adapters) < len(named):
        raise ValueError(f"two adapters have one name: {sorted(name for name, _ in named)}")
    return adapters
