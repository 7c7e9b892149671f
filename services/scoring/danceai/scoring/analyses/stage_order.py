"""Which stage needs which, and whether one may run again. Pure."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from danceai.common.contracts.analyses import LifeState, StageName

NEEDS: dict[StageName, tuple[StageName, ...]] = {
    StageName.CHECK: (),
    StageName.POSE: (StageName.CHECK,),
    StageName.SCORE: (StageName.POSE,),
    StageName.OVERLAY: (StageName.SCORE,),
    StageName.EVALUATE: (StageName.SCORE,),
    StageName.REPORT: (StageName.OVERLAY, StageName.EVALUATE),
}
PER_CAMERA = (StageName.CHECK, StageName.POSE)


class Standing(Protocol):
    """How a stage stands; camera is empty where it is not per camera."""

    @property
    def name(self) -> str:
        """A StageName."""

    @property
    def camera(self) -> str:
        """A Camera, or empty."""

    @property
    def state(self) -> str:
        """A LifeState."""

    @property
    def final(self) -> bool:
        """Whether another attempt would end the same."""

    @property
    def error_message(self) -> str | None:
        """Why it failed."""


S = TypeVar("S", bound=Standing)


def needed_by(stages: Sequence[S], stage: S) -> list[S]:
    """The stages this one builds on directly; a camera's pose needs only that camera's check."""
    needs = NEEDS[StageName(stage.name)]
    return [
        other
        for other in stages
        if StageName(other.name) in needs and (not stage.camera or other.camera == stage.camera)
    ]


def builds_on(stage: Standing, earlier: Standing) -> bool:
    """Whether a stage uses what an earlier one makes, at any remove."""
    same_camera = not (stage.camera and earlier.camera) or stage.camera == earlier.camera
    return same_camera and StageName(earlier.name) in _all_needs(StageName(stage.name))


def why_not_again(state: LifeState, stages: Sequence[Standing], stage: Standing) -> str | None:
    """What keeps a stage from running again, as a sentence; None when it may. state: of the analysis.

    Where some stage has failed for good, only what that one builds on may make a difference.
    """
    if state == LifeState.WAITING:
        return "This analysis waits for its turn already."
    if stage.state == LifeState.RUNNING and state == LifeState.RUNNING:
        return "This stage is still running."
    for other in stages:
        if other.state == LifeState.FAILED and other.final and not builds_on(other, stage):
            return f"Another attempt would end the same way. {other.error_message}"
    if stage.name == StageName.CHECK and stage.state != LifeState.FAILED:
        return "The check belongs to the video. Upload it again, or change its crop."
    if any(needed.state != LifeState.DONE for needed in needed_by(stages, stage)):
        return "An earlier stage is not done yet. Retry that one."
    return None


def _all_needs(name: StageName) -> set[StageName]:
    direct = set(NEEDS[name])
    return direct.union(*(_all_needs(need) for need in direct)) if direct else direct
