"""The smallest message of a kind that its contract takes: ids are new, texts short, lists empty."""

import re
from typing import Any
from uuid import uuid4

from danceai.common.contracts.base import Addressed


def smallest(kind: type[Addressed]) -> Addressed:
    """An example of any message. Raises ValidationError where a contract wants more than its schema tells."""
    schema = kind.model_json_schema()
    return kind.model_validate(_value(schema, schema.get("$defs", {})))


def _value(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _value(known[schema["$ref"].rsplit("/", 1)[-1]], known)
    for name in ("default", "const"):
        if name in schema:
            return schema[name]
    if "enum" in schema:
        return schema["enum"][0]
    for name in ("anyOf", "oneOf", "allOf"):
        if name in schema:
            ways = schema[name]
            return None if {"type": "null"} in ways else _value(ways[0], known)
    return _of_type(schema, known)


TEXTS = (
    "x@x",
    "0" * 64,
    "00000000-0000-0000-0000-000000000000/videos/00000000-0000-0000-0000-000000000000/x",
    "a",
    "en",
)
"""Among what patterns of contracts ask for"""


def _fitting(pattern: str, text: str) -> str:
    return next(one for one in (text, *TEXTS) if re.search(pattern, one))


def _of_type(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            properties = schema.get("properties", {})
            return {name: _value(properties[name], known) for name in schema.get("required", [])}
        case "array":
            items = schema.get("prefixItems") or [schema.get("items", {})] * schema.get("minItems", 0)
            return [_value(item, known) for item in items]
        case "string":
            texts = {"uuid": str(uuid4()), "date-time": "2026-01-02T03:04:05Z", "date": "2026-01-02"}
            text = texts.get(schema.get("format", ""), "x" * max(1, schema.get("minLength", 1)))
            return text if "pattern" not in schema else _fitting(schema["pattern"], text)
        case "integer" | "number":
            return max(1, schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
        case "boolean":
            return False
    return None
