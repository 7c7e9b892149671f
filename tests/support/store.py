"""The object store as its administrator sees it, and a service's process in the test's own hands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from minio import Minio

from danceai.common.frame.discovery import load_service
from danceai.common.frame.housekeeping import collect_objects
from danceai.common.frame.running import RunningService
from danceai.common.settings import Settings
from danceai.local.layout import Layout


def store_client(settings: Settings) -> Minio:
    """S3 with somebody's key."""
    assert settings.s3_access_key is not None and settings.s3_secret_key is not None
    return Minio(
        settings.s3_endpoint,
        access_key=settings.s3_access_key.get_secret_value(),
        secret_key=settings.s3_secret_key.get_secret_value(),
        secure=False,
        region="us-east-1",
    )


def everything_stored(layout: Layout, under: str = "") -> dict[str, int]:
    """Bytes by object, parts of unfinished uploads included."""
    settings = layout.store_admin()
    admin, bucket = store_client(settings), settings.fast_bucket
    found = {str(one.object_name): int(one.size or 0) for one in admin.list_objects(bucket, under, recursive=True)}
    for upload in admin._list_multipart_uploads(bucket, prefix=under).uploads:  # noqa: SLF001
        parts = admin._list_parts(bucket, upload.object_name, str(upload.upload_id)).parts  # noqa: SLF001
        found[f"{upload.object_name}?{upload.upload_id}"] = sum(part.size or 0 for part in parts)
    return found


@asynccontextmanager
async def process_of(layout: Layout, name: str) -> AsyncIterator[RunningService]:
    """What a process of a service holds, with the service's own role and key."""
    service = load_service(name)
    bus = await layout.connect(name)
    running = RunningService(service, layout.settings(name), service.settings(**layout.own(name)), bus)
    yield running
    await running.close()
    await bus.close()


async def collected(layout: Layout, name: str) -> int:
    """One round of a service's collector."""
    async with process_of(layout, name) as process:
        return await collect_objects(process)


async def sql(layout: Layout, statement: str, *values: Any) -> list[Any]:
    """A statement as the database's superuser."""
    connection = await asyncpg.connect(layout.admin_url.replace("+asyncpg", ""))
    try:
        return list(await connection.fetch(statement, *values))
    finally:
        await connection.close()
