"""A model says where the joints are, in the frames that nobody has looked at.

Pose looks, some pictures at a time; what it tells is taken over frame by frame, and only where still nobody has
touched it.
"""

from datetime import UTC, datetime

import numpy as np
from sqlalchemy import Select, func

from danceai.common.contracts.annotating import (
    MOST_PICTURES,
    AnnotatePictures,
    AnnotatingFailed,
    LookedAt,
    PicturesAnnotated,
    PictureToLookAt,
)
from danceai.common.contracts.datasets import Annotation, Dataset, StartAnnotation
from danceai.common.errors import Conflict
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.poses import KeyPoints
from danceai.training.datasets import DATASET, describe_one
from danceai.training.frames import UNTOUCHED, is_free
from danceai.training.matching import choose_dancers, places, to_poses
from danceai.training.people import to_confidence, to_people
from danceai.training.suspicion import judge_one
from danceai.training.tables import DatasetRow, FrameRow


async def start_annotation(request: StartAnnotation, work: UnitOfWork) -> Dataset:
    """Have the pictures looked at; one that is on its way is not waited for. Raises NotFound, Forbidden, Conflict."""
    row = await work.find(DatasetRow, request.dataset_id, lock=True)
    _order(work, row, request.model, await begin(work, row, request.model))
    return await describe_one(work, row)


async def begin(work: UnitOfWork, row: DatasetRow, model: str) -> list[FrameRow]:
    """All frames that nobody has touched wait for a model from now on. Raises Conflict where there is none."""
    untouched = work.visible(FrameRow).where(FrameRow.dataset_id == row.id, UNTOUCHED)
    frames = await work.all(untouched.order_by(FrameRow.analysis_id, FrameRow.camera, FrameRow.number))
    if not frames:
        raise Conflict("Somebody has looked at every frame of this dataset already.", code="nothing_to_annotate")
    row.annotation_run += 1
    row.annotation = Annotation(model=model, total=len(frames), started_at=datetime.now(UTC))
    for frame in frames:
        frame.awaits = row.annotation_run
    return frames


def _order(work: UnitOfWork, row: DatasetRow, model: str, frames: list[FrameRow]) -> None:
    pictures = [PictureToLookAt(frame_id=frame.id, key=frame.picture_key) for frame in frames]
    for begin in range(0, len(pictures), MOST_PICTURES):
        part = pictures[begin : begin + MOST_PICTURES]
        work.enqueue(AnnotatePictures(dataset_id=row.id, run=row.annotation_run, model=model, pictures=part))
    row.annotation_heard_at = datetime.now(UTC)
    work.touch(DATASET, row.id)


async def order_again(work: UnitOfWork, row: DatasetRow) -> None:
    """Have looked at what still waits: an answer that comes twice is taken once. Where nothing waits, it has ended."""
    assert row.annotation is not None, "there is something to order again"
    frames = await work.all(awaiting(work, row).order_by(FrameRow.analysis_id, FrameRow.camera, FrameRow.number))
    _order(work, row, row.annotation.model, frames)
    if not frames:
        row.annotation = row.annotation.model_copy(update={"ended_at": datetime.now(UTC)})


def awaiting(work: UnitOfWork, row: DatasetRow) -> Select[FrameRow]:
    """The frames that the running annotation has still to look at."""
    whole = "frames go with their dataset"
    of_it = FrameRow.dataset_id == row.id, FrameRow.awaits == row.annotation_run, ~FrameRow.gone
    return work.opened(FrameRow, because=whole).where(*of_it)


async def _under_way(work: UnitOfWork, event: PicturesAnnotated | AnnotatingFailed) -> DatasetRow | None:
    """The dataset, locked, if it still waits for this."""
    whole = "what was ordered for a dataset comes back to it"
    row = await work.first(
        work.opened(DatasetRow, because=whole).where(DatasetRow.id == event.dataset_id).with_for_update()
    )
    if row is None or row.annotation is None or row.annotation.ended_at is not None:
        return None
    return row if row.annotation_run == event.run else None


async def on_pictures_annotated(event: PicturesAnnotated, work: UnitOfWork) -> None:
    """Take over what was found, where still nobody has touched the frame."""
    row = await _under_way(work, event)
    if row is None or row.annotation is None:
        return
    found = {one.frame_id: one for one in event.looked_at}
    for frame in await work.all(awaiting(work, row).where(FrameRow.id.in_(list(found))).with_for_update()):
        frame.awaits = 0
        if is_free(frame):
            _take_over(frame, found[frame.id], event.model)
    await work.db.flush()
    left = await work.db.scalar(awaiting(work, row).with_only_columns(func.count())) or 0
    now = datetime.now(UTC)
    told = {"done": row.annotation.total - left, "ended_at": None if left else now}
    row.annotation, row.annotation_heard_at = row.annotation.model_copy(update=told), now
    work.touch(DATASET, row.id)


def _take_over(frame: FrameRow, found: LookedAt, model: str) -> None:
    before = places(frame.people)
    bodies, nobody = to_poses(found.bodies), KeyPoints.unknown(1, before.shape[1])
    chosen = choose_dancers(bodies.xy.astype(np.float64), before)
    dancers = KeyPoints.join([nobody if place is None else bodies[place : place + 1] for place in chosen])
    judged = judge_one(dancers, before)
    frame.people, frame.confidence = to_people(dancers), to_confidence(dancers)
    frame.annotated_by, frame.version = model, frame.version + 1
    frame.suspicion, frame.suspicions = judged.value, [reason.value for reason in judged.reasons]


async def on_annotating_failed(event: AnnotatingFailed, work: UnitOfWork) -> None:
    """Say why; what was found before stays."""
    if row := await _under_way(work, event):
        stop(work, row, event.message)


def stop(work: UnitOfWork, row: DatasetRow, why: str) -> None:
    """End the annotation of a dataset."""
    assert row.annotation is not None, "there is something to stop"
    row.annotation = row.annotation.model_copy(update={"ended_at": datetime.now(UTC), "error_message": why})
    work.touch(DATASET, row.id)
