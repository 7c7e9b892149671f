"""The object store as handlers are handed it: of one studio, and with the ledger written before anything is sent."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from danceai.common.errors import NotFound, Unavailable
from danceai.common.frame import ledger
from danceai.common.observability import metrics
from danceai.common.storage.keys import Kind, place_of
from danceai.common.storage.objects import ArrivedPart, Storage

if TYPE_CHECKING:
    from danceai.common.frame.running import RunningService


class Objects:
    """Reading objects of one studio, and uploads that others send the parts of."""

    def __init__(self, running: "RunningService", studio_id: UUID) -> None:
        self._running = running
        self._studio_id = studio_id

    def _store(self, key: str) -> Storage:
        """The store, for an object of this studio. Raises NotFound for anybody else's."""
        if not key.startswith(f"{self._studio_id}/"):
            raise NotFound("This file does not exist.")
        return self._running.storage

    def _writable(self, key: str) -> Storage:
        """The store, for an object this service writes. Raises ValueError for others': a defect of ours."""
        store = self._store(key)
        if place_of(key).folder not in self._running.service.objects.writes:
            raise ValueError(f"{self._running.service.name} does not write {key}")
        return store

    async def get(self, key: str) -> bytes:
        """Read a small object whole. Raises NotFound."""
        return await self._store(key).get(key)

    async def exists(self, key: str) -> bool:
        """Whether the object is there."""
        return await self._store(key).exists(key)

    async def size(self, key: str) -> int:
        """Bytes of an object. Raises NotFound."""
        return await self._store(key).size(key)

    @asynccontextmanager
    async def local_copy(self, key: str, suffix: str = "", *, keep: bool = False) -> AsyncIterator[Path]:
        """The object as a local file for as long as the block lasts; `keep` holds the last one back."""
        async with self._store(key).local_copy(key, suffix, keep=keep) as path:
            yield path

    def sign_get(self, key: str, file_name: str | None = None) -> str:
        """An address anybody may GET (with ranges) for a while."""
        return self._store(key).sign_get(key, file_name)

    async def open_upload(self, key: str, size: int, hours: float, kind: Kind = Kind.ORIGINAL) -> str:
        """The upload whose parts others send: opened, or the one that is open. It is aborted when nobody ends it."""
        store, due_at = self._writable(key), datetime.now(UTC) + timedelta(hours=hours)
        async with self._running.database.tenant_transaction(self._studio_id) as session:
            open_one = await ledger.enter(session, key, kind, size, due_at)
        if open_one is not None and await self._still_open(key, open_one):
            return open_one
        opened = await store.start_multipart(key)
        async with self._running.database.tenant_transaction(self._studio_id) as session:
            counts = await ledger.note_upload(session, key, opened, instead_of=open_one)
        if counts != opened:
            await store.abort_one(key, opened)
        if counts is None:
            raise Unavailable(ledger.BEING_TAKEN)
        return counts

    async def _still_open(self, key: str, upload_id: str) -> bool:
        try:
            await self.parts(key, upload_id)
        except NotFound:
            return False
        return True

    async def upload_of(self, key: str) -> str | None:
        """The upload that is open for a key; None when there is none (any more)."""
        async with self._running.database.tenant_transaction(self._studio_id) as session:
            return await ledger.upload_of(session, key)

    def sign_part(self, key: str, upload_id: str, number: int, size: int) -> str:
        """An address to PUT one part of exactly this size to."""
        return self._writable(key).sign_part(key, upload_id, number, size)

    async def parts(self, key: str, upload_id: str) -> list[ArrivedPart]:
        """What has arrived of an upload, in order. Raises NotFound when there is no such upload (any more)."""
        return await self._store(key).parts(key, upload_id)

    async def end_upload(self, key: str, upload_id: str, parts: list[ArrivedPart]) -> None:
        """Make one object of the parts; whoever else does it at the same moment does the same.

        Raises NotFound, and Conflict when a part has been sent anew meanwhile.
        """
        store = self._writable(key)
        await store.complete_multipart(key, upload_id, parts)
        await store.abort_multipart(key)  # one that a killed process has opened and told nobody of


class JobObjects(Objects):
    """The same for jobs, which also write: what they have written is kept when they conclude."""

    def __init__(self, running: "RunningService", studio_id: UUID) -> None:
        super().__init__(running, studio_id)
        self.written: set[str] = set()

    async def put(self, key: str, kind: Kind, data: bytes, content_type: str) -> None:
        """Write bytes; the same key is replaced."""
        store = self._writable(key)
        await self._enter(key, kind, len(data))
        await store.put(key, data, content_type)

    async def put_file(self, key: str, kind: Kind, path: Path, content_type: str) -> None:
        """Stream a file in; memory stays small whatever its size."""
        store = self._writable(key)
        await self._enter(key, kind, await asyncio.to_thread(os.path.getsize, path))
        await store.put_file(key, path, content_type)

    async def _enter(self, key: str, kind: Kind, size: int) -> None:
        due_at = datetime.now(UTC) + timedelta(hours=self._running.settings.orphan_hours)
        async with self._running.database.tenant_transaction(self._studio_id) as session:
            await ledger.enter(session, key, kind, size, due_at)
        metrics.STORED.labels(kind).inc(size)
        self.written.add(key)
