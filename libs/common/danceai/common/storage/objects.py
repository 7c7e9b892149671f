"""Objects in an S3 store: signed addresses of exact sizes, multipart uploads, checked copies.

Plain S3 through the `minio` client, whose calls block: they run in threads. Services do not use it themselves; what
they are handed (`frame.objects`) writes the ledger first.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import urllib3
from minio import Minio
from minio.datatypes import Part
from minio.error import S3Error

from danceai.common.errors import Conflict, NotFound, Unavailable
from danceai.common.file_names import attachment
from danceai.common.scratch import ScratchFolder
from danceai.common.settings import Settings
from danceai.common.storage.signing import Signer

WRITE_SECONDS = 3600
REGION = "us-east-1"
GONE = ("NoSuchKey", "NoSuchUpload", "NoSuchBucket")
ALTERED = ("InvalidPart", "InvalidPartOrder", "EntityTooSmall")
"""A part is not what somebody says it is"""
REFUSED = 300


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of an object after it was written."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArrivedPart:
    """A part of an upload as the store has it."""

    number: int
    etag: str
    size: int


def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=5, read=60), maxsize=16, retries=urllib3.Retry(total=4, backoff_factor=0.3)
    )


class Storage:
    """The fast tier (and the archive tier, for objects moved there), with one service's key."""

    def __init__(self, settings: Settings) -> None:
        if settings.s3_access_key is None or settings.s3_secret_key is None:
            raise ValueError("This service keeps objects: it needs DANCEAI_S3_ACCESS_KEY and DANCEAI_S3_SECRET_KEY.")
        access, secret = settings.s3_access_key.get_secret_value(), settings.s3_secret_key.get_secret_value()
        public = settings.s3_public_endpoint or settings.s3_endpoint
        told = settings.s3_public_secure
        public_secure = settings.s3_secure if told is None else told
        self._http = _pool()

        def client(endpoint: str, *, secure: bool) -> Minio:
            return Minio(
                endpoint, access_key=access, secret_key=secret, secure=secure, region=REGION, http_client=self._http
            )

        self._client = client(settings.s3_endpoint, secure=settings.s3_secure)
        # Signing is pure computation: these never connect, they only know the name clients use.
        self._public = client(public, secure=public_secure)
        self._signer = Signer(access, secret, settings.s3_endpoint, settings.s3_secure, REGION)
        self._public_signer = Signer(access, secret, public, public_secure, REGION)
        self.link_seconds = settings.link_seconds
        self.upload_link_seconds = settings.upload_link_seconds
        self._keeping = asyncio.Lock()
        self._kept: tuple[ScratchFolder, str, str | None] | None = None
        self.bucket = settings.fast_bucket
        self.archive_bucket = settings.archive_bucket

    async def provision(self) -> None:
        """Create both tiers' buckets where missing; for an administrator's key."""
        for bucket in (self.bucket, self.archive_bucket):
            if not await asyncio.to_thread(self._client.bucket_exists, bucket):
                await asyncio.to_thread(self._client.make_bucket, bucket)

    async def ready(self, key: str) -> None:
        """Raise unless the store answers what this service may ask; there need be no such object."""
        await self.exists(key)

    async def put(self, key: str, data: bytes, content_type: str) -> Stored:
        """Write bytes; the same key is replaced."""
        digest = hashlib.sha256(data).hexdigest()
        await self._call(self._write, key, data, len(data), digest, content_type)
        return Stored(key, len(data), digest)

    async def put_file(self, key: str, path: Path, content_type: str) -> Stored:
        """Stream a file in; memory stays small whatever its size."""

        def write() -> Stored:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                self._write(key, file, size, digest, content_type)
            return Stored(key, size, digest)

        stored: Stored = await self._call(write)
        return stored

    def _write(self, key: str, data: bytes | BinaryIO, size: int, digest: str, content_type: str) -> None:
        """In one request, whatever the size: of parts something could be left behind when a process is killed."""
        headers = {"content-length": str(size), "content-type": content_type, "x-amz-meta-sha256": digest}
        url = self._signer.sign("PUT", f"/{self.bucket}/{key}", WRITE_SECONDS, headers, {})
        answer = self._http.request("PUT", url, body=data, headers=headers)
        if answer.status >= REFUSED:
            raise Unavailable(f"The file store refused a file: {answer.status}.")

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
            await self.size(key)
        except NotFound:
            return False
        return True

    async def size(self, key: str) -> int:
        """Bytes of an object. Raises NotFound."""
        return int((await self._call(self._client.stat_object, self.bucket, key)).size or 0)

    async def delete(self, key: str) -> None:
        """Take an object away; nothing happens when there is none."""
        await self._call(self._client.remove_object, self.bucket, key)

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
        """An address anybody may GET (with ranges) for some minutes."""
        headers: dict[str, str | list[str] | tuple[str]] = {}
        if file_name:
            headers["response-content-disposition"] = attachment(file_name)
        return self._public.presigned_get_object(
            self.bucket, key, expires=timedelta(seconds=self.link_seconds), response_headers=headers
        )

    # The minio client has what follows as private methods only.

    async def start_multipart(self, key: str) -> str:
        """Open a multipart upload and return its id."""
        return str(await self._call(self._client._create_multipart_upload, self.bucket, key, {}))  # noqa: SLF001

    def sign_part(self, key: str, upload_id: str, number: int, size: int) -> str:
        """An address to PUT one part of exactly this size to."""
        query = {"partNumber": str(number), "uploadId": upload_id}
        headers = {"content-length": str(size)}
        return self._public_signer.sign("PUT", f"/{self.bucket}/{key}", self.upload_link_seconds, headers, query)

    async def parts(self, key: str, upload_id: str) -> list[ArrivedPart]:
        """What has arrived of an upload, in order. Raises NotFound when there is no such upload (any more)."""
        found: list[ArrivedPart] = []
        while True:
            after = str(found[-1].number) if found else None
            listed = await self._call(
                self._client._list_parts,  # noqa: SLF001
                self.bucket,
                key,
                upload_id,
                part_number_marker=after,
            )
            found += [ArrivedPart(part.part_number, part.etag.strip('"'), part.size or 0) for part in listed.parts]
            if not listed.is_truncated or not listed.parts:
                return found

    async def complete_multipart(self, key: str, upload_id: str, parts: list[ArrivedPart]) -> None:
        """Put the parts together. Raises NotFound, and Conflict when one has been sent anew meanwhile."""
        listed = [Part(part.number, part.etag) for part in parts]
        complete = self._client._complete_multipart_upload  # noqa: SLF001
        await self._call(complete, self.bucket, key, upload_id, listed)

    async def abort_multipart(self, key: str) -> None:
        """End every unfinished upload of a key and take its parts away, known to us or not."""
        listed = await self._call(
            self._client._list_multipart_uploads,  # noqa: SLF001
            self.bucket,
            prefix=key,
        )
        for upload in listed.uploads:
            if upload.object_name == key:
                await self.abort_one(key, str(upload.upload_id))

    async def abort_one(self, key: str, upload_id: str) -> None:
        """End one unfinished upload; nothing happens when it has ended."""
        try:
            await self._call(self._client._abort_multipart_upload, self.bucket, key, upload_id)  # noqa: SLF001
        except NotFound:
            return

    async def _call(self, function: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return await asyncio.to_thread(function, *arguments, **options)
        except S3Error as error:
            if error.code in GONE:
                raise NotFound(
                    "A file that we have stored is gone. That is our fault; please upload the recording again."
                ) from error
            if error.code in ALTERED:
                raise Conflict("A part of the file has changed on its way. Please send it again.") from error
            raise Unavailable(f"The file store refused: {error.code}.") from error
        except urllib3.exceptions.HTTPError as error:
            raise Unavailable("The file store does not answer.") from error
