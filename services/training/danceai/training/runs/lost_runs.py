"""Runs that stand still: pose has not answered, or the job of the learning is in no queue."""

from datetime import UTC, datetime

from danceai.common.contracts.training_runs import TrainModel
from danceai.common.contracts.tuned_models import LendModel, RegisterTunedModel
from danceai.common.frame.reconciling import STOOD_STILL, Mending
from danceai.training.runs.answers import end_run
from danceai.training.runs.requests import GOING_ON
from danceai.training.runs.train_model import order_evaluation
from danceai.training.tables import TrainingRunRow

KIND = "lost_training_runs"


def _order(row: TrainingRunRow) -> LendModel | TrainModel | RegisterTunedModel:
    """What brings it on from where it stands."""
    if row.state == "evaluating":
        return order_evaluation(row)
    return LendModel(run_id=row.id, model=row.base_model) if row.base_key is None else TrainModel(run_id=row.id)


async def lost_training_runs(mending: Mending) -> None:
    """Ordered again, or ended when that has not helped."""
    async with mending.transaction() as work:
        running = await work.all(work.visible(TrainingRunRow).where(TrainingRunRow.state.in_(GOING_ON)))
    if not running:
        return
    ordered = await mending.ordered(TrainModel)
    for seen in running:
        job = _order(seen)
        waits = job in ordered if isinstance(job, TrainModel) else seen.asked_at > mending.asked_before
        if waits:
            continue
        again = await mending.may_restart(KIND, seen.id)
        async with mending.transaction() as work:
            now = await work.find(TrainingRunRow, seen.id, lock=True)
            if now.state not in GOING_ON or _order(now) != job:
                continue  # it has gone on meanwhile
            if again:
                now.asked_at = datetime.now(UTC)
                work.enqueue(job)
            else:
                end_run(now, STOOD_STILL, work)
        mending.mended(KIND, "restarted" if again else "ended", seen.id)
