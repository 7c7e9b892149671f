"""What earlier versions have stored can still be read."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from danceai.common.contracts.base import Camera
from danceai.common.database.engine import Database
from danceai.common.database.migrations import RoleLogin, migrate, provision_roles
from danceai.common.frame.discovery import migrations_of
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Actor, Reach, Role
from danceai.common.settings import ServiceSettings
from danceai.scoring.tables import AnalysisRow
from tests.support.platform import RunningPlatform

NAME = "scored_before"
STUDIO, ANALYSIS = uuid4(), uuid4()
VIDEO = {"id": str(uuid4()), "session_id": str(uuid4()), "camera": "A", "file_name": "a.mp4", "size_bytes": 1}
VIDEO |= {"state": "ready", "error_code": None, "error_message": None, "quality": [], "crop": None}
VIDEO |= {"original_key": "o", "rendition_key": "r/rendition.mp4", "audio_key": "r/audio.flac"}
INSERT = (
    "insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, configuration, "
    "videos, poses, result, files, created_by) "
    "values ($1, $2, $3, $3, 'waltz', 'en', 'done', '{}', $4, $5, $6, '{}', $3)"
)


@pytest.fixture
async def database(running: RunningPlatform) -> AsyncIterator[str]:
    """Another database on the same server, with scoring as it was before cameras told more than coverage."""
    admin = await asyncpg.connect(running.layout.admin_url.replace("+asyncpg", ""))
    await admin.execute(f"create database {NAME}")
    url = running.layout.admin_url.removesuffix("/postgres") + f"/{NAME}"
    await provision_roles(url, [RoleLogin("scoring", running.layout.passwords["scoring"])])
    await migrate(url, "scoring", migrations_of("scoring"), "scoring_0002")
    yield url
    await admin.execute(f"drop database {NAME} with (force)")
    await admin.close()


async def test_an_analysis_of_the_first_version_is_read_like_one_of_today(
    database: str, running: RunningPlatform, finished_sample: dict[str, Any]
) -> None:
    """The schema is brought up from that version as an update of the product does it."""
    stored = finished_sample["result"]
    old = {key: value for key, value in stored.items() if key not in ("cameras", "excluded", "latency_ms")}
    old |= {"pose_coverage": {"A": 0.93}, "notes": []}
    facts: dict[str, Any] = {
        "frames": 270,
        "fps": 30.0,
        "width": 1280,
        "height": 720,
        "seconds": 9.0,
        "has_audio": True,
    }
    facts |= {"original_width": 1280, "original_height": 720, "original_fps": 30.0, "variable_rate": False}
    facts |= {"rotation": 0, "codec": "h264"}
    kept = {"poses_key": "p", "bodies_key": "b", "track_key": "t", "model": "m", "coverage": 0.93}
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    videos, poses = [VIDEO | {"facts": facts}], {"A": kept}
    await connection.execute(
        INSERT, STUDIO, ANALYSIS, UUID(str(VIDEO["session_id"])), *map(json.dumps, (videos, poses, old))
    )
    await migrate(database, "scoring", migrations_of("scoring"))
    forced = await connection.fetchval(
        "select relforcerowsecurity from pg_class where oid = 'scoring.analyses'::regclass"
    )
    await connection.close()
    assert forced, "the fence is closed again"
    row = await _read(running.layout.database_url("scoring").removesuffix("/postgres") + f"/{NAME}")
    assert row.result is not None
    assert row.result.cameras[Camera.A].coverage == 0.93
    assert [c.score for c in row.result.components] == [c["score"] for c in stored["components"]]
    film = row.films[Camera.A]
    assert (film.rendition_key, film.audio_key, film.facts.frames) == ("r/rendition.mp4", "r/audio.flac", 270)
    assert row.poses[Camera.A].poses_key == "p"


async def _read(url: str) -> AnalysisRow:
    opened = Database(url)
    actor = Actor(user_id=uuid4(), studio_id=STUDIO, role=Role.STUDIO_ADMIN)
    try:
        async with opened.tenant_transaction(STUDIO) as session:
            return await UnitOfWork(session, actor, Reach.STUDIO, ServiceSettings()).find(AnalysisRow, ANALYSIS)
    finally:
        await opened.close()
