"""Logs as CSV files for other programs, harmless to spreadsheets."""

import csv
import io
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from fastapi.responses import Response
from pydantic import BaseModel

from danceai.common.file_names import attachment

PAGE = 500
MOST_ROWS = 50_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: Any) -> str:
    text = "" if value is None else value.isoformat() if isinstance(value, datetime) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


async def csv_of(
    name: str, columns: Sequence[str], page: Callable[[str | None], Awaitable[tuple[Sequence[BaseModel], str | None]]]
) -> Response:
    """All rows of a log, newest first. `page(cursor)` gives rows and the cursor of the next ones."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(columns)
    cursor, written = None, 0
    while written < MOST_ROWS:
        rows, cursor = await page(cursor)
        writer.writerows([_cell(getattr(row, column)) for column in columns] for row in rows)
        written += len(rows)
        if cursor is None:
            break
    headers = {"Content-Disposition": attachment(f"{name}.csv"), "Cache-Control": "no-store"}
    return Response(sink.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
