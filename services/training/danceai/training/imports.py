"""Imports: joints that were corrected in another program come back to their frames."""

from collections.abc import Sequence
from uuid import uuid4

import numpy as np

from danceai.common.contracts.datasets import (
    CompleteImport,
    DatasetImport,
    GetImport,
    ImportTicket,
    ReadImport,
    StartImport,
)
from danceai.common.contracts.frames import JOINTS, VALUES, Person
from danceai.common.errors import Conflict, ProductError
from danceai.common.frame.contexts import Context, JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.frame.uploads import take_in
from danceai.common.offload import in_thread
from danceai.common.storage.keys import Kind
from danceai.training.coco import ROLES
from danceai.training.coco_reading import Labels, Read, read_coco
from danceai.training.datasets import DATASET
from danceai.training.frames import HAND, is_free
from danceai.training.matching import choose_dancers, places
from danceai.training.people import confidence_by_hand
from danceai.training.tables import DatasetRow, FrameRow, ImportRow

WAIT_HOURS = 24.0
NOBODY = Person(keypoints=[0.0] * JOINTS * VALUES)


class FileMissing(Conflict):
    """Announced, but its bytes are not here."""

    code = "import_missing"


def _to_reply(row: ImportRow) -> DatasetImport:
    return DatasetImport(
        id=row.id,
        dataset_id=row.dataset_id,
        state=row.state,
        error_message=row.error_message,
        taken=row.taken,
        kept=row.kept,
        strangers=row.strangers,
        faults=row.faults,
    )


async def start_import(request: StartImport, context: Context) -> ImportTicket:
    """Admit the file and sign its address. Raises NotFound, Forbidden."""
    async with context.transaction() as work:
        await work.find(DatasetRow, request.dataset_id)
        row = ImportRow(
            studio_id=work.studio_id,
            id=uuid4(),
            dataset_id=request.dataset_id,
            size_bytes=request.size_bytes,
            state="sending",
        )
        work.db.add(row)
    upload = await context.storage.open_upload(row.key, row.size_bytes, WAIT_HOURS, Kind.EXPORT)
    return ImportTicket(
        import_id=row.id,
        url=context.storage.sign_part(row.key, upload, 1, row.size_bytes),
        expires_in_seconds=context.settings.upload_link_seconds,
    )


async def complete_import(request: CompleteImport, context: Context) -> DatasetImport:
    """Have it read; asked twice, it is read once. Raises NotFound, Forbidden, FileMissing."""
    async with context.transaction() as work:
        row = await work.find(ImportRow, request.import_id)
    if row.state == "sending" and not await take_in(context, row.key, row.size_bytes):
        raise FileMissing("The file has not arrived. Please choose it again.")
    async with context.transaction() as work:
        row = await work.find(ImportRow, request.import_id, lock=True)
        if row.state == "sending":
            row.state = "running"
            await work.keep(row.key)
            work.enqueue(ReadImport(import_id=row.id))
        return _to_reply(row)


async def get_import(request: GetImport, work: UnitOfWork) -> DatasetImport:
    """How far it is. Raises NotFound, Forbidden."""
    return _to_reply(await work.find(ImportRow, request.import_id))


async def import_failed(message: ReadImport, error: ProductError, work: UnitOfWork) -> None:
    """Nothing was changed, and why."""
    row = await work.find(ImportRow, message.import_id, lock=True)
    if row.state == "running":
        row.state, row.error_message = "failed", error.message
        await work.drop(row.key)


@job(ReadImport, failed=import_failed)
async def read_import(message: ReadImport, context: JobContext) -> None:
    """Read the file and put its joints to the frames that nobody has looked at. Raises NotFound, NotCoco."""
    async with context.transaction() as work:
        row = await work.find(ImportRow, message.import_id)
    read = await in_thread(read_coco, await context.storage.get(row.key))
    async with context.conclude() as work:
        row = await work.find(ImportRow, message.import_id, lock=True)
        await take_over(work, row, read)
        row.state, row.faults = "done", read.faults
        await work.drop(row.key)
        work.touch(DATASET, row.dataset_id)


async def take_over(work: UnitOfWork, row: ImportRow, read: Read) -> None:
    """Put what was read to the frames that are free, and count."""
    labels = dict(read.labels)
    of_it = work.visible(FrameRow).where(FrameRow.dataset_id == row.dataset_id, ~FrameRow.gone)
    for frame in await work.all(of_it.with_for_update()):
        found = labels.pop((frame.analysis_id, frame.camera, frame.number), None)
        people = _people(found, frame.people) if found is not None else frame.people
        if people == frame.people:
            continue
        if not is_free(frame):
            row.kept += 1
            continue
        frame.confidence = confidence_by_hand(frame.confidence, frame.people, people)
        frame.people, frame.annotated_by, frame.version = people, HAND, frame.version + 1
        frame.suspicion, frame.suspicions = 0.0, []
        row.taken += 1
    row.strangers = read.strangers + len(labels)


def _people(found: Labels, before: Sequence[Person]) -> list[Person]:
    """Lead and follow: as the file says, else by where they were known to be; nobody for who is not labelled."""
    people = [NOBODY, NOBODY]
    if all(role is None for role in found.roles):
        joints = np.asarray(found.bodies).reshape(len(found.bodies), -1, 3)
        xy = np.where(joints[..., 2:] > 0, joints[..., :2], np.nan)
        chosen = choose_dancers(xy, places(before))
    else:
        chosen = [found.roles.index(role) if role in found.roles else None for role in ROLES]
    for dancer, place in enumerate(chosen):
        if place is not None:
            people[dancer] = Person(keypoints=found.bodies[place].reshape(-1).tolist())
    return people
