"""Files of models that were trained here: kept in the database, and brought to whichever worker runs one.

A studio's part of the object store is its own, and a model is everybody's; so its file lies beside its entry.
"""

import asyncio
import hashlib
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.frame.contexts import Context
from danceai.common.scratch import ScratchFolder
from danceai.pose.models.entry import ModelEntry, ModelInUse
from danceai.pose.tables import ModelFileRow

TUNED = "tuned-"
"""How their sources begin"""


def name_source(data: bytes) -> str:
    """What a file is called: made of what is in it."""
    return f"{TUNED}{hashlib.sha256(data).hexdigest()[:24]}.tflite"


@cache
def _folder() -> Path:
    """This process's own, gone with it."""
    return ScratchFolder("tuned-models").path


def locate_tuned(source: str) -> Path | None:
    """The file, where it has been brought to this process."""
    path = _folder() / source
    return path if source.startswith(TUNED) and path.is_file() else None


def put_there(source: str, data: bytes) -> None:
    """Have the file in this process, whole or not at all."""
    waiting = _folder() / f"{source}.part"
    waiting.write_bytes(data)
    waiting.replace(_folder() / source)


async def store(session: AsyncSession, source: str, data: bytes) -> None:
    """Keep a file; one that is there is the same."""
    await session.execute(insert(ModelFileRow).values(source=source, data=data).on_conflict_do_nothing())


async def bring_files(context: Context, model: ModelInUse) -> None:
    """Have the files of a model in this process that were trained here; others lie on this machine anyway."""
    for entry in (model.entry, model.people):
        if entry is None or not _is_missing(entry):
            continue
        async with context.transaction() as work:
            data = await work.db.scalar(select(ModelFileRow.data).where(ModelFileRow.source == entry.source))
        if data is not None:  # otherwise loading it says that it is missing
            await asyncio.to_thread(put_there, entry.source, data)


def _is_missing(entry: ModelEntry) -> bool:
    return entry.source.startswith(TUNED) and locate_tuned(entry.source) is None
