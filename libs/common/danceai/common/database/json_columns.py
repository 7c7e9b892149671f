"""JSONB columns that hold typed values: rows speak of configurations and results, not of dictionaries."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator


class Typed(TypeDecorator[Any]):
    """`Typed(Configuration)`, `Typed(list[Film])`: validated when read, plain JSON when written.

    A changed value is noticed when it is assigned, not when it is changed in place: assign a new one.
    """

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind
        self._adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy hands it over
        """As JSON."""
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the same
        """As what it is."""
        return None if value is None else self._adapter.validate_python(value)
