"""The job: a dataset's frames, cut out of its videos.

Video by video, each in a transaction of its own. A frame that somebody has looked at stays as it is, whatever is
chosen now; one that nobody has looked at goes when it is not chosen any more.
"""

from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from danceai.common.contracts.analysis_files import GetPoses, PosesOfAnalysis
from danceai.common.contracts.base import Camera
from danceai.common.contracts.datasets import ExtractFrames, RenderFrames, Selection
from danceai.common.contracts.frames import FrameState
from danceai.common.errors import NotFound, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.messaging.live import Progress
from danceai.common.offload import in_thread
from danceai.common.poses import KeyPoints, read_couple
from danceai.common.storage.keys import Kind
from danceai.training.choosing import choose_frames, thin_out
from danceai.training.datasets import DATASET
from danceai.training.films import leave_out_alike, read_pictures, save
from danceai.training.frames import is_free
from danceai.training.people import to_confidence, to_people
from danceai.training.suspicion import judge
from danceai.training.tables import DatasetRow, FrameRow

Saved = list[tuple[int, int, int, Path, Path]]
"""Number, width, height, picture and thumbnail of what was cut out"""


class NotWanted(Exception):
    """Cancelled, deleted, or begun anew meanwhile."""


async def wanted(message: ExtractFrames | RenderFrames, work: UnitOfWork) -> DatasetRow:
    """The dataset, locked. Raises NotWanted."""
    try:
        row = await work.find(DatasetRow, message.dataset_id, lock=True)
    except NotFound:
        raise NotWanted from None
    if row.state != "extracting" or row.run != message.run:
        raise NotWanted
    return row


async def extraction_failed(message: ExtractFrames | RenderFrames, error: ProductError, work: UnitOfWork) -> None:
    """No more frames, and why. Those that are there stay."""
    try:
        row = await wanted(message, work)
    except NotWanted:
        return
    row.state, row.error_message = "failed", error.message
    work.touch(DATASET, row.id)


@job(ExtractFrames, failed=extraction_failed)
async def extract_frames(message: ExtractFrames, context: JobContext) -> None:
    """Every video of every analysis; one that was deleted meanwhile keeps what was taken of it."""
    try:
        async with context.transaction() as work:
            dataset = await wanted(message, work)
        for done, analysis in enumerate(dataset.analyses):
            context.live.tell(DATASET, dataset.id, Progress(done=done, total=len(dataset.analyses)))
            try:
                found = await context.ask(GetPoses(analysis_id=analysis))
            except NotFound:
                continue
            for camera in sorted(found.poses):
                await _one_video(message, context, dataset, analysis, found, camera)
        async with context.conclude() as work:
            row = await wanted(message, work)
            row.state = "ready"
            work.touch(DATASET, row.id)
    except NotWanted:
        return


async def _one_video(
    message: ExtractFrames,
    context: JobContext,
    dataset: DatasetRow,
    analysis: UUID,
    found: PosesOfAnalysis,
    camera: Camera,
) -> None:
    film, couple = found.films[camera], found.poses[camera]
    data = await context.storage.get(couple.poses_key)
    poses = await in_thread(partial(read_couple, swapped=camera in found.swapped), data, film.facts.frames)
    async with context.transaction() as work:
        there = {row.id for row in await _taken(work, dataset.id, analysis, camera)}
    chosen: set[UUID] = set()
    added = []
    async with context.storage.local_copy(film.rendition_key) as path:
        saved = await in_thread(_cut_out, path, poses, film.facts.fps, dataset.selection, _seed(dataset, analysis))
        judged = await in_thread(judge, poses, [number for number, *_ in saved])
        for (number, width, height, *pictures), found_out in zip(saved, judged, strict=True):
            identifier = uuid5(dataset.id, f"{analysis}/{camera}/{number}")
            chosen.add(identifier)
            if identifier in there:
                continue
            row = FrameRow(
                studio_id=context.studio_id,
                id=identifier,
                dataset_id=dataset.id,
                analysis_id=analysis,
                couple_id=found.couple_id,
                camera=camera,
                number=number,
                second=round(number / film.facts.fps, 3),
                width=width,
                height=height,
                bytes=sum(picture.stat().st_size for picture in pictures),
                state=FrameState.NEW.value,
                suspicion=found_out.value,
                suspicions=[reason.value for reason in found_out.reasons],
                people=to_people(poses[number]),
                confidence=to_confidence(poses[number]),
                version=1,
                annotated_by=couple.model,
                gone=False,
            )
            for key, picture in zip(row.keys, pictures, strict=True):
                await context.storage.put_file(key, Kind.FRAME, picture, "image/jpeg")
            added.append(row)
    async with context.transaction() as work:
        await wanted(message, work)
        await put_in(work, (dataset.id, analysis, camera), chosen, added)


Film = tuple[UUID, UUID, Camera]
"""A dataset, and of which analysis and camera"""


async def put_in(work: UnitOfWork, film: Film, chosen: set[UUID], added: list[FrameRow]) -> None:
    """What was cut out comes to what was there; what is not chosen any more goes where nobody has touched it."""
    now = {row.id: row for row in await _taken(work, *film)}
    for old in now.values():
        if old.id not in chosen and is_free(old):
            for key in old.keys:
                await work.drop(key)
            await work.db.delete(old)
    for row in added:
        if row.id in now:
            continue  # another delivery of this job was faster
        for key in row.keys:
            await work.keep(key)
        work.db.add(row)
    work.touch(DATASET, film[0])


async def _taken(work: UnitOfWork, dataset_id: UUID, analysis: UUID, camera: Camera) -> list[FrameRow]:
    """What was taken of a video before, thrown out or not; locked."""
    there = work.opened(FrameRow, because="what was taken before is of the same dataset")
    of_video = (FrameRow.dataset_id == dataset_id, FrameRow.analysis_id == analysis, FrameRow.camera == camera)
    return await work.all(there.where(*of_video).with_for_update())


def _seed(dataset: DatasetRow, analysis: UUID) -> int:
    """The same for the same input."""
    return uuid5(dataset.id, str(analysis)).int % 2**63


def _cut_out(path: Path, poses: KeyPoints, fps: float, selection: Selection, seed: int) -> Saved:
    numbers = choose_frames(poses, fps, selection, seed)
    if not selection.alike_bits:
        numbers = thin_out(numbers, selection.most_per_video)
    saved: Saved = []
    for number, picture in leave_out_alike(read_pictures(path, numbers, fps), selection.alike_bits):
        height, width = picture.shape[:2]
        saved.append((number, width, height, *save(picture, path.parent, number)))
    kept = set(thin_out([number for number, *_ in saved], selection.most_per_video))
    return [one for one in saved if one[0] in kept]
