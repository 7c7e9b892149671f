"""Exports: datasets as one COCO file, written by a job and answered with a link."""

import json
from functools import partial
from uuid import uuid4

from danceai.common.contracts.datasets import DatasetExport, GetExport, StartExport, WriteExport
from danceai.common.contracts.frames import FrameState
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import Context, JobContext
from danceai.common.frame.objects import Objects
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread
from danceai.common.storage.keys import Kind
from danceai.training.coco import Labelled, document, name_picture
from danceai.training.tables import DatasetRow, ExportRow, FrameRow


def _to_reply(row: ExportRow, storage: Objects) -> DatasetExport:
    return DatasetExport(
        id=row.id,
        datasets=row.datasets,
        state=row.state,
        error_message=row.error_message,
        url=storage.sign_get(row.key, "coco.json") if row.state == "done" else None,
    )


async def start_export(request: StartExport, context: Context) -> DatasetExport:
    """Have the file written. Raises NotFound, Forbidden when somebody in it is out of reach."""
    async with context.transaction() as work:
        datasets = [await work.find(DatasetRow, one) for one in dict.fromkeys(request.datasets)]
        couples = [one.couples for one in datasets]
        row = ExportRow(
            studio_id=work.studio_id,
            id=uuid4(),
            datasets=[one.id for one in datasets],
            couples=None if None in couples else sorted({couple for one in couples for couple in one or ()}),
            state="running",
        )
        work.db.add(row)
        work.enqueue(WriteExport(export_id=row.id))
    return _to_reply(row, context.storage)


async def get_export(request: GetExport, context: Context) -> DatasetExport:
    """How far it is, and where the file is."""
    async with context.transaction() as work:
        row = await work.find(ExportRow, request.export_id)
    return _to_reply(row, context.storage)


async def export_failed(message: WriteExport, error: ProductError, work: UnitOfWork) -> None:
    """There will be no file, and why."""
    row = await work.find(ExportRow, message.export_id, lock=True)
    row.state, row.error_message = "failed", error.message


@job(WriteExport, failed=export_failed)
async def write_export(message: WriteExport, context: JobContext) -> None:
    """Gather the frames and write them down. Raises NotFound when a dataset is gone."""
    labelled: list[Labelled] = []
    async with context.transaction() as work:
        export = await work.find(ExportRow, message.export_id)
        for one in export.datasets:
            await work.find(DatasetRow, one)
            usable = work.visible(FrameRow).where(FrameRow.dataset_id == one, ~FrameRow.gone)
            rows = await work.all(
                usable.where(FrameRow.state != FrameState.UNUSABLE.value).order_by(
                    FrameRow.analysis_id, FrameRow.camera, FrameRow.number
                )
            )
            labelled += [_label(row) for row in rows]
    coco = await in_thread(document, labelled)
    data = (await in_thread(partial(json.dumps, coco))).encode()
    await context.storage.put(export.key, Kind.EXPORT, data, "application/json")
    async with context.conclude() as work:
        row = await work.find(ExportRow, message.export_id, lock=True)
        row.state = "done"


def _label(row: FrameRow) -> Labelled:
    about = {"analysis": str(row.analysis_id), "camera": row.camera, "frame": row.number, "state": row.state}
    return Labelled(name_picture(row.analysis_id, row.camera, row.number), row.width, row.height, row.people, about)
