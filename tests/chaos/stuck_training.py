"""Rows of training that stand still."""

from uuid import UUID, uuid4

from danceai.common.contracts.datasets import Annotation, Selection
from danceai.common.contracts.training_runs import Recipe
from danceai.common.frame.reconciling import STOOD_STILL
from danceai.training.imports import NOBODY as NO_JOINTS
from danceai.training.tables import DatasetRow, ExportRow, FrameRow, ImportRow, TrainingRunRow
from tests.chaos.garden import LONG_AGO, Garden, Resolved
from tests.support.beside import working_in

NOBODY = [NO_JOINTS, NO_JOINTS]


class TrainingPlants(Garden):
    """What training looks after."""

    async def dataset(self, state: str) -> UUID:
        dataset = uuid4()
        async with working_in(self.services["training"]) as work:
            facts = {"name": "Stuck", "analyses": [], "couples": [], "selection": Selection(), "state": state, "run": 1}
            work.db.add(DatasetRow(studio_id=work.studio_id, id=dataset, **facts))
        return dataset

    async def plant_lost_export(self) -> Resolved:
        dataset, export = await self.dataset("ready"), uuid4()
        async with working_in(self.services["training"]) as work:
            facts = {"datasets": [dataset], "couples": [], "state": "running"}
            work.db.add(ExportRow(studio_id=work.studio_id, id=export, **facts))

        async def resolved() -> bool:
            async with working_in(self.services["training"]) as work:
                return (await work.find(ExportRow, export)).state == "done"

        return resolved

    async def plant_lost_extraction(self) -> Resolved:
        dataset = await self.dataset("extracting")
        return lambda: self.dataset_is(dataset, "ready")

    async def plant_extraction_lost_again_and_again(self) -> Resolved:
        dataset = await self.dataset("extracting")
        await self.restarted("training", "lost_extractions", dataset)
        return lambda: self.dataset_is(dataset, "failed")

    async def dataset_is(self, dataset: UUID, state: str) -> bool:
        async with working_in(self.services["training"]) as work:
            return (await work.find(DatasetRow, dataset)).state == state

    async def plant_training_run_lost_again_and_again(self) -> Resolved:
        run = uuid4()
        async with working_in(self.services["training"]) as work:
            facts = {"name": "Stuck", "couples": [], "base_model": "none", "recipe": Recipe(), "used": [], "curve": []}
            stands = {"state": "training", "base_key": "none", "asked_at": LONG_AGO}
            work.db.add(TrainingRunRow(studio_id=work.studio_id, id=run, **facts, **stands))
        await self.restarted("training", "lost_training_runs", run)

        async def resolved() -> bool:
            async with working_in(self.services["training"]) as work:
                return (await work.find(TrainingRunRow, run)).state == "failed"

        return resolved

    async def plant_training_run_unanswered(self) -> Resolved:
        """Pose is asked again for its base model, and says that it knows none of that name."""
        run = uuid4()
        async with working_in(self.services["training"]) as work:
            facts = {"name": "Stuck", "couples": [], "base_model": "none", "recipe": Recipe(), "used": [], "curve": []}
            stands = {"state": "waiting", "asked_at": LONG_AGO}
            work.db.add(TrainingRunRow(studio_id=work.studio_id, id=run, **facts, **stands))

        async def resolved() -> bool:
            async with working_in(self.services["training"]) as work:
                row = await work.find(TrainingRunRow, run)
                return row.state == "failed" and "no active pose model" in (row.error_message or "")

        return resolved

    async def plant_lost_annotation(self) -> Resolved:
        """Its model is gone, too: asked again, pose says so."""
        dataset = await self.annotating()
        async with working_in(self.services["training"]) as work:
            facts = {"camera": "A", "number": 1, "second": 0.0, "width": 1280, "height": 720, "bytes": 0, "version": 1}
            said = {"state": "new", "suspicion": 0.0, "suspicions": [], "people": NOBODY, "annotated_by": "network"}
            frame = FrameRow(studio_id=work.studio_id, id=uuid4(), dataset_id=dataset, analysis_id=uuid4(), awaits=1)
            for name, value in (facts | said).items():
                setattr(frame, name, value)
            work.db.add(frame)
        return lambda: self.annotation_ended(dataset, "There is no active pose model called no-such-network.")

    async def plant_annotation_that_waits_for_nothing(self) -> Resolved:
        """Its frames have been thrown out meanwhile."""
        dataset = await self.annotating()
        return lambda: self.annotation_ended(dataset, None)

    async def plant_annotation_lost_again_and_again(self) -> Resolved:
        dataset = await self.annotating()
        await self.restarted("training", "lost_annotations", dataset)
        return lambda: self.annotation_ended(dataset, STOOD_STILL)

    async def annotating(self) -> UUID:
        dataset = await self.dataset("ready")
        async with working_in(self.services["training"]) as work:
            row = await work.find(DatasetRow, dataset)
            row.annotation = Annotation(model="no-such-network", total=9, started_at=LONG_AGO)
            row.annotation_run, row.annotation_heard_at = 1, LONG_AGO
        return dataset

    async def annotation_ended(self, dataset: UUID, why: str | None) -> bool:
        async with working_in(self.services["training"]) as work:
            told = (await work.find(DatasetRow, dataset)).annotation
        return told is not None and told.ended_at is not None and told.error_message == why

    async def plant_lost_import(self) -> Resolved:
        """Its file is gone, too."""
        dataset, row = await self.dataset("ready"), uuid4()
        async with working_in(self.services["training"]) as work:
            facts = {"dataset_id": dataset, "size_bytes": 9, "state": "running", "faults": []}
            work.db.add(ImportRow(studio_id=work.studio_id, id=row, **facts))

        async def resolved() -> bool:
            async with working_in(self.services["training"]) as work:
                return (await work.find(ImportRow, row)).state == "failed"

        return resolved
