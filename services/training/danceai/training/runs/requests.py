"""What people may do with runs: start, list, look, cancel."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from danceai.common.contracts.pose_models import ListPoseModels
from danceai.common.contracts.training_runs import (
    CancelTrainingRun,
    GetTrainingRun,
    ListTrainingRuns,
    StartTrainingRun,
    TrainingRun,
    TrainingRunDetails,
    TrainingRuns,
    UsedDataset,
)
from danceai.common.contracts.tuned_models import LendModel
from danceai.common.errors import Conflict, NotFound
from danceai.common.frame.contexts import Context
from danceai.common.frame.objects import Objects
from danceai.common.frame.pages import Order, find_page
from danceai.training.runs.gathering import gather
from danceai.training.settings import TrainingSettings
from danceai.training.tables import DatasetRow, TrainingRunRow

TRAINING_RUN = "training_run"
"""The kind of live view"""
TUNABLE = ("movenet_maps", "movenet_couples")
"""Kinds of networks whose layers the recipe knows"""
GOING_ON = ("waiting", "training", "evaluating")


def _facts(row: TrainingRunRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "base_model": row.base_model,
        "datasets": row.used,
        "recipe": row.recipe,
        "state": row.state,
        "error_message": row.error_message,
        "step": row.curve[-1].step if row.curve else 0,
        "oks": max((point.oks for point in row.curve), default=None),
        "evaluation": row.evaluation,
        "model": row.model,
        "promoted": row.promoted,
        "replaced": row.replaced,
        "created_at": row.created_at,
        "ended_at": row.ended_at,
    }


def describe_run(row: TrainingRunRow, storage: Objects) -> TrainingRunDetails:
    """Everything about a run."""
    has_file = row.state in {"evaluating", "done"}
    return TrainingRunDetails(
        **_facts(row),
        curve=row.curve,
        split=row.split,
        difference=row.difference,
        stopped_early=row.stopped_early,
        revision=row.revision,
        weights_url=storage.sign_get(row.key("weights.tflite"), f"{row.name}.tflite") if has_file else None,
    )


async def _check_base(request: StartTrainingRun, context: Context) -> None:
    """Raises NotFound, Conflict."""
    listed = await context.ask(ListPoseModels(limit=500))
    found = next((model for model in listed.models if model.name == request.base_model), None)
    if found is None:
        raise NotFound("This pose model does not exist.")
    if found.adapter not in TUNABLE or not found.available:
        raise Conflict(
            f"{found.name} cannot learn here: only MoveNet MultiPose and what has become of it can.",
            code="not_tunable",
            details={"name": found.name},
        )


async def start_training_run(request: StartTrainingRun, context: Context) -> TrainingRunDetails:
    """Have the base model lent; learning begins when it is there. Raises NotFound, Forbidden, Conflict."""
    if not TrainingSettings.of(context).has_trainer:
        raise Conflict(
            "Nothing can be trained here: this installation has no PyTorch. Ask whoever runs it.", code="no_trainer"
        )
    await _check_base(request, context)
    async with context.transaction() as work:
        datasets = [await work.find(DatasetRow, one) for one in dict.fromkeys(request.datasets)]
        gathered = await gather(work, datasets, request.recipe)
        couples = [one.couples for one in datasets]
        row = TrainingRunRow(
            studio_id=work.studio_id,
            id=uuid4(),
            name=request.name,
            couples=None if None in couples else sorted({couple for one in couples for couple in one or ()}),
            base_model=request.base_model,
            recipe=request.recipe,
            used=[UsedDataset(id=one.id, name=one.name) for one in datasets],
            split=gathered.split,
            curve=[],
            state="waiting",
            asked_at=datetime.now(UTC),
        )
        work.db.add(row)
        work.enqueue(LendModel(run_id=row.id, model=row.base_model))
        await work.db.flush()
    return describe_run(row, context.storage)


async def list_training_runs(request: ListTrainingRuns, context: Context) -> TrainingRuns:
    """The runs within reach, the newest first."""
    async with context.transaction() as work:
        order = Order(TrainingRunRow.created_at, TrainingRunRow.id, newest=True)
        page = await find_page(work, work.visible(TrainingRunRow), order, request)
        runs, following = page.fit([TrainingRun(**_facts(row)) for row in page.rows])
    return TrainingRuns(runs=runs, next_cursor=following)


async def get_training_run(request: GetTrainingRun, context: Context) -> TrainingRunDetails:
    """One of them. Raises NotFound, Forbidden."""
    async with context.transaction() as work:
        row = await work.find(TrainingRunRow, request.run_id)
    return describe_run(row, context.storage)


async def cancel_training_run(request: CancelTrainingRun, context: Context) -> TrainingRunDetails:
    """Learn no more; what has ended stays as it is. Raises NotFound, Forbidden."""
    async with context.transaction() as work:
        row = await work.find(TrainingRunRow, request.run_id, lock=True)
        if row.state in GOING_ON:
            row.state, row.ended_at = "cancelled", datetime.now(UTC)
            await work.drop(row.folder)
            work.touch(TRAINING_RUN, row.id)
    return describe_run(row, context.storage)
