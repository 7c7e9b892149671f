"""The services of the release before this one go on working when this one's migrations have run."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from danceai.local.schemas import Schema, newest_revision, obstacles, read
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.previous import Release

RELEASE = Release.read()
MAIN_JOB = "tests/end_to_end/test_main_job.py::test_every_component_is_scored_with_interval_and_coverage"


async def _now(running: RunningPlatform) -> dict[str, Schema]:
    connection = await asyncpg.connect(running.layout.admin_url.replace("+asyncpg", ""))
    try:
        return await read(connection, list(RELEASE.schemas))
    finally:
        await connection.close()


async def test_no_statement_of_the_previous_release_fails(running: RunningPlatform, figure: FigureBook) -> None:
    now = await _now(running)
    found = {name: obstacles(before, now[name]) for name, before in RELEASE.schemas.items()}
    figure("upgrade.obstacles", sum(map(len, found.values())), "", "<= 0")
    assert not any(found.values()), f"{RELEASE.version} stumbles over {found}"
    assert sum(len(schema["tables"]) for schema in RELEASE.schemas.values()) > len(RELEASE.schemas)


def test_the_previous_release_does_its_main_job_on_this_schema(tmp_path: Path) -> None:
    if all(newest_revision(name) == before["revision"] for name, before in RELEASE.schemas.items()):
        pytest.skip(f"no schema has changed since {RELEASE.version}")
    if not RELEASE.is_here:
        pytest.skip(f"this clone does not go back to {RELEASE.version}")
    RELEASE.lay_out(tmp_path)
    told = RELEASE.test(tmp_path, MAIN_JOB, timeout=200)
    assert told.returncode == 0, told.stdout[-3000:]


TABLE: dict[str, Any] = {
    "open": True,
    "columns": {
        "id": {"type": "uuid", "always": True, "filled": False},
        "note": {"type": "text", "always": False, "filled": False},
        "kind": {"type": "text", "always": True, "filled": True},
    },
    "unique": ["id"],
    "rules": [],
    "fences": ["studio"],
}
SCHEMA: Schema = {"revision": "1", "functions": ["reach(a)"], "tables": {"things": TABLE}}


def _column(name: str, **told: Any) -> Callable[[Schema], None]:
    return lambda schema: schema["tables"]["things"]["columns"].setdefault(name, {}).update(told)


def _list(name: str, *values: str) -> Callable[[Schema], None]:
    return lambda schema: schema["tables"]["things"].update({name: list(values)})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda schema: schema["tables"].clear(), "things: the table is gone"),
        (lambda schema: schema["functions"].clear(), "reach(a): the function is gone"),
        (lambda schema: schema["tables"]["things"]["columns"].pop("note"), "note: the column is gone"),
        (_column("note", type="jsonb"), "note: was text, is jsonb"),
        (_column("note", always=True), "note: may be empty no more"),
        (_column("id", always=False), "id: may be empty now"),
        (_column("kind", filled=False), "kind: has no default any more"),
        (_column("new", type="text", always=True, filled=False), "new: is new and must be told"),
        (_list("unique"), "unique (id): gone"),
        (_list("unique", "id", "note"), "unique (note): new"),
        (_list("rules", "CHECK (a > 0)"), "rule CHECK (a > 0): new"),
        (_list("fences", "nobody"), "fences: are others"),
        (lambda schema: schema["tables"]["things"].update(open=False), "rights:"),
    ],
)
def test_a_migration_that_breaks_it_is_found(change: Callable[[Schema], None], what: str) -> None:
    now = copy.deepcopy(SCHEMA)
    change(now)
    [found] = obstacles(SCHEMA, now)
    assert what in found


@pytest.mark.parametrize(
    "change",
    [
        _column("new", type="text", always=True, filled=True),
        _column("new", type="text", always=False, filled=False),
        _column("note", filled=True),
        lambda schema: schema["tables"].update(others=TABLE),
    ],
)
def test_a_migration_that_only_adds_is_none(change: Callable[[Schema], None]) -> None:
    now = copy.deepcopy(SCHEMA)
    change(now)
    assert obstacles(SCHEMA, now) == []
