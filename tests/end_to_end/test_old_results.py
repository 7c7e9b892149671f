"""What earlier versions have stored can still be read."""

import json
from typing import Any
from uuid import UUID

import asyncpg

from danceai.common.database.migrations import migrate
from danceai.local.client import Client
from tests.support.platform import RunningPlatform


async def test_a_result_from_before_cameras_told_more_than_coverage(
    running: RunningPlatform, trainer: Client, finished_sample: dict[str, Any]
) -> None:
    """The schema is put back to the version before and brought up again, as an update of the product does it."""
    again = trainer.call("POST", f"/v1/analyses/{finished_sample['id']}/rescore", {"language": "de"})
    stored = trainer.finished(again["id"])["result"]
    old = {key: value for key, value in stored.items() if key not in ("cameras", "excluded", "latency_ms")}
    old |= {"pose_coverage": {"A": 0.93}, "notes": []}
    connection = await asyncpg.connect(running.layout.admin_url.replace("+asyncpg", ""))
    await connection.execute("set search_path to scoring")
    change = "update analyses set result = $1::jsonb where id = $2"
    await connection.execute(change, json.dumps(old), UUID(again["id"]))
    await connection.execute("update alembic_version set version_num = 'scoring_0002'")
    await migrate(running.layout.admin_url, "scoring")
    forced = await connection.fetchval("select relforcerowsecurity from pg_class where oid = 'analyses'::regclass")
    await connection.close()
    assert forced, "the fence is closed again"
    read = trainer.call("GET", f"/v1/analyses/{again['id']}")["result"]
    assert read["cameras"]["A"]["coverage"] == 0.93
    assert read["components"] == stored["components"]
