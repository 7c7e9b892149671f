"""Frames: listed, held, saved, thrown out."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from danceai.common.contracts.account import GetProfile
from danceai.common.contracts.base import Done
from danceai.common.contracts.frames import (
    DeleteUnusableFrames,
    Frame,
    Frames,
    FrameState,
    GetFrame,
    HoldFrame,
    LeaveFrame,
    ListFrames,
    SaveFrame,
    WantedFrames,
)
from danceai.common.errors import Conflict
from danceai.common.frame.contexts import Context
from danceai.common.frame.objects import Objects
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.datasets import DATASET
from danceai.training.people import confidence_by_hand
from danceai.training.tables import DatasetRow, FrameRow

HELD = timedelta(minutes=2)
"""How long somebody has a frame who is not heard of any more"""
HAND = "hand"
IN_TIME = Order(FrameRow.analysis_id, FrameRow.camera, FrameRow.number)
WORST = Order(FrameRow.suspicion, FrameRow.id, newest=True)


class FrameChanged(Conflict):
    """Somebody else has saved it meanwhile; nothing is written over."""

    code = "frame_changed"


class FrameHeld(Conflict):
    """Somebody else is at it."""

    code = "frame_held"


def is_held(row: FrameRow) -> bool:
    """Whether somebody is at it."""
    return row.held_until is not None and row.held_until > datetime.now(UTC)


UNTOUCHED = (FrameRow.state == FrameState.NEW.value) & (FrameRow.annotated_by != HAND) & ~FrameRow.gone
"""Frames that nobody has said or put anything in"""


def is_free(row: FrameRow) -> bool:
    """Whether models, files and selections may change or take away a frame that is locked: untouched, not held."""
    return row.state == FrameState.NEW and row.annotated_by != HAND and not row.gone and not is_held(row)


def _holder(row: FrameRow, work: UnitOfWork) -> str | None:
    """Who else is at it."""
    return row.holder if is_held(row) and row.held_by != work.actor.user_id else None


def _to_reply(row: FrameRow, holder: str | None, storage: Objects) -> Frame:
    return Frame(
        id=row.id,
        dataset_id=row.dataset_id,
        analysis_id=row.analysis_id,
        camera=row.camera,
        number=row.number,
        second=row.second,
        width=row.width,
        height=row.height,
        state=row.state,
        reason=row.reason,
        suspicion=row.suspicion,
        suspicions=row.suspicions,
        people=row.people,
        confidence=row.confidence,
        version=row.version,
        annotated_by=row.annotated_by,
        changed_at=row.changed_at,
        held_by=holder,
        held_until=row.held_until if holder else None,
        thumbnail=storage.sign_get(row.thumbnail_key),
        picture=storage.sign_get(row.picture_key),
    )


def wanted(work: UnitOfWork, dataset_id: UUID, request: WantedFrames) -> Select[Any]:
    """The frames of a dataset that are worked through."""
    query: Select[Any] = work.visible(FrameRow).where(FrameRow.dataset_id == dataset_id, ~FrameRow.gone)
    if request.state is not None:
        query = query.where(FrameRow.state == request.state.value)
    if request.reason is not None:
        query = query.where(FrameRow.reason == request.reason.value)
    if request.suspicion is not None:
        query = query.where(FrameRow.suspicions.contains([request.suspicion.value]))
    return query


async def list_frames(request: ListFrames, context: Context) -> Frames:
    """A page of a dataset's frames. Raises NotFound, Forbidden."""
    async with context.transaction() as work:
        await work.find(DatasetRow, request.dataset_id)
        query = wanted(work, request.dataset_id, request)
        if request.changed_since is not None:
            query = query.where(FrameRow.changed_at >= request.changed_since)
        page = await find_page(work, query, WORST if request.order == "worst" else IN_TIME, request)
        frames = [_to_reply(row, _holder(row, work), context.storage) for row in page.rows]
    found, following = page.fit(frames)
    return Frames(frames=found, next_cursor=following)


async def get_frame(request: GetFrame, context: Context) -> Frame:
    """One of them. Raises NotFound, Forbidden."""
    async with context.transaction() as work:
        row = await work.find(FrameRow, request.frame_id)
        return _to_reply(row, _holder(row, work), context.storage)


async def hold_frame(request: HoldFrame, context: Context) -> Frame:
    """Be at it; where somebody else is, the answer says who. Raises NotFound, Forbidden."""
    name = (await context.ask(GetProfile())).name
    async with context.transaction() as work:
        row = await work.find(FrameRow, request.frame_id, lock=True)
        holder = _holder(row, work)
        if holder is None:
            if not is_held(row):
                work.touch(DATASET, row.dataset_id)  # others see it at once; that it goes on is no news
            row.held_by, row.holder, row.held_until = work.actor.user_id, name, datetime.now(UTC) + HELD
        return _to_reply(row, holder, context.storage)


async def leave_frame(request: LeaveFrame, work: UnitOfWork) -> Done:
    """Let others at it. Raises NotFound, Forbidden."""
    row = await work.find(FrameRow, request.frame_id, lock=True)
    if row.held_by == work.actor.user_id:
        row.held_by = row.holder = row.held_until = None
        work.touch(DATASET, row.dataset_id)
    return Done()


async def save_frame(request: SaveFrame, context: Context) -> Frame:
    """Keep what somebody says of it. Raises NotFound, Forbidden, FrameHeld, FrameChanged."""
    async with context.transaction() as work:
        row = await work.find(FrameRow, request.frame_id, lock=True)
        if holder := _holder(row, work):
            raise FrameHeld(f"{holder} is working on this frame. Your changes are kept here.", details={"name": holder})
        if row.version != request.version or row.gone:
            raise FrameChanged("Somebody has saved this frame meanwhile. Look at both versions and choose.")
        if row.people != request.people:
            row.confidence = confidence_by_hand(row.confidence, row.people, request.people)
            row.people, row.annotated_by = request.people, HAND
        row.state, row.reason = request.state.value, request.reason and request.reason.value
        row.version += 1
        if row.state != FrameState.NEW:
            row.suspicion, row.suspicions = 0.0, []
        work.touch(DATASET, row.dataset_id)
        return _to_reply(row, None, context.storage)


async def delete_unusable_frames(request: DeleteUnusableFrames, work: UnitOfWork) -> Done:
    """Throw them out for good. Raises NotFound, Forbidden."""
    await work.find(DatasetRow, request.dataset_id, lock=True)
    of_it = work.visible(FrameRow).where(FrameRow.dataset_id == request.dataset_id, ~FrameRow.gone)
    for row in await work.all(of_it.where(FrameRow.state == FrameState.UNUSABLE.value).with_for_update()):
        row.gone, row.bytes = True, 0
        for key in row.keys:
            await work.drop(key)
    work.touch(DATASET, request.dataset_id)
    return Done()
