"""Exports that stand still: said to be written while no job is there to do it."""

from danceai.common.contracts.datasets import WriteExport
from danceai.common.frame.reconciling import STOOD_STILL, Mending, StoodStill
from danceai.training.exports import export_failed
from danceai.training.tables import ExportRow


async def lost_exports(mending: Mending) -> None:
    """Running exports that are in no queue."""
    async with mending.transaction() as work:
        running = await work.all(work.visible(ExportRow).where(ExportRow.state == "running"))
    if not running:
        return
    ordered = {job.export_id for job in await mending.ordered(WriteExport)}
    for export in running:
        if export.id not in ordered:
            await _write_again(mending, export)


async def _write_again(mending: Mending, seen: ExportRow) -> None:
    again = await mending.may_restart("lost_exports", seen.id)
    async with mending.transaction() as work:
        export = await work.find(ExportRow, seen.id, lock=True)
        if export.state != "running":
            return
        if again:
            work.enqueue(WriteExport(export_id=export.id))
        else:
            await export_failed(WriteExport(export_id=export.id), StoodStill(STOOD_STILL), work)
    mending.mended("lost_exports", "restarted" if again else "ended", seen.id)
