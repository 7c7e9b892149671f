"""Objects of one studio in an S3 store: signed addresses, multipart uploads, checked copies.

Plain S3 through the `minio` client, whose calls block: they run in threads.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import urllib3
from minio import Minio
from minio.datatypes import Part
from minio.error import S3Error

from danceai.common.errors import NotFound, Unavailable
from danceai.common.scratch import ScratchFolder
from danceai.common.settings import Settings

LINK_SECONDS = 6 * 3600
REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of an object after it was written."""

    key: str
    size: int
    sha256: str


def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=5, read=60), maxsize=16, retries=urllib3.Retry(total=4, backoff_factor=0.3)
    )


class Storage:
    """The fast tier (and the archive tier, for objects moved there)."""

    def __init__(self, settings: Settings) -> None:
        def client(endpoint: str) -> Minio:
            return Minio(
                endpoint,
                access_key=settings.s3_access_key.get_secret_value(),
                secret_key=settings.s3_secret_key.get_secret_value(),
                secure=settings.s3_secure,
                region=REGION,
                http_client=_pool(),
            )

        self._client = client(settings.s3_endpoint)
        # Signing is pure computation: this client never connects, it only knows the name clients use.
        self._public = client(settings.s3_public_endpoint or settings.s3_endpoint)
        self._keeping = asyncio.Lock()
        self._kept: tuple[ScratchFolder, str, str | None] | None = None
        self.bucket = settings.fast_bucket
        self.archive_bucket = settings.archive_bucket

    async def provision(self) -> None:
        """Create both tiers' buckets where missing."""
        for bucket in (self.bucket, self.archive_bucket):
            if not await asyncio.to_thread(self._client.bucket_exists, bucket):
                await asyncio.to_thread(self._client.make_bucket, bucket)

    async def ready(self) -> None:
        """Raise unless the store answers."""
        await asyncio.to_thread(self._client.bucket_exists, self.bucket)

    async def put(self, key: str, data: bytes, content_type: str) -> Stored:
        """Write bytes; the same key is replaced."""
        digest = hashlib.sha256(data).hexdigest()
        await self._call(
            self._client.put_object,
            self.bucket,
            key,
            BytesIO(data),
            len(data),
            content_type,
            metadata={"sha256": digest},
        )
        return Stored(key, len(data), digest)

    async def put_file(self, key: str, path: Path, content_type: str) -> Stored:
        """Stream a file in; memory stays small whatever its size."""

        def measured() -> tuple[int, str]:
            with path.open("rb") as file:
                return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()

        size, digest = await asyncio.to_thread(measured)
        await self._call(
            self._client.fput_object, self.bucket, key, str(path), content_type, metadata={"sha256": digest}
        )
        return Stored(key, size, digest)

    async def get(self, key: str) -> bytes:
        """Read a small object whole. Raises NotFound."""

        def read() -> bytes:
            response = self._client.get_object(self.bucket, key)
            try:
                return response.read()
            finally:
                response.close()
                response.release_conn()

        return bytes(await self._call(read))

    async def exists(self, key: str) -> bool:
        """Whether the object is there."""
        try:
            await self._call(self._client.stat_object, self.bucket, key)
        except NotFound:
            return False
        return True

    @asynccontextmanager
    async def local_copy(self, key: str, suffix: str = "", *, keep: bool = False) -> AsyncIterator[Path]:
        """The object as a local file for as long as the block lasts. Raises NotFound.

        `keep` holds the last such object back: many jobs in a row that read the same video fetch it once.
        """
        with ScratchFolder("object") as folder:
            path = folder / f"object{suffix}"
            if keep:
                await self._link_kept(key, path)
            else:
                await self._call(self._client.fget_object, self.bucket, key, str(path))
            yield path

    async def _link_kept(self, key: str, path: Path) -> None:
        """Give the kept object another name, so that it stays readable when the next one takes its place."""
        async with self._keeping:
            found = await self._call(self._client.stat_object, self.bucket, key)
            if self._kept is None or self._kept[1:] != (key, found.etag):
                folder = ScratchFolder("kept")
                try:
                    await self._call(self._client.fget_object, self.bucket, key, str(folder.path / "object"))
                except BaseException:
                    folder.clean_up()
                    raise
                if self._kept is not None:
                    self._kept[0].clean_up()
                self._kept = folder, key, found.etag
            os.link(self._kept[0].path / "object", path)

    def sign_get(self, key: str, file_name: str | None = None) -> str:
        """An address anybody may GET (with ranges) for some hours."""
        headers: dict[str, str | list[str] | tuple[str]] = {}
        if file_name:
            headers["response-content-disposition"] = f'attachment; filename="{file_name}"'
        return self._public.presigned_get_object(
            self.bucket, key, expires=timedelta(seconds=LINK_SECONDS), response_headers=headers
        )

    async def start_multipart(self, key: str) -> str:
        """Open a multipart upload and return its id. The minio client has these calls as private methods only."""
        return str(await self._call(self._client._create_multipart_upload, self.bucket, key, {}))  # noqa: SLF001

    def sign_part(self, key: str, upload_id: str, number: int) -> str:
        """An address to PUT one part to."""
        return self._public.get_presigned_url(
            "PUT",
            self.bucket,
            key,
            expires=timedelta(seconds=LINK_SECONDS),
            extra_query_params={"partNumber": str(number), "uploadId": upload_id},
        )

    async def complete_multipart(self, key: str, upload_id: str, parts: list[tuple[int, str]]) -> None:
        """Put the parts (number, ETag) together."""
        listed = [Part(number, etag) for number, etag in sorted(parts)]
        complete = self._client._complete_multipart_upload  # noqa: SLF001
        await self._call(complete, self.bucket, key, upload_id, listed)

    async def size(self, key: str) -> int:
        """Bytes of an object. Raises NotFound."""
        return int((await self._call(self._client.stat_object, self.bucket, key)).size or 0)

    async def _call(self, function: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return await asyncio.to_thread(function, *arguments, **options)
        except S3Error as error:
            if error.code in ("NoSuchKey", "NoSuchUpload", "NoSuchBucket"):
                raise NotFound("The stored file is gone.") from error
            raise Unavailable(f"The file store refused: {error.code}.") from error
        except urllib3.exceptions.HTTPError as error:
            raise Unavailable("The file store does not answer.") from error
