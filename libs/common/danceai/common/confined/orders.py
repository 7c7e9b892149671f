"""How a call travels to a child and its result back: as JSON, by the function's own annotations. Never as pickles."""

import importlib
from collections.abc import Callable
from typing import Any, get_type_hints

from pydantic import TypeAdapter

REPORT = "report"
"""The last parameter of every such function; it does not travel"""


def _adapters(function: Callable[..., Any]) -> list[TypeAdapter[Any]]:
    hints = get_type_hints(function, include_extras=True)
    return [TypeAdapter(kind) for name, kind in hints.items() if name not in ("return", REPORT)]


def pack(function: Callable[..., Any], arguments: tuple[Any, ...]) -> dict[str, Any]:
    """The call as plain values; the function goes by its name."""
    pairs = zip(_adapters(function), arguments, strict=True)
    return {
        "module": function.__module__,
        "function": function.__qualname__,
        "arguments": [adapter.dump_python(value, mode="json") for adapter, value in pairs],
    }


def unpack(call: dict[str, Any]) -> tuple[Callable[..., Any], list[Any], TypeAdapter[Any]]:
    """The function, imported, its arguments, and how its result is written: nothing is left to be loaded later."""
    function = getattr(importlib.import_module(call["module"]), call["function"])
    pairs = zip(_adapters(function), call["arguments"], strict=True)
    return function, [adapter.validate_python(value) for adapter, value in pairs], result_of(function)


def result_of(function: Callable[..., Any]) -> TypeAdapter[Any]:
    """What the function returns; bounds stated in its annotations are checked by whoever takes the result in."""
    return TypeAdapter(get_type_hints(function, include_extras=True)["return"])
