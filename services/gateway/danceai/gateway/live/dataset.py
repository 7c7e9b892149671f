"""A dataset, live: how far the taking of its frames is, and when there is something new in it."""

from uuid import UUID

from danceai.common.contracts.base import Message
from danceai.common.contracts.datasets import Dataset, GetDataset
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.live import Heard, Region
from danceai.gateway.live.kinds import Kind


class LiveDataset(Message):
    """The dataset, and how far it is."""

    dataset: Dataset
    percent: float
    """Of the videos, while frames are being taken"""


class DatasetView:
    """Goes on as long as somebody looks: others may save frames."""

    gathers = 0.5
    ended = False

    def __init__(self, dataset_id: UUID) -> None:
        self._id = dataset_id
        self._dataset: Dataset | None = None
        self._share = 0.0

    @property
    def regions(self) -> list[Region]:
        """Its own."""
        return [("dataset", self._id)]

    async def read(self, bus: Bus, actor: Actor) -> None:
        """Ask training."""
        self._dataset = await bus.request(GetDataset(dataset_id=self._id), actor)

    def hear(self, heard: Heard) -> None:
        """One more video is done."""
        progress = heard.progress
        if progress.total > 0:
            self._share = min(progress.done / progress.total, 1.0)

    def show(self) -> LiveDataset:
        """As it is now."""
        assert self._dataset is not None, "read before it is shown"
        done = 1.0 if self._dataset.state != "extracting" else self._share
        return LiveDataset(dataset=self._dataset, percent=round(100 * done, 1))


KIND = Kind("dataset", GetDataset, DatasetView, "dataset_id")
