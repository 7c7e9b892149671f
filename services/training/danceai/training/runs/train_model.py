"""The job: frames and a base model into a folder, the trainer to it, and what it makes into the object store.

Checkpoints go there as they are written. Whoever takes the job up again, in whatever process, goes on from the last one
and ends with the same numbers: frames, split and recipe were written down before the first step.
"""

import asyncio
import json
import time
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from danceai.common.contracts.training_runs import TrainModel
from danceai.common.contracts.tuned_models import LendModel, RegisterTunedModel
from danceai.common.errors import NotFound, NotYet
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.messaging.live import Progress
from danceai.common.scratch import ScratchFolder
from danceai.common.storage.keys import Kind
from danceai.training.coco import document
from danceai.training.fine_tuning.assignment import (
    ASSIGNMENT,
    BASE,
    CHECKPOINT,
    OUTCOME,
    WEIGHTS,
    Assignment,
    Example,
    Outcome,
    Told,
)
from danceai.training.runs.answers import run_failed
from danceai.training.runs.gathering import Manifest, gather, write_down
from danceai.training.runs.requests import TRAINING_RUN
from danceai.training.settings import TrainingSettings
from danceai.training.tables import DatasetRow, TrainingRunRow
from danceai.training.trainer import run_trainer

MANIFEST, HELD_OUT = "manifest.json", "held_out.json"
BINARY, JSON = "application/octet-stream", "application/json"
TURN = 40 * 60
"""Seconds after which a run lets others have their turn, at its next checkpoint"""
LOOK_EVERY = 2.0
"""Seconds between looks whether anybody still wants it"""


class NotWanted(Exception):
    """Cancelled, or ended otherwise, meanwhile."""


async def _wanted(message: TrainModel, work: UnitOfWork) -> TrainingRunRow:
    """The run, locked. Raises NotWanted."""
    try:
        row = await work.find(TrainingRunRow, message.run_id, lock=True)
    except NotFound:
        raise NotWanted from None
    if row.state not in {"waiting", "training"} or row.base_key is None:
        raise NotWanted
    return row


@job(TrainModel, failed=run_failed)
async def train_model(message: TrainModel, context: JobContext) -> None:
    """Prepare or take up, learn, and have pose judge what came of it. Raises Conflict, NotFound, TrainerBroke."""
    try:
        async with context.transaction() as work:
            row = await _wanted(message, work)
        manifest = await _prepare(message, context, row)
        with ScratchFolder("training-run") as folder:
            await _fetch(context, row, manifest, folder)
            await _learn(message, context, row, folder)
            await _conclude(message, context, row, manifest, folder)
    except NotWanted:
        return


async def _prepare(message: TrainModel, context: JobContext, row: TrainingRunRow) -> Manifest:
    """What it learns from: as it was written down when the run began, or now."""
    if await context.storage.exists(row.key(MANIFEST)):
        return Manifest.model_validate_json(await context.storage.get(row.key(MANIFEST)))
    assert row.base_key is not None
    if not await context.storage.exists(row.base_key):
        await _borrow_again(message, context)
    async with context.transaction() as work:
        datasets = [await work.find(DatasetRow, one.id) for one in row.used]
        gathered = await gather(work, datasets, row.recipe)
    manifest = write_down(gathered, datasets, TrainingSettings.of(context).trainer_threads)
    base = await context.storage.get(row.base_key)
    await context.storage.put(row.key(BASE), Kind.NETWORK, base, BINARY)
    await context.storage.put(row.key(MANIFEST), Kind.EXPORT, manifest.model_dump_json().encode(), JSON)
    async with context.transaction() as work:
        now = await _wanted(message, work)
        await work.keep(row.key(BASE))
        await work.keep(row.key(MANIFEST))
        now.state, now.used, now.split, now.revision = (
            "training",
            manifest.datasets,
            manifest.split,
            context.settings.revision,
        )
        work.touch(TRAINING_RUN, row.id)
    return manifest


async def _borrow_again(message: TrainModel, context: JobContext) -> NoReturn:
    """It has waited for so long that the base model's file is gone. Raises NotWanted: another job follows."""
    async with context.transaction() as work:
        row = await _wanted(message, work)
        row.base_key, row.asked_at = None, datetime.now(UTC)
        work.enqueue(LendModel(run_id=row.id, model=row.base_model))
    raise NotWanted


async def _fetch(context: JobContext, row: TrainingRunRow, manifest: Manifest, folder: Path) -> None:
    """Everything the trainer needs, and what an earlier one has left. Raises NotFound when a picture is gone."""
    examples = []
    for number, frame in enumerate(manifest.frames):
        name = f"{number:06d}.jpg"
        (folder / name).write_bytes(await context.storage.get(frame.key))
        people = [person.keypoints for person in frame.people]
        examples.append(Example(picture=name, people=people, held_out=frame.held_out))
    assignment = Assignment(recipe=row.recipe, examples=examples, threads=manifest.threads)
    (folder / ASSIGNMENT).write_text(assignment.model_dump_json())
    (folder / BASE).write_bytes(await context.storage.get(row.key(BASE)))
    if await context.storage.exists(row.key(CHECKPOINT)):
        (folder / CHECKPOINT).write_bytes(await context.storage.get(row.key(CHECKPOINT)))


async def _learn(message: TrainModel, context: JobContext, row: TrainingRunRow, folder: Path) -> None:
    began = looked = time.monotonic()
    async with aclosing(run_trainer("learn", folder, TrainingSettings.of(context))) as lines:
        async for line in lines:
            told = Told.model_validate_json(line)
            context.live.tell(TRAINING_RUN, row.id, Progress(done=told.step, total=row.recipe.steps, unit="steps"))
            if told.curve is not None:
                await context.storage.put_file(row.key(CHECKPOINT), Kind.NETWORK, folder / CHECKPOINT, BINARY)
            elif time.monotonic() - looked < LOOK_EVERY:
                continue
            looked = time.monotonic()
            async with context.transaction() as work:
                now = await _wanted(message, work)
                if told.curve is not None:
                    await work.keep(row.key(CHECKPOINT))
                    now.curve = told.curve
                    work.touch(TRAINING_RUN, row.id)
            if told.curve is not None and time.monotonic() - began > TURN:
                raise NotYet(1.0)


async def _conclude(
    message: TrainModel, context: JobContext, row: TrainingRunRow, manifest: Manifest, folder: Path
) -> None:
    outcome = Outcome.model_validate_json(await asyncio.to_thread((folder / OUTCOME).read_text))
    await context.storage.put_file(row.key(WEIGHTS), Kind.NETWORK, folder / WEIGHTS, BINARY)
    coco = document([frame.labelled for frame in manifest.frames if frame.held_out])
    await context.storage.put(row.key(HELD_OUT), Kind.EXPORT, json.dumps(coco).encode(), JSON)
    async with context.conclude() as work:
        now = await _wanted(message, work)
        now.curve, now.difference, now.stopped_early = outcome.curve, outcome.difference, outcome.stopped_early
        now.state, now.asked_at = "evaluating", datetime.now(UTC)
        work.enqueue(order_evaluation(now))
        work.touch(TRAINING_RUN, row.id)


def order_evaluation(row: TrainingRunRow) -> RegisterTunedModel:
    """What pose is asked when the learning is over."""
    return RegisterTunedModel(
        run_id=row.id,
        name=row.model_name,
        base_model=row.base_model,
        weights_key=row.key(WEIGHTS),
        held_out_key=row.key(HELD_OUT),
    )
