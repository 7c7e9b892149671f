"""What stands still: exports, extractions and imports that say they run while no job is there to do it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from danceai.common.contracts.base import Job
from danceai.common.contracts.datasets import ReadImport, WriteExport
from danceai.common.errors import ProductError
from danceai.common.frame.reconciling import STOOD_STILL, Mending, StoodStill
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.annotating import order_again, stop
from danceai.training.datasets import order_frames
from danceai.training.exports import export_failed
from danceai.training.extraction import extraction_failed
from danceai.training.imports import import_failed
from danceai.training.tables import DatasetRow, ExportRow, ImportRow

R = TypeVar("R", DatasetRow, ExportRow, ImportRow)
J = TypeVar("J", bound=Job)


async def lost_exports(mending: Mending) -> None:
    """Running exports that are in no queue."""
    await _mend(mending, "lost_exports", ExportRow, "running", lambda row: WriteExport(export_id=row.id), export_failed)


async def lost_extractions(mending: Mending) -> None:
    """Datasets whose frames are being taken or drawn, and that are in no queue."""
    await _mend(mending, "lost_extractions", DatasetRow, "extracting", order_frames, extraction_failed)


async def lost_imports(mending: Mending) -> None:
    """Running imports that are in no queue."""
    await _mend(mending, "lost_imports", ImportRow, "running", lambda row: ReadImport(import_id=row.id), import_failed)


async def lost_annotations(mending: Mending) -> None:
    """Datasets that wait for a model of which nothing has been heard: asked again for what still waits, or ended."""
    async with mending.transaction() as work:
        waiting = await work.all(work.visible(DatasetRow).where(DatasetRow.annotation_heard_at < mending.asked_before))
    for seen in waiting:
        if not _waits(seen):
            continue
        again = await mending.may_restart("lost_annotations", seen.id)
        async with mending.transaction() as work:
            row = await work.find(DatasetRow, seen.id, lock=True)
            if not _waits(row) or row.annotation_heard_at != seen.annotation_heard_at:
                continue  # it has ended, or was heard of, meanwhile
            if again:
                await order_again(work, row)
            else:
                stop(work, row, STOOD_STILL)
        mending.mended("lost_annotations", "restarted" if again else "ended", seen.id)


def _waits(row: DatasetRow) -> bool:
    return row.annotation is not None and row.annotation.ended_at is None


async def _mend(
    mending: Mending,
    kind: str,
    table: type[R],
    busy: str,
    order: Callable[[R], J],
    failed: Callable[[J, ProductError, UnitOfWork], Awaitable[None]],
) -> None:
    """Rows that are busy, and whose job nobody has: ordered again, or ended when that has not helped."""
    async with mending.transaction() as work:
        running = await work.all(work.visible(table).where(table.state == busy))
    if not running:
        return
    kinds = {type(order(row)) for row in running}
    ordered = [job for kind in kinds for job in await mending.ordered(kind)]
    for seen in running:
        job = order(seen)
        if job in ordered:
            continue
        again = await mending.may_restart(kind, seen.id)
        async with mending.transaction() as work:
            now = await work.find(table, seen.id, lock=True)
            if now.state != busy or order(now) != job:
                continue  # it has ended, or begun anew, meanwhile
            if again:
                work.enqueue(job)
            else:
                await failed(job, StoodStill(STOOD_STILL), work)
        mending.mended(kind, "restarted" if again else "ended", seen.id)
