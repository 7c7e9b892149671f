"""What a run learns from: the frames of its datasets, split, and written down once so that it never changes."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from danceai.common.contracts.frames import FrameState, Person
from danceai.common.contracts.training_runs import Recipe, Split, UsedDataset
from danceai.common.errors import Conflict
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.coco import Labelled, name_picture
from danceai.training.runs.splitting import Seen, group, hold_out
from danceai.training.tables import DatasetRow, FrameRow

FEWEST = 8
"""Frames to learn from"""


class Chosen(BaseModel):
    """A frame that is learned from, or judged by."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Of its picture"""
    file_name: str
    width: int
    height: int
    people: list[Person]
    held_out: bool

    @property
    def labelled(self) -> Labelled:
        """As COCO files list it, with the place of its picture."""
        return Labelled(self.file_name, self.width, self.height, self.people, {"key": self.key})


class Manifest(BaseModel):
    """Everything a run learns from."""

    frames: list[Chosen]
    datasets: list[UsedDataset]
    split: Split
    threads: int


@dataclass(frozen=True)
class Gathered:
    """Frames of datasets, and what becomes of each."""

    rows: list[FrameRow]
    groups: dict[UUID, int]
    held_out: set[UUID]

    @property
    def split(self) -> Split:
        """In numbers."""
        couples = set(self.groups.values())
        out = {self.groups[frame] for frame in self.held_out}
        return Split(
            train_frames=len(self.rows) - len(self.held_out),
            held_out_frames=len(self.held_out),
            train_couples=len(couples - out),
            held_out_couples=len(out),
        )


def _is_labelled(row: FrameRow) -> bool:
    return any(any(person.keypoints[2::3]) for person in row.people)


async def gather(work: UnitOfWork, datasets: list[DatasetRow], recipe: Recipe) -> Gathered:
    """The frames that count, in order, and the split. Raises Conflict when they are too few to learn from."""
    rows: list[FrameRow] = []
    seen: list[Seen] = []
    for dataset in datasets:
        wanted = work.visible(FrameRow).where(FrameRow.dataset_id == dataset.id, ~FrameRow.gone)
        if recipe.only_confirmed:
            wanted = wanted.where(FrameRow.state == FrameState.CONFIRMED.value)
        else:
            wanted = wanted.where(FrameRow.state != FrameState.UNUSABLE.value)
        found = [row for row in await work.all(wanted.order_by(FrameRow.id)) if _is_labelled(row)]
        perhaps = tuple(dataset.couples or (dataset.id,))
        rows += found
        seen += [Seen(row.id, row.analysis_id, row.couple_id, perhaps) for row in found]
    if len(rows) < FEWEST:
        raise Conflict(
            f"Of these datasets only {len(rows)} frames can be learned from; at least {FEWEST} are needed. "
            "Confirm more frames first.",
            code="too_few_frames",
            details={"counted": len(rows), "least": FEWEST},
        )
    groups = group(seen)
    held_out = hold_out(groups, recipe.held_out, recipe.seed)
    if not held_out:
        raise Conflict(
            "All of these frames are of one couple. A model that learns from one is judged by another: add a dataset "
            "of a second couple.",
            code="one_couple_only",
        )
    return Gathered(rows, groups, held_out)


def _version(rows: list[FrameRow]) -> str:
    told = "".join(f"{row.id}.{row.version} " for row in rows)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def write_down(gathered: Gathered, datasets: list[DatasetRow], threads: int) -> Manifest:
    """All of it as it is now."""
    frames = [
        Chosen(
            key=row.picture_key,
            file_name=name_picture(row.analysis_id, row.camera, row.number),
            width=row.width,
            height=row.height,
            people=row.people,
            held_out=row.id in gathered.held_out,
        )
        for row in gathered.rows
    ]
    of_each = {dataset.id: [row for row in gathered.rows if row.dataset_id == dataset.id] for dataset in datasets}
    used = [
        UsedDataset(id=one.id, name=one.name, version=_version(of_each[one.id]), frames=len(of_each[one.id]))
        for one in datasets
    ]
    return Manifest(frames=frames, datasets=used, split=gathered.split, threads=threads)
