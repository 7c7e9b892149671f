"""The ledger of objects: what is in the store, whose it is, and until when.

A line is written before the first byte is sent, with a day on which the collector takes the object away. The
transaction that records what the object is for takes that day off the line (`keep`); a transaction that wants it no
more sets it to now (`drop`). What a killed process has left behind is thereby collected like anything else.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.database.tables import ObjectRow
from danceai.common.errors import Unavailable
from danceai.common.storage.keys import Kind, place_of

BEING_TAKEN = "This file is just being tidied away. Please try again in a minute."


async def enter(session: AsyncSession, key: str, kind: Kind, size: int, due_at: datetime) -> str | None:
    """Write the line of an object that is about to be sent; one that is wanted stays wanted.

    Returns the multipart upload that is open for it. Raises Unavailable while the collector is at it.
    """
    place = place_of(key)
    line = insert(ObjectRow).values(
        key=key,
        studio_id=place.studio_id,
        folder=place.folder,
        owner_id=place.owner_id,
        kind=kind.value,
        size=size,
        due_at=due_at,
    )
    later = func.greatest(ObjectRow.due_at, line.excluded.due_at)
    entered = line.on_conflict_do_update(
        index_elements=[ObjectRow.key],
        set_={
            "kind": line.excluded.kind,
            "size": line.excluded.size,
            "due_at": case((ObjectRow.due_at.is_(None), None), else_=later),
        },
        where=~ObjectRow.taken,
    ).returning(ObjectRow.key, ObjectRow.upload_id)
    found = (await session.execute(entered)).first()
    if found is None:
        raise Unavailable(BEING_TAKEN)
    upload_id: str | None = found.upload_id
    return upload_id


async def note_upload(session: AsyncSession, key: str, upload_id: str, instead_of: str | None) -> str | None:
    """Note the multipart upload of a key unless somebody else has noted one; returns the one that counts.

    instead_of: what stood there, if anything. None is returned when the line is gone, or the collector is at it.
    """
    as_it_was = ObjectRow.upload_id.is_not_distinct_from(instead_of)
    mine = update(ObjectRow).where(ObjectRow.key == key, as_it_was, ~ObjectRow.taken)
    await session.execute(mine.values(upload_id=upload_id))
    return await session.scalar(select(ObjectRow.upload_id).where(ObjectRow.key == key, ~ObjectRow.taken))


async def upload_of(session: AsyncSession, key: str) -> str | None:
    """The multipart upload that is open for a key."""
    return await session.scalar(select(ObjectRow.upload_id).where(ObjectRow.key == key))


async def keep(session: AsyncSession, keys: Collection[str]) -> None:
    """Some row wants these from now on. Raises Unavailable when one has been taken away meanwhile: send it again."""
    if not keys:
        return
    wanted = update(ObjectRow).where(ObjectRow.key.in_(keys), ~ObjectRow.taken)
    kept = await session.execute(wanted.values(due_at=None, upload_id=None).returning(ObjectRow.key))
    if len(kept.all()) < len(set(keys)):
        raise Unavailable(BEING_TAKEN)


async def drop(session: AsyncSession, studio_id: UUID, under: str) -> None:
    """No row wants the object of this key, or those below it, any more."""
    below = (ObjectRow.key == under) | ObjectRow.key.startswith(f"{under}/", autoescape=True)
    mine = update(ObjectRow).where(ObjectRow.studio_id == studio_id, below)
    await session.execute(mine.values(due_at=func.now()))


async def take(session: AsyncSession, most: int, until: datetime) -> list[str]:
    """Take on objects that are due: nobody writes or keeps them now. Not forgotten by then, they are due again."""
    due = (
        select(ObjectRow.key)
        .where(ObjectRow.due_at <= func.now())
        .order_by(ObjectRow.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = update(ObjectRow).where(ObjectRow.key.in_(due)).values(taken=True, due_at=until)
    return list((await session.scalars(taken.returning(ObjectRow.key))).all())


async def forget(session: AsyncSession, key: str) -> None:
    """The object is gone: so is its line."""
    await session.execute(delete(ObjectRow).where(ObjectRow.key == key, ObjectRow.taken))
