"""Datasets: named, listed."""

from uuid import uuid4

from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.contracts.datasets import CreateDataset, Dataset, Datasets, ListDatasets
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.training.tables import DatasetRow


def _to_reply(row: DatasetRow) -> Dataset:
    return Dataset(id=row.id, name=row.name, analyses=row.analyses)


async def create_dataset(request: CreateDataset, context: Context) -> Dataset:
    """Name a dataset; every analysis must be within reach and have poses. Raises NotFound, Forbidden."""
    found = [await context.ask(GetPoses(analysis_id=analysis)) for analysis in request.analyses]
    async with context.transaction() as work:
        row = DatasetRow(
            studio_id=work.studio_id,
            id=uuid4(),
            name=request.name,
            analyses=request.analyses,
            couples=sorted({poses.couple_id for poses in found}),
        )
        work.db.add(row)
        return _to_reply(row)


async def list_datasets(request: ListDatasets, work: UnitOfWork) -> Datasets:
    """The datasets within reach, by name."""
    page = await find_page(work, work.visible(DatasetRow), Order(DatasetRow.name, DatasetRow.id), request)
    datasets, following = page.fit([_to_reply(row) for row in page.rows])
    return Datasets(datasets=datasets, next_cursor=following)
