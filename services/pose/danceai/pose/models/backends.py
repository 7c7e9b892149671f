"""Where networks run: how a model is loaded there, and whether it is there at all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from danceai.common.contracts.pose_models import Backend
from danceai.pose.models.entry import ModelEntry, ModelMissing
from danceai.pose.models.tuned_files import TUNED, locate_tuned
from danceai.pose.networks.runtimes.base import Runtime
from danceai.pose.networks.runtimes.litert import LiteRtRuntime
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from danceai.pose.networks.runtimes.triton import TritonRuntime
from danceai.pose.settings import PoseSettings


@dataclass(frozen=True)
class BackendFacts:
    """One place where networks run."""

    load: Callable[[ModelEntry, PoseSettings], Runtime]
    """Raises ModelMissing, Unavailable"""
    has: Callable[[str, PoseSettings], bool]
    """Whether a source (a file, or the name of a served model) can be there"""


OWN = Path(__file__).with_name("own")
"""Networks that were trained here; what the operator puts into the models folder under the same name comes first"""


def locate(source: str, settings: PoseSettings) -> Path | None:
    """The file of this name, if it is on this machine."""
    places = settings.models_dir / source, OWN / source
    return next((path for path in places if path.is_file()), None) or locate_tuned(source)


def _find_file(entry: ModelEntry, settings: PoseSettings, advice: str) -> Path:
    """The model's file. Raises ModelMissing when it is not there."""
    path = locate(entry.source, settings)
    if path is None:
        raise ModelMissing(f"The file of pose model {entry.name} is missing. {advice}")
    return path


def _load_litert(entry: ModelEntry, settings: PoseSettings) -> Runtime:
    path = _find_file(entry, settings, "Run `danceai models pull`.")
    return LiteRtRuntime(path, settings.network_threads, entry.kind.inner_outputs)


def _load_onnx(entry: ModelEntry, settings: PoseSettings) -> Runtime:
    path = _find_file(entry, settings, f"Put {entry.source} into the models folder.")
    return OnnxRuntime(path, settings.network_threads, gpu=settings.gpu)


def _connect_triton(entry: ModelEntry, settings: PoseSettings) -> Runtime:
    return TritonRuntime(
        settings.triton_url,
        entry.source,
        entry.version,
        shared_bytes=settings.triton_shared_bytes,
        secure=settings.triton_secure,
        authorities=settings.triton_ca,
    )


def _has_file(source: str, settings: PoseSettings) -> bool:
    return source.startswith(TUNED) or locate(source, settings) is not None


BACKENDS: dict[Backend, BackendFacts] = {
    "litert": BackendFacts(_load_litert, _has_file),
    "onnxruntime": BackendFacts(_load_onnx, _has_file),
    "triton": BackendFacts(_connect_triton, lambda source, settings: bool(settings.triton_url)),
}
