"""Training runs: a registered pose model that goes on learning from datasets, and what became of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from danceai.common.contracts.base import Id, Job, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.contracts.tuned_models import PoseQuality
from danceai.common.identity import Permission

RunState = Literal["waiting", "training", "evaluating", "done", "failed", "cancelled"]
"""Waiting: for its base model, or for a trainer that is free"""


class Recipe(Message):
    """How a model learns. The same recipe on the same frames gives the same model."""

    steps: int = Field(default=600, ge=10, le=200_000)
    batch: int = Field(default=8, ge=2, le=256)
    learning_rate: float = Field(default=0.0006, gt=0, le=0.1)
    """The largest step, in shares of each tensor's root mean square; much larger ones unlearn at first"""
    side: int = Field(default=288, ge=96, le=640, multiple_of=32)
    """Pixels of the sides of the pictures it learns from"""
    held_out: float = Field(default=0.2, ge=0.05, le=0.5)
    """Share of the frames that it never learns from and is judged by"""
    patience: int = Field(default=8, ge=0, le=100)
    """Looks at the held-out frames without betterment after which it stops early; 0 = it never does"""
    only_confirmed: bool = True
    """Whether only frames count that somebody has confirmed"""
    mirrored: bool = True
    partner_pasted: bool = True
    """Whether dancers of other frames are pasted over, as a partner hides one in close hold"""
    limbs_erased: bool = True
    seed: int = Field(default=1, ge=0, le=2**31)


class UsedDataset(Message):
    """A dataset as it was when it was learned from."""

    id: Id
    name: str
    version: str = ""
    """Changes with any of its frames; empty until the run has begun"""
    frames: int = 0


class CurvePoint(Message):
    """How it stood at a look at the held-out frames."""

    step: int
    loss: float
    """Mean since the look before"""
    oks: float
    """Mean OKS of everybody's best cell in the held-out frames"""


class Split(Message):
    """Which part is learned from and which is held out: no couple and no video is in both."""

    train_frames: int
    held_out_frames: int
    train_couples: int
    held_out_couples: int


class Comparison(Message):
    """Both models on the held-out frames, looked at as the product looks at pictures."""

    base: PoseQuality
    result: PoseQuality


class TrainingRun(Reply):
    """A run."""

    id: Id
    name: str
    base_model: str
    datasets: list[UsedDataset]
    recipe: Recipe
    state: RunState
    error_message: str | None = None
    step: int
    oks: float | None
    """The best so far, by the curve"""
    evaluation: Comparison | None
    model: str | None
    """What the result is registered as"""
    promoted: bool
    """Whether this made it the default"""
    replaced: str | None
    """What was the default before"""
    created_at: datetime
    ended_at: datetime | None


class TrainingRunDetails(TrainingRun):
    """A run with everything that is known of it."""

    curve: list[CurvePoint]
    split: Split | None
    difference: float | None
    """Between the result's file where it is served and what was trained, shares of a map's largest number, at most"""
    stopped_early: bool
    revision: str
    """Of the programs that trained"""
    weights_url: str | None
    """Where the result's file can be downloaded"""


class TrainingRuns(PageReply):
    """Runs, the newest first."""

    runs: list[TrainingRun]


class StartTrainingRun(Request[TrainingRunDetails], service="training", needs=Permission.ANNOTATE):
    """Have a model learn from datasets. Conflict where this installation has no trainer."""

    name: Name
    datasets: Annotated[list[Id], Field(min_length=1, max_length=50)]
    base_model: str = Field(default="movenet-multipose-couples", max_length=200)
    recipe: Recipe = Recipe()


class ListTrainingRuns(Paged, Request[TrainingRuns], service="training", needs=Permission.ANNOTATE):
    """The runs within reach: all of whose couples are one's own."""


class GetTrainingRun(Request[TrainingRunDetails], service="training", needs=Permission.ANNOTATE):
    """One of them."""

    run_id: Id


class CancelTrainingRun(Request[TrainingRunDetails], service="training", needs=Permission.ANNOTATE):
    """Learn no more. There will be no model of it."""

    run_id: Id


class PromoteTrainingRun(Request[TrainingRunDetails], service="training", needs=Permission.MANAGE_PLATFORM):
    """Make its model the one that new analyses use; what was so before is remembered."""

    run_id: Id


class RollBackTrainingRun(Request[TrainingRunDetails], service="training", needs=Permission.MANAGE_PLATFORM):
    """Make the model the default again that was so before this run's."""

    run_id: Id


class TrainModel(Job, service="training", limit=3600, attempts=6, slots=1, per_studio=1):
    """Gather the frames and learn from them, an hour at most; then wait for the next turn, and go on from there."""

    run_id: Id
