"""Whatever comes between: what a person has said of a frame, or put in it, stays.

Sequences of what happens to a dataset, in the service's own functions over PostgreSQL: taken anew with another
selection, looked at by models whose answers come late, read from files, saved, held and thrown out.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danceai.common.contracts.annotating import FoundBody, LookedAt, PicturesAnnotated
from danceai.common.contracts.base import Camera
from danceai.common.contracts.datasets import Selection
from danceai.common.contracts.frames import DeleteUnusableFrames, FrameState, Person, SaveFrame, Unusable
from danceai.common.errors import Conflict
from danceai.common.frame.contexts import Context
from danceai.common.frame.objects import JobObjects
from danceai.common.frame.running import RunningService
from danceai.common.identity import Reach
from danceai.common.storage.keys import Kind
from danceai.training.annotating import begin, on_pictures_annotated
from danceai.training.coco_reading import Labels, Read
from danceai.training.extraction import put_in
from danceai.training.frames import FrameChanged, FrameHeld, delete_unusable_frames, save_frame
from danceai.training.imports import take_over
from danceai.training.tables import DatasetRow, FrameRow, ImportRow
from tests.support.beside import STUDIO, beside, on_account_of, working_in
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform

FRAMES = 4
SOME = st.sets(st.integers(0, FRAMES - 1), min_size=1)
ONE = st.integers(0, FRAMES - 1)
SAID = st.sampled_from([(FrameState.NEW, None), (FrameState.CONFIRMED, None), (FrameState.UNUSABLE, Unusable.BLURRED)])
BEHIND = st.sampled_from([0, 0, 1])
"""By how many versions, or runs, somebody is too late"""
PUT = st.sampled_from([None, 1000.0])
"""Where joints are put to, if they are"""
STEPS = st.one_of(
    st.tuples(st.just("extract"), SOME),
    st.tuples(st.just("begin")),
    st.tuples(st.just("told"), SOME, BEHIND),
    st.tuples(st.just("read"), SOME),
    st.tuples(st.just("save"), ONE, SAID, PUT, BEHIND),
    st.tuples(st.just("hold"), ONE),
    st.tuples(st.just("drop")),
)


def _people(place: float) -> list[Person]:
    return [Person(keypoints=[place, dancer * 100.0, 2.0] * 17) for dancer in (1, 2)]


@dataclass
class Story:
    """A dataset, and what people have said of its frames."""

    training: RunningService
    dataset: UUID = field(default_factory=uuid4)
    film: UUID = field(default_factory=uuid4)
    said: dict[UUID, tuple[list[Person], FrameState]] = field(default_factory=dict)
    clock: int = 0

    def id_of(self, number: int) -> UUID:
        """A frame's."""
        return uuid5(self.dataset, str(number))

    async def tell(self, steps: list[tuple[Any, ...]]) -> int:
        """Do it all; how many corrections are not as they were left."""
        async with working_in(self.training) as work:
            facts = {"name": "Story", "analyses": [], "couples": [], "selection": Selection(), "state": "ready"}
            work.db.add(DatasetRow(studio_id=work.studio_id, id=self.dataset, run=1, annotation_run=0, **facts))
        lost = 0
        await self.extract(set(range(FRAMES)))
        for name, *details in steps:
            self.clock += 1
            await getattr(self, name)(*details)
            lost += await self.lost()
        async with working_in(self.training) as work:
            for row in await work.all(work.visible(FrameRow).where(FrameRow.dataset_id == self.dataset)):
                await work.db.delete(row)
            dataset = await work.find(DatasetRow, self.dataset)
            await work.drop(dataset.folder)
            await work.db.delete(dataset)
        return lost

    async def lost(self) -> int:
        """Corrections that are not there as they were left."""
        async with working_in(self.training) as work:
            rows = {row.id: row for row in await work.all(work.visible(FrameRow).where(FrameRow.id.in_(self.said)))}
        kept = {key: (row.people, FrameState(row.state)) for key, row in rows.items()}
        return sum(kept.get(key) != said for key, said in self.said.items())

    async def extract(self, numbers: set[int]) -> None:
        """Taken anew, these are chosen."""
        added = []
        for number in numbers:
            row = FrameRow(id=self.id_of(number), dataset_id=self.dataset, analysis_id=self.film, camera="A")
            facts = {"number": number, "second": 0.0, "width": 1280, "height": 720, "bytes": 1, "version": 1}
            found = {"suspicion": 0.5, "suspicions": [], "people": _people(self.clock), "annotated_by": "network"}
            for name, value in (facts | found | {"state": "new", "gone": False}).items():
                setattr(row, name, value)
            added.append(row)
        storage = JobObjects(self.training, STUDIO)
        for row in added:
            row.studio_id = STUDIO
            for key in row.keys:
                await storage.put(key, Kind.FRAME, b"picture", "image/jpeg")
        async with working_in(self.training) as work:
            await put_in(work, (self.dataset, self.film, Camera.A), {row.id for row in added}, added)

    async def begin(self) -> None:
        """A model is to look at what nobody has touched."""
        async with working_in(self.training) as work:
            try:
                await begin(work, await work.find(DatasetRow, self.dataset, lock=True), "network")
            except Conflict:
                return

    async def told(self, numbers: set[int], behind: int) -> None:
        """It has looked, or the one before it has."""
        body = FoundBody(keypoints=[float(self.clock), 100.0, 0.9] * 17, score=0.9)
        looked_at = [LookedAt(frame_id=self.id_of(number), bodies=[body, body]) for number in numbers]
        async with working_in(self.training) as work:
            run = (await work.find(DatasetRow, self.dataset)).annotation_run - behind
            event = PicturesAnnotated(dataset_id=self.dataset, run=run, model="network", looked_at=looked_at)
            await on_pictures_annotated(event, work)

    async def read(self, numbers: set[int]) -> None:
        """Joints come from a file: people have put them."""
        body = np.array([[2000.0 + self.clock, 5.0, 2.0]] * 17)
        labels = {(self.film, "A", number): Labels([body, body], ["lead", "follow"]) for number in numbers}
        people = [Person(keypoints=body.reshape(-1).tolist())] * 2
        async with working_in(self.training) as work:
            row = ImportRow(dataset_id=self.dataset, taken=0, kept=0, strangers=0, faults=[])
            await take_over(work, row, Read(labels=labels))
            of_it = work.visible(FrameRow).where(FrameRow.dataset_id == self.dataset)
            taken = [frame for frame in await work.all(of_it) if frame.people == people]
            self.said |= {frame.id: (people, FrameState(frame.state)) for frame in taken}

    async def save(self, number: int, said: tuple[FrameState, Unusable | None], put: float | None, behind: int) -> None:
        """Somebody saves it, having seen it as it is or as it was before."""
        async with working_in(self.training) as work:
            row = await work.first(work.visible(FrameRow).where(FrameRow.id == self.id_of(number)))
        if row is None:
            return
        people, (state, reason) = (_people(put + self.clock) if put else row.people), said
        request = SaveFrame(frame_id=row.id, version=row.version - behind, people=people, state=state, reason=reason)
        try:
            await save_frame(request, Context(self.training, on_account_of(), Reach.DELEGATED))
        except (FrameChanged, FrameHeld):
            assert behind or row.gone or row.held_until, "who has seen it as it is may save it"
            return
        assert not behind and not row.gone
        if put or row.annotated_by == "hand" or state is not FrameState.NEW:
            self.said[row.id] = (people, state)
        else:
            self.said.pop(row.id, None)  # nothing of a person is in it any more

    async def hold(self, number: int) -> None:
        """Somebody else is at it."""
        async with working_in(self.training) as work:
            row = await work.first(work.visible(FrameRow).where(FrameRow.id == self.id_of(number)))
            if row:
                until = datetime.now(UTC) + timedelta(minutes=2)
                row.held_by, row.holder, row.held_until = uuid4(), "Somebody", until

    async def drop(self) -> None:
        """What is unusable is thrown out."""
        async with working_in(self.training) as work:
            await delete_unusable_frames(DeleteUnusableFrames(dataset_id=self.dataset), work)


def test_nothing_changes_what_people_have_said(running: RunningPlatform, figure: FigureBook) -> None:
    lost, told = 0, 0
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        training = runner.run(stack.enter_async_context(beside(running, "training")))

        @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
        @given(st.lists(STEPS, min_size=4, max_size=14))
        def tell(steps: list[tuple[Any, ...]]) -> None:
            nonlocal lost, told
            told += len(steps)
            now = runner.run(Story(training).tell(steps))
            lost += now
            assert now == 0

        try:
            tell()
        finally:
            runner.run(stack.aclose())
    assert told > 50
    figure("training.lost_corrections", lost, "corrections", "<= 0")
