"""Where to go on from a frame: four look-ups by the order's own columns, however many frames there are."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select

from danceai.common.contracts.frames import FrameState, GetNeighbours, Neighbours
from danceai.common.frame.pages import Order
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.frames import IN_TIME, WORST, wanted
from danceai.training.tables import FrameRow


@dataclass(frozen=True)
class _Place:
    """Where a frame stood, worst first, when it was opened."""

    suspicion: float
    id: UUID


async def get_neighbours(request: GetNeighbours, work: UnitOfWork) -> Neighbours:
    """What stands around a frame. Raises NotFound, Forbidden."""
    row = await work.find(FrameRow, request.frame_id)
    query = wanted(work, row.dataset_id, request)
    stood_at = row.suspicion if request.stood_at is None else request.stood_at
    order, place = (WORST, _Place(stood_at, row.id)) if request.order == "worst" else (IN_TIME, row)
    before = await _first(work, query, order.backwards, order.cursor_of(place))
    following = await _first(work, query, order, order.cursor_of(place))
    all_frames = work.visible(FrameRow).where(FrameRow.dataset_id == row.dataset_id, ~FrameRow.gone)
    free = ~FrameRow.with_another(work.actor.user_id)
    worst = await _first(
        work, all_frames.where(FrameRow.state == FrameState.NEW.value, FrameRow.id != row.id, free), WORST, None
    )
    film = all_frames.where(FrameRow.analysis_id == row.analysis_id, FrameRow.camera == row.camera)
    earlier = await _first(work, film, IN_TIME.backwards, IN_TIME.cursor_of(row))
    return Neighbours(
        before=before and before.id,
        next=following and following.id,
        worst=worst and worst.id,
        earlier=earlier and earlier.people,
    )


async def _first(work: UnitOfWork, query: Select[FrameRow], order: Order, cursor: str | None) -> FrameRow | None:
    """The first row of a query behind a place."""
    return await work.first(order.sort(query, cursor).limit(1))
