"""One model of the registry as the pose code knows it."""

from dataclasses import dataclass

from danceai.common.contracts.pose_models import Backend
from danceai.common.errors import JobFailed
from danceai.pose.networks.adapter import Adapter, Shape
from danceai.pose.networks.adapters import find_adapters
from danceai.pose.networks.calibration import AS_SAID, Calibration


class ModelMissing(JobFailed):
    """The model or its adapter is not known, it is not active, or its file is not on this machine."""

    code = "model_missing"
    ours = True


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """Where a network runs, what its tensors mean, where its file is."""

    name: str
    backend: Backend
    adapter: str
    """Name of the kind of network (see `networks.adapters`)"""
    source: str
    """File below the models folder, or the name of the served model"""
    width: int
    height: int
    keypoints: str
    """Layout of the joints (see `networks.layouts`); `boxes` for detectors"""
    licence: str = "Apache-2.0"
    version: str = ""
    """Served version; empty = the newest, pinned when a worker loads it"""
    detector: str | None = None
    """Who finds people for a single-person network: a detector, or a network of whose bodies this one sees the rest"""
    default: bool = False
    calibration: Calibration = AS_SAID
    """What its confidences mean (see `evaluation.confidences`)"""

    @property
    def shape(self) -> Shape:
        """What it wants and gives."""
        return Shape(self.width, self.height, self.keypoints)

    @property
    def kind(self) -> Adapter:
        """What its tensors mean, with all that follows from it. Raises ModelMissing when there is no such adapter."""
        return find_adapter(self.adapter)


@dataclass(frozen=True, slots=True)
class ModelInUse:
    """A model, and the one that finds people for it where it cannot do so itself."""

    entry: ModelEntry
    people: ModelEntry | None


def find_adapter(name: str) -> Adapter:
    """An adapter by its name. Raises ModelMissing."""
    adapter = find_adapters().get(name)
    if adapter is None:
        raise ModelMissing(f"There is no adapter called {name}. There are {', '.join(find_adapters())}.")
    return adapter
