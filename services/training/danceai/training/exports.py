"""Exports: a dataset's poses as a COCO file, written by a job and answered with a link."""

import json
from functools import partial
from uuid import uuid4

from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.contracts.datasets import DatasetExport, GetExport, StartExport, WriteExport
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import Context, JobContext
from danceai.common.frame.objects import Objects
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread
from danceai.common.poses import KeyPoints, read_couple
from danceai.common.storage.keys import Kind
from danceai.training.coco import document
from danceai.training.tables import DatasetRow, ExportRow


def _to_reply(row: ExportRow, storage: Objects) -> DatasetExport:
    return DatasetExport(
        id=row.id,
        dataset_id=row.dataset_id,
        every_seconds=row.every_seconds,
        state=row.state,
        error_message=row.error_message,
        url=storage.sign_get(row.key, "coco.json") if row.state == "done" else None,
    )


async def start_export(request: StartExport, context: Context) -> DatasetExport:
    """Have the file written. Raises NotFound, Forbidden when somebody in it is out of reach."""
    async with context.transaction() as work:
        await work.find(DatasetRow, request.dataset_id)
        row = ExportRow(
            studio_id=work.studio_id,
            id=uuid4(),
            dataset_id=request.dataset_id,
            every_seconds=request.every_seconds,
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
    """Gather the poses of every analysis and write them down. Raises NotFound when an analysis is gone."""
    async with context.transaction() as work:
        row = await work.find(ExportRow, message.export_id)
        dataset = await work.find(DatasetRow, row.dataset_id)
    sources: list[tuple[str, KeyPoints, float]] = []
    for analysis in dataset.analyses:
        found = await context.ask(GetPoses(analysis_id=analysis))
        first = min(found.poses)
        facts = found.films[first].facts
        data = await context.storage.get(found.poses[first].poses_key)
        poses = await in_thread(partial(read_couple, swapped=first in found.swapped), data, facts.frames)
        sources.append((str(analysis), poses, facts.fps))
    coco = await in_thread(document, sources, row.every_seconds)
    data = (await in_thread(json.dumps, coco)).encode()
    await context.storage.put(row.key, Kind.EXPORT, data, "application/json")
    async with context.conclude() as work:
        row = await work.find(ExportRow, message.export_id, lock=True)
        row.state = "done"
