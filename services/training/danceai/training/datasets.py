"""Datasets: named, listed, exported as COCO."""

import json
from uuid import UUID, uuid4

from sqlalchemy import select

from danceai.common.contracts.analyses import GetPoses
from danceai.common.contracts.datasets import CocoDocument, CreateDataset, Dataset, Datasets, ExportCoco, ListDatasets
from danceai.common.errors import Invalid, NotFound
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread
from danceai.common.poses import from_parquet
from danceai.training.coco import document
from danceai.training.tables import DatasetRow

LARGEST = 6 * 1024 * 1024
"""Characters of one answer on the bus."""


def _to_reply(row: DatasetRow) -> Dataset:
    return Dataset(id=row.id, name=row.name, analyses=[UUID(analysis) for analysis in row.analyses])


async def create_dataset(request: CreateDataset, work: UnitOfWork) -> Dataset:
    """Name a dataset; every analysis must be this studio's and have poses. Raises NotFound."""
    for analysis in request.analyses:
        await work.ask(GetPoses(analysis_id=analysis))
    row = DatasetRow(
        studio_id=work.studio_id, id=uuid4(), name=request.name, analyses=[str(a) for a in request.analyses]
    )
    work.session.add(row)
    return _to_reply(row)


async def list_datasets(request: ListDatasets, work: UnitOfWork) -> Datasets:
    """All datasets, by name."""
    rows = await work.session.scalars(select(DatasetRow).order_by(DatasetRow.name, DatasetRow.id))
    return Datasets(datasets=[_to_reply(row) for row in rows])


async def export_coco(request: ExportCoco, work: UnitOfWork) -> CocoDocument:
    """The dataset's followed couples as COCO keypoints."""
    row = await work.session.get(DatasetRow, (work.studio_id, request.dataset_id))
    if row is None:
        raise NotFound("This dataset does not exist.")
    sources = []
    for analysis in row.analyses:
        found = await work.ask(GetPoses(analysis_id=UUID(analysis)))
        bodies = await in_thread(from_parquet, await work.storage.get(found.url))
        poses = bodies.dense(int(bodies.frame.max()) + 1, 2)
        sources.append((analysis, poses, float(bodies.details["fps"])))
    coco = await in_thread(document, sources, request.every_seconds)
    content = json.dumps(coco)
    if len(content) > LARGEST:
        raise Invalid("The dataset is too large for one download. Choose a longer interval between frames.")
    return CocoDocument(content=content)
