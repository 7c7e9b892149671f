"""A training run, live: how far it is, and its curve as it grows."""

from uuid import UUID

from danceai.common.contracts.base import Message
from danceai.common.contracts.training_runs import GetTrainingRun, TrainingRunDetails
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.kinds import Kind


class LiveTrainingRun(Message):
    """The run, and how far it is."""

    run: TrainingRunDetails
    percent: float
    """Of its steps"""


class TrainingRunView:
    """Until it has ended."""

    gathers = 0.5

    def __init__(self, run_id: UUID) -> None:
        self._id = run_id
        self._run: TrainingRunDetails | None = None
        self._step = 0.0

    @property
    def ended(self) -> bool:
        """Nothing more will come of it."""
        return self._run is not None and self._run.ended_at is not None

    @property
    def regions(self) -> list[Region]:
        """Its own."""
        return [("training_run", self._id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask training."""
        self._run = await bus.request(GetTrainingRun(run_id=self._id), actor)

    def hear(self, heard: Heard) -> None:
        """Some more steps."""
        if not heard.progress.changed:
            self._step = heard.progress.done

    def show(self) -> LiveTrainingRun:
        """As it is now."""
        assert self._run is not None, "read before it is shown"
        step = max(self._step, self._run.step)
        share = 1.0 if self._run.state in {"evaluating", "done"} else min(step / self._run.recipe.steps, 1.0)
        return LiveTrainingRun(run=self._run, percent=round(100 * share, 1))


KIND = Kind("training_run", GetTrainingRun, TrainingRunView, "run_id")
