"""Lists, a page at a time: in an order that is total, from where the page before ended, and never too large to send.

A cursor holds the place of the last row in that order: rows that come or go meanwhile neither hide nor repeat others.
A page ends where it is full, and also where its rows would make the reply large: the next one goes on from there.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, or_, tuple_

from danceai.common.contracts.base import Message, Paged
from danceai.common.errors import Invalid
from danceai.common.frame.unit_of_work import UnitOfWork

Row = TypeVar("Row")
Item = TypeVar("Item", bound=Message)
LARGEST_REPLY = 512 * 1024
"""Bytes of rows that a page may have, its first one aside"""
NO_PAGE = "This page does not exist. Start from the first one."
READ: dict[type, Callable[[str], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    UUID: UUID,
    str: str,
    float: float,
    int: int,
}


class Order:
    """Columns to sort by, all in one direction; together they tell any two rows apart."""

    def __init__(self, *columns: Any, newest: bool = False) -> None:
        self.columns = columns
        self.newest = newest

    @property
    def backwards(self) -> "Order":
        """The same rows from the end to the beginning."""
        return Order(*self.columns, newest=not self.newest)

    def sort(self, query: Select[Any], cursor: str | None) -> Select[Any]:
        """The query in this order, from behind a cursor. Raises Invalid for a cursor that is none."""
        query = query.order_by(*(column.desc() if self.newest else column for column in self.columns))
        if cursor is None:
            return query
        place = tuple_(*map(literal, self._read(cursor), [column.type for column in self.columns]))
        here = tuple_(*self.columns)
        return query.where(here < place if self.newest else here > place)

    def cursor_of(self, row: Any) -> str:
        """The place of a row."""
        values = [getattr(row, column.key) for column in self.columns]
        told = [value.isoformat() if isinstance(value, date) else str(value) for value in values]
        return base64.urlsafe_b64encode(json.dumps(told).encode()).decode()

    def _read(self, cursor: str) -> list[Any]:
        try:
            told = json.loads(base64.urlsafe_b64decode(cursor))
            return [READ[column.type.python_type](value) for column, value in zip(self.columns, told, strict=True)]
        except (ValueError, TypeError, binascii.Error) as error:
            raise Invalid(NO_PAGE) from error


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of a page, and whether there are more."""

    rows: list[Row]
    more: bool
    order: Order

    def fit(self, items: Sequence[Item]) -> tuple[list[Item], str | None]:
        """As many of the rows' items as can be sent together, and the cursor of the next page."""
        size, fitting = 0, len(items)
        for number, item in enumerate(items):
            size += len(item.model_dump_json())
            if number and size > LARGEST_REPLY:
                fitting = number
                break
        more = self.more or fitting < len(items)
        return list(items[:fitting]), self.order.cursor_of(self.rows[fitting - 1]) if more else None


async def find_page(work: UnitOfWork, query: Select[Row], order: Order, request: Paged) -> Page[Row]:
    """The page of a query that a request asks for. Raises Invalid for a cursor that is none."""
    rows = list(await work.db.scalars(order.sort(query, request.cursor).limit(request.limit + 1)))
    return Page(rows[: request.limit], len(rows) > request.limit, order)


def holds(part: str, *texts: Any) -> ColumnElement[bool]:
    """Whether one of the texts holds a part, in capitals or not; the part means nothing but itself."""
    return or_(*(text.icontains(part, autoescape=True) for text in texts))
