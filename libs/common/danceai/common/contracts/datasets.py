"""Datasets: frames of finished analyses that pose models may learn from, and files made of them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from danceai.common.contracts.base import Done, Id, Job, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission


class Selection(Message):
    """Which frames of a video are taken. The same selection of the same video takes the same frames."""

    every_seconds: float = Field(default=2.0, ge=0.1, le=60)
    most_per_video: int = Field(default=200, ge=1, le=2000)
    alike_bits: int = Field(default=4, ge=0, le=32)
    """Of frames whose perceptual hashes differ in fewer of 64 bits only the first is taken; 0 = all are"""
    close_hold: float = Field(default=0.5, ge=0, le=1)
    """How much moments are preferred in which the two bodies overlap; 0 = not at all"""


DatasetState = Literal["extracting", "ready", "failed", "cancelled"]


class Annotation(Message):
    """A model is asked, or was, where the joints are in all frames that nobody has looked at."""

    model: str
    """As it was asked for; empty = the default of this installation"""
    total: int
    """Frames"""
    done: int = 0
    started_at: datetime
    ended_at: datetime | None = None
    error_message: str | None = None


class Rendering(Message):
    """Couples that are drawn: bodies, clothes, holds, cameras, light and rooms by chance. The same gives the same."""

    couples: int = Field(default=12, ge=2, le=60)
    per_couple: int = Field(default=16, ge=1, le=200)
    """Pictures of each couple"""
    seed: int = Field(default=1, ge=0, le=2**31)


class HeldFrame(Message):
    """Somebody is at a frame."""

    frame_id: Id
    name: str


class Dataset(Reply):
    """A name, what it draws from, and what has come of it so far."""

    id: Id
    name: str
    analyses: list[Id]
    selection: Selection
    state: DatasetState
    error_message: str | None = None
    annotation: Annotation | None = None
    """The last one"""
    rendering: Rendering | None = None
    """What is drawn, where it is no recording's"""
    frames: int
    confirmed: int
    unusable: int
    bytes: int
    """Of its pictures"""
    changes: int = 0
    """Another number when any of its frames is another than before"""
    held: list[HeldFrame] = []
    """Frames that others are at"""
    created_at: datetime


class CreateRenderedDataset(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Name a dataset of rendered couples, whose joints are known; its frames are made at once."""

    name: Name
    rendering: Rendering = Rendering()


class RenderFrames(Job, service="training", limit=3600, slots=1, per_studio=1):
    """Render the frames of a dataset."""

    dataset_id: Id
    run: int
    """Which making of it: an earlier one that is still on its way ends itself"""


class Datasets(PageReply):
    """Datasets, by name."""

    datasets: list[Dataset]


class CreateDataset(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Name a dataset and the analyses it draws from; its frames are taken at once."""

    name: Name
    analyses: list[Id] = Field(min_length=1, max_length=500)
    selection: Selection = Selection()


class ListDatasets(Paged, Request[Datasets], service="training", needs=Permission.ANNOTATE):
    """The datasets within reach: all of whose couples are one's own."""


class GetDataset(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """One of them."""

    dataset_id: Id


class RenameDataset(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Another name."""

    dataset_id: Id
    name: Name


class DeleteDataset(Request[Done], service="training", needs=Permission.ANNOTATE):
    """Away with it, its frames and its files."""

    dataset_id: Id


class StartExtraction(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Take its frames anew. Those that somebody has looked at stay as they are, whatever is chosen now."""

    dataset_id: Id
    selection: Selection


class CancelExtraction(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Take no more; what was taken stays."""

    dataset_id: Id


class StartAnnotation(Request[Dataset], service="training", needs=Permission.ANNOTATE):
    """Have a model say where the joints are, in all frames that nobody has looked at. Conflict where there is none."""

    dataset_id: Id
    model: str = Field(default="", max_length=200)


class ExtractFrames(Job, service="training", limit=1800, slots=1, per_studio=1):
    """Cut the frames of a dataset out of its videos."""

    dataset_id: Id
    run: int
    """Which extraction of it: an earlier one that is still on its way ends itself"""


class DatasetExport(Reply):
    """Datasets on their way into a file, or there."""

    id: Id
    datasets: list[Id]
    state: Literal["running", "done", "failed"]
    error_message: str | None = None
    url: str | None = None
    """Where the file can be downloaded, once it is there"""


class StartExport(Request[DatasetExport], service="training", needs=Permission.ANNOTATE):
    """Put one or several datasets into one file of COCO keypoints; unusable frames are left out."""

    datasets: Annotated[list[Id], Field(min_length=1, max_length=50)]


class GetExport(Request[DatasetExport], service="training", needs=Permission.ANNOTATE):
    """How far an export is, and where its file is."""

    export_id: Id


class WriteExport(Job, service="training", slots=2, per_studio=1):
    """Gather the frames and write the file."""

    export_id: Id


LARGEST_IMPORT = 64 * 1024 * 1024


class ImportTicket(Reply):
    """Where the file is PUT to; then `CompleteImport`."""

    import_id: Id
    url: str
    expires_in_seconds: int


class DatasetImport(Reply):
    """A file of COCO keypoints on its way into a dataset, or there."""

    id: Id
    dataset_id: Id
    state: Literal["sending", "running", "done", "failed"]
    error_message: str | None = None
    taken: int
    """Frames that have their joints from it"""
    kept: int
    """Frames that somebody had looked at: they stay as they are"""
    strangers: int
    """Pictures that are not of this dataset"""
    faults: list[str]
    """What of it could not be used, in sentences; the first ones"""


class StartImport(Request[ImportTicket], service="training", needs=Permission.ANNOTATE):
    """Admit a file of COCO keypoints that was made of an export, here or in another program."""

    dataset_id: Id
    size_bytes: int = Field(gt=0, le=LARGEST_IMPORT)


class CompleteImport(Request[DatasetImport], service="training", needs=Permission.ANNOTATE):
    """All of it was sent: have it read."""

    import_id: Id


class GetImport(Request[DatasetImport], service="training", needs=Permission.ANNOTATE):
    """How far an import is, and what came of it."""

    import_id: Id


class ReadImport(Job, service="training", slots=1, per_studio=1):
    """Read the file, and put its joints to the frames."""

    import_id: Id
