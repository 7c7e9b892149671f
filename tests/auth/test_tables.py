"""What signing in and following an analysis look for is found by an index."""

import pytest

from tests.support.platform import RunningPlatform
from tests.support.store import sql


@pytest.mark.parametrize(
    ("schema", "table", "columns"),
    [
        ("auth", "web_sessions", "(expires_at)"),
        ("auth", "web_sessions", "(user_id)"),
        ("auth", "social_flows", "(expires_at)"),
        ("auth", "throttle", "(since)"),
        ("auth", "one_time_tokens", "(user_id)"),
        ("pose", "runs", "(studio_id, analysis_id)"),
    ],
)
async def test_there_is_an_index(running: RunningPlatform, schema: str, table: str, columns: str) -> None:
    query = "select indexdef from pg_indexes where schemaname = $1 and tablename = $2"
    found = [row["indexdef"] for row in await sql(running.layout, query, schema, table)]
    assert any(index.endswith(columns) for index in found), found
