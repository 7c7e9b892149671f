"""Loaded networks of this process, and the finder that a model of the registry stands for."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from danceai.pose.finding.one_stage import Bodies, BodyFinder, RegionOf
from danceai.pose.finding.top_down import WEAK_BOX, TopDownFinder
from danceai.pose.finding.whole_body import WholeBodyFinder
from danceai.pose.models.built_in import ModelEntry, path_of
from danceai.pose.networks.adapters.blazepose import BlazePoseDetector, BlazePoseLandmarks
from danceai.pose.networks.adapters.geometry import Picture
from danceai.pose.networks.adapters.heatmap import HeatMaps
from danceai.pose.networks.adapters.movenet_maps import MAPS, MoveNetMaps
from danceai.pose.networks.adapters.movenet_multipose import MoveNetMultiPose
from danceai.pose.networks.adapters.movenet_single import MoveNetSingle
from danceai.pose.networks.adapters.rtmdet import RtmDet
from danceai.pose.networks.adapters.rtmo import Rtmo
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.adapters.yolo_pose import YoloPose
from danceai.pose.networks.adapters.yolox import Yolox
from danceai.pose.networks.network import DetectorNetwork, OneStageNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.base import Runtime
from danceai.pose.networks.runtimes.litert import LiteRtRuntime
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from danceai.pose.networks.runtimes.triton import TritonRuntime
from danceai.pose.settings import PoseSettings

GPU_CHUNK = 8
"""Frames per batch where a batch costs little more than one crop."""
ONE_STAGE: dict[str, Callable[[ModelEntry], Any]] = {
    "movenet_maps": lambda entry: MoveNetMaps(entry.width),
    "movenet_multipose": lambda entry: MoveNetMultiPose(entry.width, "uint8" if entry.backend == "litert" else "int32"),
    "rtmo": lambda entry: Rtmo(entry.width),
    "yolo_pose": lambda entry: YoloPose(entry.width),
}
TOP_DOWN: dict[str, Callable[[ModelEntry], Any]] = {
    "rtmpose": lambda entry: RtmPose(entry.width, entry.height, entry.keypoints),
    "heatmap": lambda entry: HeatMaps(entry.width, entry.height, entry.keypoints),
    "movenet_single": lambda entry: MoveNetSingle(entry.width, "uint8" if entry.backend == "litert" else "int32"),
    "blazepose": lambda entry: BlazePoseLandmarks(),
}
DETECTORS: dict[str, Callable[[ModelEntry], Any]] = {
    "yolox": lambda entry: Yolox(entry.width, least=WEAK_BOX),
    "rtmdet": lambda entry: RtmDet(entry.width, least=WEAK_BOX),
    "blazepose_detector": lambda entry: BlazePoseDetector(),
}
_runtimes: dict[ModelEntry, Runtime] = {}
_in_use = threading.Lock()


class Finder(Protocol):
    """Finds every body in a run of frames. It remembers where people were: start a new one for each segment."""

    def find(self, frames: Iterable[tuple[int, Picture]], region: RegionOf = ...) -> Iterator[tuple[int, Bodies]]:
        """(frame, bodies) for every (frame, picture), in order."""


def runtime_of(entry: ModelEntry, settings: PoseSettings) -> Runtime:
    """The network's runtime, loaded once per process. Raises ModelMissing, Unavailable."""
    if entry not in _runtimes:
        if entry.backend == "triton":
            _runtimes[entry] = TritonRuntime(
                settings.triton_url, entry.source, entry.version, shared_bytes=settings.triton_shared_bytes
            )
        elif entry.backend == "onnxruntime":
            path = path_of(entry, settings.models_dir)
            _runtimes[entry] = OnnxRuntime(path, settings.network_threads, gpu=settings.gpu)
        else:
            outputs = MAPS if entry.adapter == "movenet_maps" else ()
            _runtimes[entry] = LiteRtRuntime(path_of(entry, settings.models_dir), settings.network_threads, outputs)
    return _runtimes[entry]


def one_stage(entry: ModelEntry, settings: PoseSettings) -> OneStageNetwork:
    """A network that finds everybody in one pass."""
    return OneStageNetwork(ONE_STAGE[entry.adapter](entry), runtime_of(entry, settings))


def detector(entry: ModelEntry, settings: PoseSettings) -> DetectorNetwork:
    """A network that finds boxes."""
    return DetectorNetwork(DETECTORS[entry.adapter](entry), runtime_of(entry, settings))


@contextmanager
def finder(
    entry: ModelEntry, boxes: ModelEntry | None, settings: PoseSettings, every: int = 10
) -> Iterator[tuple[Finder, str]]:
    """The model's finder and what exactly runs, exclusively. Call it from a thread, never on the event loop.

    `boxes` is the detector of a single-person network, which looks about every `every` frames, or a one-stage network
    whose bodies are looked at once more.
    Raises ModelMissing, Unavailable.
    """
    with _in_use:
        if boxes is None:
            whole = one_stage(entry, settings)
            yield BodyFinder(whole), whole.runtime.version
            return
        poses = TopDownNetwork(TOP_DOWN[entry.adapter](entry), runtime_of(entry, settings))
        chunk = GPU_CHUNK if entry.backend == "triton" or settings.gpu else 1
        people = (one_stage if boxes.adapter in ONE_STAGE else detector)(boxes, settings)
        version = f"{people.runtime.version} + {poses.runtime.version}"
        if isinstance(people, OneStageNetwork):
            yield WholeBodyFinder(BodyFinder(people), poses, chunk=chunk), version
        else:
            yield TopDownFinder(people, poses, chunk=chunk, every=max(1, every // chunk)), version
