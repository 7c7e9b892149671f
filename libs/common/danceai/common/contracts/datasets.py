"""Frames that pose models may learn from."""

from pydantic import Field

from danceai.common.contracts.base import Id, Name, Reply, Request
from danceai.common.identity import Permission


class Dataset(Reply):
    """Frames of finished analyses that pose models may learn from."""

    id: Id
    name: str
    analyses: list[Id]


class Datasets(Reply):
    """The studio's datasets."""

    datasets: list[Dataset]


class CreateDataset(Request[Dataset], service="training", needs=Permission.TEACH):
    """Name a dataset and the analyses it draws from."""

    name: Name
    analyses: list[Id] = Field(min_length=1, max_length=500)


class ListDatasets(Request[Datasets], service="training", needs=Permission.TEACH):
    """All datasets of the studio."""


class CocoDocument(Reply):
    """COCO keypoints JSON as text."""

    content: str


class ExportCoco(Request[CocoDocument], service="training", needs=Permission.TEACH):
    """The dataset's poses, one frame in every `every_seconds`, as COCO keypoints."""

    dataset_id: Id
    every_seconds: float = Field(default=2.0, ge=0.1, le=60)
