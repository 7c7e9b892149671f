"""The object store and the database as their administrators see them."""

from typing import Any

import asyncpg
from minio import Minio

from danceai.common.frame.housekeeping import collect_objects
from danceai.common.settings import Settings
from danceai.local.layout import Layout
from tests.support.beside import process_of


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
