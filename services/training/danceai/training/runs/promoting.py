"""A run's model becomes the one that new analyses use, and what was so before comes back."""

from danceai.common.contracts.pose_models import EditPoseModel, ListPoseModels
from danceai.common.contracts.training_runs import PromoteTrainingRun, RollBackTrainingRun, TrainingRunDetails
from danceai.common.errors import Conflict
from danceai.common.frame.contexts import Context
from danceai.training.runs.requests import describe_run
from danceai.training.tables import TrainingRunRow


async def _default_beside(name: str, context: Context) -> str | None:
    """What is the default where a model runs."""
    listed = (await context.ask(ListPoseModels(limit=500))).models
    backend = next((model.backend for model in listed if model.name == name), None)
    return next((model.name for model in listed if model.default and model.backend == backend), None)


async def promote_training_run(request: PromoteTrainingRun, context: Context) -> TrainingRunDetails:
    """Raises NotFound; Conflict where there is no model yet, or it is the default already."""
    async with context.transaction() as work:
        row = await work.find(TrainingRunRow, request.run_id)
    if row.state != "done" or row.model is None:
        raise Conflict("There is no model of this run to promote.", code="no_model_of_run")
    before = await _default_beside(row.model, context)
    if before == row.model:
        raise Conflict("This model is the default already.", code="default_already")
    await context.ask(EditPoseModel(name=row.model, default=True))
    return await _note(request, context, promoted=True, replaced=before)


async def roll_back_training_run(request: RollBackTrainingRun, context: Context) -> TrainingRunDetails:
    """Raises NotFound; Conflict where its model is not the default (any more)."""
    async with context.transaction() as work:
        row = await work.find(TrainingRunRow, request.run_id)
    if row.model is None or row.replaced is None or await _default_beside(row.model, context) != row.model:
        raise Conflict(
            "There is nothing to take back: the model of this run is not the default.", code="default_is_another"
        )
    await context.ask(EditPoseModel(name=row.replaced, default=True))
    return await _note(request, context, promoted=False, replaced=None)


async def _note(
    request: PromoteTrainingRun | RollBackTrainingRun, context: Context, *, promoted: bool, replaced: str | None
) -> TrainingRunDetails:
    async with context.transaction() as work:
        row = await work.find(TrainingRunRow, request.run_id, lock=True)
        row.promoted, row.replaced = promoted, replaced
        work.touch("training_run", row.id)
    return describe_run(row, context.storage)
