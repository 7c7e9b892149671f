"""Frames that pose models may learn from."""

from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Id, Job, Name, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission


class Dataset(Reply):
    """Frames of finished analyses that pose models may learn from."""

    id: Id
    name: str
    analyses: list[Id]


class Datasets(PageReply):
    """Datasets, by name."""

    datasets: list[Dataset]


class CreateDataset(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Name a dataset and the analyses it draws from."""

    name: Name
    analyses: list[Id] = Field(min_length=1, max_length=500)


class ListDatasets(Paged, Request[Datasets], service="training", needs=Permission.ANNOTATE):
    """The datasets within reach: all of whose couples are one's own."""


class DatasetExport(Reply):
    """A dataset on its way into a file, or there."""

    id: Id
    dataset_id: Id
    every_seconds: float
    state: Literal["running", "done", "failed"]
    error_message: str | None = None
    url: str | None = None
    """Where the file can be downloaded, once it is there"""


class StartExport(Request[DatasetExport], service="training", needs=Permission.ANNOTATE):
    """Put the dataset's poses, one frame in every `every_seconds`, into a file of COCO keypoints."""

    dataset_id: Id
    every_seconds: float = Field(default=2.0, ge=0.1, le=60)


class GetExport(Request[DatasetExport], service="training", needs=Permission.ANNOTATE):
    """How far an export is, and where its file is."""

    export_id: Id


class WriteExport(Job, service="training", slots=2, per_studio=1):
    """Gather the poses and write the file."""

    export_id: Id
