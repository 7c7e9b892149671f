"""The database as its catalogue tells it, and what in a newer one the services before it would stumble over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
from alembic.config import Config
from alembic.script import ScriptDirectory

from danceai.common.database import migrations
from danceai.common.frame.discovery import migrations_of

TABLES = """
    select schema.nspname as service, cls.relname as name, cls.oid as oid,
        (select bool_and(has_table_privilege('danceai_' || schema.nspname, cls.oid, may))
            from unnest(array['select', 'insert', 'update', 'delete']) may) as open
    from pg_class cls join pg_namespace schema on schema.oid = cls.relnamespace
    where schema.nspname = any($1) and cls.relkind = 'r' and cls.relname <> 'alembic_version' order by 1, 2
"""
COLUMNS = """
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as always,
        atthasdef or attidentity <> '' as filled
    from pg_attribute where attrelid = $1 and attnum > 0 and not attisdropped order by attnum
"""
UNIQUE = """
    select string_agg(attname, ', ' order by place) || coalesce(' where ' || pg_get_expr(indpred, indrelid), '') as what
    from pg_index, unnest(indkey::int2[]) with ordinality as key(number, place)
        left join pg_attribute on attnum = key.number where indrelid = $1 and attrelid = $1 and indisunique
    group by indexrelid, indpred, indrelid order by 1
"""
RULES = (
    "select pg_get_constraintdef(oid) from pg_constraint where conrelid = $1 and contype in ('c', 'f', 'x') order by 1"
)
FENCES = """
    select format('%s %s using %s check %s', polname, polcmd, pg_get_expr(polqual, polrelid),
        pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid = $1 order by 1
"""
FUNCTIONS = """
    select format('%s(%s) %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid))
    from pg_proc where pronamespace = to_regnamespace($1) order by 1
"""

Schema = dict[str, Any]
"""revision; functions; tables by name: open, columns by name (type, always, filled), unique, rules, fences"""


async def read(connection: asyncpg.Connection, services: list[str]) -> dict[str, Schema]:
    """Each service's schema."""
    found: dict[str, Schema] = {}
    for service in services:
        revision = await connection.fetchval(f'select version_num from "{service}".alembic_version')  # noqa: S608 - our own names
        functions = [row[0] for row in await connection.fetch(FUNCTIONS, service)]
        found[service] = {"revision": revision, "functions": functions, "tables": {}}
    for table in await connection.fetch(TABLES, services):
        columns = [dict(row) for row in await connection.fetch(COLUMNS, table["oid"])]
        lists = {
            name: [row[0] for row in await connection.fetch(query, table["oid"])]
            for name, query in (("unique", UNIQUE), ("rules", RULES), ("fences", FENCES))
        }
        found[table["service"]]["tables"][table["name"]] = {
            "open": table["open"],
            "columns": {column.pop("name"): column for column in columns},
            **lists,
        }
    return found


def newest_revision(service: str) -> str | None:
    """Where its migrations lead."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent / "alembic_environment"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(migrations_of(service)))
    return ScriptDirectory.from_config(config).get_current_head()


def obstacles(before: Schema, now: Schema) -> list[str]:
    """What of a schema's changes makes statements fail, or answers unreadable, of the version before."""
    found = [f"{name}: the function is gone" for name in before["functions"] if name not in now["functions"]]
    for name, table in before["tables"].items():
        if name in now["tables"]:
            found += [f"{name}.{what}" for what in _of_table(table, now["tables"][name])]
        else:
            found.append(f"{name}: the table is gone")
    return found


def _of_table(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    found = [
        f"{name}: {what}"
        for name, column in before["columns"].items()
        for what in _of_column(column, now["columns"].get(name))
    ]
    found += [
        f"{name}: is new and must be told"
        for name, column in now["columns"].items()
        if name not in before["columns"] and column["always"] and not column["filled"]
    ]
    found += [f"unique ({key}): gone, and was relied upon" for key in before["unique"] if key not in now["unique"]]
    found += [f"unique ({key}): new, and was not kept" for key in now["unique"] if key not in before["unique"]]
    found += [f"rule {rule}: new, and was not kept" for rule in now["rules"] if rule not in before["rules"]]
    if before["fences"] != now["fences"]:
        found.append("fences: are others")
    if before["open"] and not now["open"]:
        found.append("rights: the service's role has lost some")
    return found


def _of_column(before: dict[str, Any], now: dict[str, Any] | None) -> Iterator[str]:
    if now is None:
        yield "the column is gone"
        return
    if now["type"] != before["type"]:
        yield f"was {before['type']}, is {now['type']}"
    if now["always"] and not before["always"]:
        yield "may be empty no more, and was left empty"
    if before["always"] and not now["always"]:
        yield "may be empty now, and was never read so"
    if before["filled"] and not now["filled"] and now["always"]:
        yield "has no default any more, and was left out"
