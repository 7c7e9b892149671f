"""What pose tells of runs: the base model is there, the result is in the registry, or it cannot be done."""

from datetime import UTC, datetime
from uuid import UUID

from danceai.common.contracts.training_runs import Comparison, TrainModel
from danceai.common.contracts.tuned_models import ModelLent, TunedModelRegistered, TuningRefused
from danceai.common.errors import ProductError
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.runs.requests import GOING_ON, TRAINING_RUN
from danceai.training.tables import TrainingRunRow

WHOLE = "what was ordered for a run comes back to it"


async def _under_way(
    work: UnitOfWork, event: ModelLent | TunedModelRegistered | TuningRefused
) -> TrainingRunRow | None:
    """The run, locked, if it still goes on."""
    row = await _find(work, event.run_id)
    return row if row is not None and row.state in GOING_ON else None


async def _find(work: UnitOfWork, run_id: UUID) -> TrainingRunRow | None:
    """The run, locked."""
    query = work.opened(TrainingRunRow, because=WHOLE).where(TrainingRunRow.id == run_id)
    return await work.first(query.with_for_update())


async def on_model_lent(event: ModelLent, work: UnitOfWork) -> None:
    """Learning can begin."""
    row = await _under_way(work, event)
    if row is None or row.state != "waiting" or row.base_key is not None:
        return
    row.base_key = event.key
    work.enqueue(TrainModel(run_id=row.id))


async def on_tuned_model_registered(event: TunedModelRegistered, work: UnitOfWork) -> None:
    """All is done."""
    row = await _under_way(work, event)
    if row is None or row.state != "evaluating":
        return
    row.model, row.evaluation = event.name, Comparison(base=event.base, result=event.result)
    row.state, row.ended_at = "done", datetime.now(UTC)
    work.touch(TRAINING_RUN, row.id)


async def on_tuning_refused(event: TuningRefused, work: UnitOfWork) -> None:
    """It ends here, and why."""
    row = await _under_way(work, event)
    if row is not None:
        end_run(row, event.message, work)


def end_run(row: TrainingRunRow, message: str, work: UnitOfWork) -> None:
    """There will be no model of it."""
    row.state, row.error_message, row.ended_at = "failed", message, datetime.now(UTC)
    work.touch(TRAINING_RUN, row.id)


async def run_failed(message: TrainModel, error: ProductError, work: UnitOfWork) -> None:
    """The job's last word."""
    row = await _find(work, message.run_id)
    if row is not None and row.state in {"waiting", "training"}:
        end_run(row, error.message, work)
