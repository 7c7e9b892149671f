"""Frames of datasets: looked at, corrected, thrown out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator

from danceai.common.contracts.base import Camera, Done, Id, Message, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

VALUES = 3
JOINTS = 17
Coordinate = Annotated[float, Field(allow_inf_nan=False, ge=-10_000, le=20_000)]


class FrameState(StrEnum):
    """What people have said of a frame."""

    NEW = "new"
    CONFIRMED = "confirmed"
    UNUSABLE = "unusable"


class Unusable(StrEnum):
    """Why a frame teaches nothing."""

    BLURRED = "blurred"
    CUT_OFF = "cut_off"
    HIDDEN = "hidden"
    OTHER_PEOPLE = "other_people"
    NO_COUPLE = "no_couple"
    OTHER = "other"


class Suspicion(StrEnum):
    """Why joints are likely to be wrong."""

    UNSURE = "unsure"
    """The network was not sure of them"""
    JUMP = "jump"
    """They are elsewhere just before and after"""
    LENGTH = "length"
    """A limb is much longer or shorter than the dancer's own"""
    SHARED = "shared"
    """One wrist or ankle belongs to both"""
    MISSING = "missing"
    """Limbs of a dancer were not found"""


class Person(Message):
    """A dancer's joints in the order of COCO: x and y in pixels, and 2 = visible, 1 = hidden, 0 = not labelled."""

    keypoints: Annotated[list[Coordinate], Field(min_length=JOINTS * VALUES, max_length=JOINTS * VALUES)]

    @model_validator(mode="after")
    def check_visibility(self) -> "Person":
        """Nothing but 0, 1 and 2; what is not labelled has no place (https://cocodataset.org/#format-data)."""
        for x, y, seen in zip(*(self.keypoints[part::VALUES] for part in range(VALUES)), strict=True):
            if seen not in (0, 1, 2) or (seen == 0 and (x, y) != (0, 0)):
                raise ValueError("The visibility of a joint is 0, 1 or 2, and one that is not labelled lies at 0, 0.")
        return self


Couple = Annotated[list[Person], Field(min_length=2, max_length=2)]
"""Lead first"""


class Frame(Reply):
    """A picture and what is known of the two dancers in it."""

    id: Id
    dataset_id: Id
    analysis_id: Id
    camera: Camera
    number: int
    """Of the video's frames"""
    second: float
    width: int
    height: int
    state: FrameState
    reason: Unusable | None
    """Of an unusable one"""
    suspicion: float
    """0 = nothing speaks against it; higher = worse"""
    suspicions: list[Suspicion]
    people: Couple
    confidence: list[list[float]] = []
    """Of each dancer's joints, 0 to 1, as the network told it, 1 where a person has put them; empty = not known"""
    version: int
    """Counts the changes: who saves says which one was changed"""
    annotated_by: str
    """The model, or "hand" """
    changed_at: datetime
    held_by: str | None = None
    """Who is at it, if that is somebody else"""
    held_until: datetime | None = None
    thumbnail: str
    """A signed address, good for a while"""
    picture: str


class Frames(PageReply):
    """Frames of a dataset."""

    frames: list[Frame]


class WantedFrames(Message):
    """Which frames of a dataset are worked through: in the order of their videos, or the worst first."""

    state: FrameState | None = None
    reason: Unusable | None = None
    suspicion: Suspicion | None = None
    order: Literal["time", "worst"] = "time"


class ListFrames(WantedFrames, Paged, Request[Frames], service="training", needs=Permission.ANNOTATE):
    """The frames of a dataset that are wanted."""

    dataset_id: Id
    changed_since: AwareDatetime | None = None
    """Only those that are others since then, as far as they are still there"""


class Neighbours(Reply):
    """What stands around a frame."""

    before: Id | None
    """Of the wanted frames, in their order"""
    next: Id | None
    worst: Id | None
    """Of all that nobody has looked at and nobody else is at, this one aside"""
    earlier: Couple | None
    """The joints of the frame before it in the same film"""


class GetNeighbours(WantedFrames, Request[Neighbours], service="training", needs=Permission.ANNOTATE):
    """Where to go on from a frame, whether it is itself among the wanted ones or no longer."""

    frame_id: Id
    stood_at: Annotated[float, Field(allow_inf_nan=False, ge=0)] | None = None
    """Its suspicion when it was opened: worst first, one that has been saved since would stand last"""


class GetFrame(Request[Frame], service="training", needs=Permission.ANNOTATE):
    """One of them, as it is now."""

    frame_id: Id


class HoldFrame(Request[Frame], service="training", needs=Permission.ANNOTATE):
    """Be the one who works on it for the next minutes; ask again to keep it. Others see who is at it."""

    frame_id: Id


class LeaveFrame(Request[Done], service="training", needs=Permission.ANNOTATE):
    """Somebody else may work on it."""

    frame_id: Id


class SaveFrame(Request[Frame], service="training", needs=Permission.ANNOTATE):
    """Keep joints and state. Conflict when it is no longer at that version (frame_changed), or held (frame_held)."""

    frame_id: Id
    version: int
    people: Couple
    state: FrameState
    reason: Unusable | None = None

    @model_validator(mode="after")
    def check_reason(self) -> "SaveFrame":
        """Unusable frames, and only they, have a reason."""
        if (self.state is FrameState.UNUSABLE) != (self.reason is not None):
            raise ValueError("An unusable frame needs a reason, and no other has one.")
        return self


class DeleteUnusableFrames(Request[Done], service="training", needs=Permission.ANNOTATE):
    """Away with all frames of a dataset that are unusable; they are not taken again."""

    dataset_id: Id
