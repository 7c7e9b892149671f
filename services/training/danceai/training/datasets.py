"""Datasets: named, listed, taken anew, deleted."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import func

from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.contracts.base import Done
from danceai.common.contracts.datasets import (
    CancelExtraction,
    CreateDataset,
    CreateRenderedDataset,
    Dataset,
    Datasets,
    DeleteDataset,
    ExtractFrames,
    GetDataset,
    HeldFrame,
    ListDatasets,
    RenameDataset,
    RenderFrames,
    Selection,
    StartExtraction,
)
from danceai.common.contracts.frames import FrameState
from danceai.common.errors import Conflict
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.tables import DatasetRow, ExportRow, FrameRow

DATASET = "dataset"
"""The kind of live view"""


async def describe(work: UnitOfWork, rows: Sequence[DatasetRow]) -> list[Dataset]:
    """With what has come of them, and who else is at which of their frames."""
    counted: dict[UUID, dict[str, _Counted]] = {}
    within = work.visible(FrameRow).where(FrameRow.dataset_id.in_([row.id for row in rows]), ~FrameRow.gone)
    sums = func.sum(FrameRow.bytes), func.sum(FrameRow.version)
    query = within.with_only_columns(FrameRow.dataset_id, FrameRow.state, func.count(), *sums)
    for dataset, state, count, size, changes in await work.db.execute(
        query.group_by(FrameRow.dataset_id, FrameRow.state)
    ):
        counted.setdefault(dataset, {})[state] = _Counted(count, int(size), int(changes))
    held: dict[UUID, list[HeldFrame]] = {}
    at_them = within.where(FrameRow.with_another(work.actor.user_id)).order_by(FrameRow.id)
    columns = FrameRow.dataset_id, FrameRow.id, FrameRow.holder
    for dataset, frame, name in await work.db.execute(at_them.with_only_columns(*columns)):
        held.setdefault(dataset, []).append(HeldFrame(frame_id=frame, name=name))
    return [_to_reply(row, counted.get(row.id, {}), held.get(row.id, [])) for row in rows]


class _Counted(NamedTuple):
    frames: int
    bytes: int
    changes: int


def _to_reply(row: DatasetRow, counted: dict[str, _Counted], held: list[HeldFrame]) -> Dataset:
    def count(state: FrameState) -> int:
        return counted[state.value].frames if state.value in counted else 0

    return Dataset(
        id=row.id,
        name=row.name,
        analyses=row.analyses,
        selection=row.selection,
        state=row.state,
        error_message=row.error_message,
        annotation=row.annotation,
        rendering=row.rendering,
        frames=sum(one.frames for one in counted.values()),
        confirmed=count(FrameState.CONFIRMED),
        unusable=count(FrameState.UNUSABLE),
        bytes=sum(one.bytes for one in counted.values()),
        changes=sum(one.changes for one in counted.values()),
        held=held,
        created_at=row.created_at,
    )


async def describe_one(work: UnitOfWork, row: DatasetRow) -> Dataset:
    """One of them."""
    await work.db.flush()
    return (await describe(work, [row]))[0]


def order_frames(row: DatasetRow) -> ExtractFrames | RenderFrames:
    """The job that makes its frames."""
    kind = ExtractFrames if row.rendering is None else RenderFrames
    return kind(dataset_id=row.id, run=row.run)


def _extract(work: UnitOfWork, row: DatasetRow) -> None:
    row.run, row.state, row.error_message = row.run + 1, "extracting", None
    work.enqueue(order_frames(row))
    work.touch(DATASET, row.id)


async def create_dataset(request: CreateDataset, context: Context) -> Dataset:
    """Name a dataset; every analysis must be within reach and have poses. Raises NotFound, Forbidden."""
    analyses = list(dict.fromkeys(request.analyses))
    found = [await context.ask(GetPoses(analysis_id=analysis)) for analysis in analyses]
    async with context.transaction() as work:
        row = DatasetRow(
            studio_id=work.studio_id,
            id=uuid4(),
            name=request.name,
            analyses=analyses,
            couples=sorted({poses.couple_id for poses in found}),
            selection=request.selection,
            run=0,
        )
        work.db.add(row)
        _extract(work, row)
        return await describe_one(work, row)


async def create_rendered_dataset(request: CreateRenderedDataset, work: UnitOfWork) -> Dataset:
    """Name a dataset of couples that are drawn."""
    row = DatasetRow(
        studio_id=work.studio_id,
        id=uuid4(),
        name=request.name,
        analyses=[],
        couples=[],
        selection=Selection(),
        rendering=request.rendering,
        run=0,
    )
    work.db.add(row)
    _extract(work, row)
    return await describe_one(work, row)


async def list_datasets(request: ListDatasets, work: UnitOfWork) -> Datasets:
    """The datasets within reach, by name."""
    page = await find_page(work, work.visible(DatasetRow), Order(DatasetRow.name, DatasetRow.id), request)
    datasets, following = page.fit(await describe(work, page.rows))
    return Datasets(datasets=datasets, next_cursor=following)


async def get_dataset(request: GetDataset, work: UnitOfWork) -> Dataset:
    """One of them. Raises NotFound, Forbidden."""
    return await describe_one(work, await work.find(DatasetRow, request.dataset_id))


async def rename_dataset(request: RenameDataset, work: UnitOfWork) -> Dataset:
    """Another name. Raises NotFound, Forbidden."""
    row = await work.find(DatasetRow, request.dataset_id, lock=True)
    row.name = request.name
    return await describe_one(work, row)


async def delete_dataset(request: DeleteDataset, work: UnitOfWork) -> Done:
    """With its frames, and the files that were made of it. Raises NotFound, Forbidden."""
    row = await work.find(DatasetRow, request.dataset_id, lock=True)
    whole = "frames and files go with their dataset"
    for frame in await work.all(work.opened(FrameRow, because=whole).where(FrameRow.dataset_id == row.id)):
        await work.db.delete(frame)
    for export in await work.all(work.opened(ExportRow, because=whole).where(ExportRow.datasets[1] == row.id)):
        await work.db.delete(export)
    await work.drop(row.folder)
    await work.db.delete(row)
    return Done()


async def start_extraction(request: StartExtraction, work: UnitOfWork) -> Dataset:
    """Take the frames anew. Raises NotFound, Forbidden, Conflict while they are being taken."""
    row = await work.find(DatasetRow, request.dataset_id, lock=True)
    if row.state == "extracting":
        raise Conflict("The frames of this dataset are being taken already.", code="still_extracting")
    row.selection = request.selection
    _extract(work, row)
    return await describe_one(work, row)


async def cancel_extraction(request: CancelExtraction, work: UnitOfWork) -> Dataset:
    """Take no more. Raises NotFound, Forbidden."""
    row = await work.find(DatasetRow, request.dataset_id, lock=True)
    if row.state == "extracting":
        row.state = "cancelled"
        work.touch(DATASET, row.id)
    return await describe_one(work, row)
