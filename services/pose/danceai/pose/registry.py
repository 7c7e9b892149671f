"""The pose models this installation knows: where a network runs, what its tensors mean, where its file comes from."""

from dataclasses import dataclass
from pathlib import Path

from danceai.common.contracts.poses import DEFAULT_MODEL
from danceai.common.errors import JobFailed


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One registry row. `size` is the input's longer side in pixels."""

    name: str
    backend: str
    adapter: str
    file: str
    size: int
    keypoints: str
    default: bool = False


BUILT_IN = (
    ModelEntry(
        name=DEFAULT_MODEL, backend="litert", adapter="movenet_multipose",
        file="movenet_multipose_lightning.tflite", size=320, keypoints="coco_17", default=True,
    ),
)  # fmt: skip


class ModelMissing(JobFailed):
    """The model is not known, or its file is not on this machine."""

    code = "model_missing"


def find(name: str) -> ModelEntry:
    """A model by name. Raises ModelMissing."""
    for entry in BUILT_IN:
        if entry.name == name:
            return entry
    raise ModelMissing(f"There is no pose model called {name}.")


def path_of(entry: ModelEntry, models_dir: Path) -> Path:
    """The model's file. Raises ModelMissing when it was not pulled."""
    path = models_dir / entry.file
    if not path.is_file():
        raise ModelMissing(f"The file of pose model {entry.name} is missing. Run `danceai models pull`.")
    return path
