"""The job: a dataset's frames, drawn. Their joints are known, so they count as confirmed."""

from contextlib import aclosing
from pathlib import Path
from uuid import UUID, uuid5

from danceai.common.contracts.base import Camera
from danceai.common.contracts.datasets import RenderFrames, Rendering
from danceai.common.contracts.frames import FrameState, Person
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.messaging.live import Progress
from danceai.common.scratch import ScratchFolder
from danceai.common.storage.keys import Kind
from danceai.training.datasets import DATASET
from danceai.training.extraction import NotWanted, extraction_failed, wanted
from danceai.training.fine_tuning.drawn import HEIGHT, ORDER, WIDTH, Truth, name_files
from danceai.training.settings import TrainingSettings
from danceai.training.tables import DatasetRow, FrameRow
from danceai.training.trainer import run_trainer

DRAWN = "rendered"
"""Who has put the joints"""
AT_ONCE = 16
"""Frames of one transaction"""


@job(RenderFrames, failed=extraction_failed)
async def render_frames(message: RenderFrames, context: JobContext) -> None:
    """Draw them one by one; those that are there already stay as they are."""
    try:
        async with context.transaction() as work:
            dataset = await wanted(message, work)
        assert dataset.rendering is not None
        with ScratchFolder("rendering") as folder:
            (folder / ORDER).write_text(dataset.rendering.model_dump_json())
            await _draw(message, context, dataset, dataset.rendering, folder)
        async with context.conclude() as work:
            row = await wanted(message, work)
            row.state = "ready"
            work.touch(DATASET, row.id)
    except NotWanted:
        return


async def _draw(
    message: RenderFrames, context: JobContext, dataset: DatasetRow, rendering: Rendering, folder: Path
) -> None:
    total = rendering.couples * rendering.per_couple
    drawn: list[FrameRow] = []
    done = 0
    async with aclosing(run_trainer("draw", folder, TrainingSettings.of(context))) as lines:
        async for line in lines:
            truth = Truth.model_validate_json(line)
            row = _to_row(dataset, truth, folder)
            for key, name in zip(row.keys, name_files(truth.couple, truth.number), strict=True):
                await context.storage.put_file(key, Kind.FRAME, folder / name, "image/jpeg")
            drawn.append(row)
            done += 1
            context.live.tell(DATASET, dataset.id, Progress(done=done, total=total))
            if len(drawn) == AT_ONCE or done == total:
                await _record(message, context, drawn)
                drawn = []


async def _record(message: RenderFrames, context: JobContext, drawn: list[FrameRow]) -> None:
    async with context.transaction() as work:
        await wanted(message, work)
        same = work.opened(FrameRow, because="frames go with their dataset")
        there = {row.id for row in await work.all(same.where(FrameRow.id.in_([row.id for row in drawn])))}
        for row in drawn:
            if row.id not in there:
                for key in row.keys:
                    await work.keep(key)
                work.db.add(row)
        work.touch(DATASET, message.dataset_id)


def _to_row(dataset: DatasetRow, truth: Truth, folder: Path) -> FrameRow:
    names = name_files(truth.couple, truth.number)
    return FrameRow(
        studio_id=dataset.studio_id,
        id=_name(dataset, "frame", truth.couple, truth.number),
        dataset_id=dataset.id,
        analysis_id=_name(dataset, "video", truth.couple),
        couple_id=_name(dataset, "couple", truth.couple),
        camera=Camera.A.value,
        number=truth.number,
        second=float(truth.number),
        width=WIDTH,
        height=HEIGHT,
        bytes=sum((folder / name).stat().st_size for name in names),
        state=FrameState.CONFIRMED.value,
        suspicion=0.0,
        suspicions=[],
        people=[Person(keypoints=joints) for joints in truth.people],
        version=1,
        annotated_by=DRAWN,
        gone=False,
    )


def _name(dataset: DatasetRow, kind: str, *numbers: int) -> UUID:
    return uuid5(dataset.id, "/".join([kind, *map(str, numbers)]))
