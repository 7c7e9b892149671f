"""Loaded networks of this process, and the finder that a model of the registry stands for.

Any number of threads may use the networks at once: a finder is one run's own, what it shares are runtimes, and these
are waited for one inference at a time. A short look does not wait for a long segment.
"""

import threading
from collections import OrderedDict
from dataclasses import replace

from danceai.pose.finding.finder import Finder, FrameBodies
from danceai.pose.finding.one_stage import BodyFinder
from danceai.pose.finding.top_down import TopDownFinder
from danceai.pose.finding.whole_body import WholeBodyFinder
from danceai.pose.models.backends import BACKENDS
from danceai.pose.models.entry import ModelEntry, ModelInUse, ModelMissing
from danceai.pose.networks.calibration import AS_SAID
from danceai.pose.networks.network import DetectorNetwork, Network, OneStageNetwork
from danceai.pose.networks.runtimes.base import Runtime
from danceai.pose.settings import PoseSettings
from danceai.pose.video.pictures import Picture

KEPT = 6
"""Runtimes that stay loaded; of more the one longest unused is let go, and ends with the last run that uses it"""


class _Runtimes:
    """What is loaded. Whoever wants a loaded network never waits for another one that is being loaded."""

    def __init__(self) -> None:
        self._loaded: OrderedDict[ModelEntry, Runtime] = OrderedDict()
        self._looking, self._loading = threading.Lock(), threading.Lock()

    def of(self, entry: ModelEntry, settings: PoseSettings) -> Runtime:
        if (there := self._find(entry)) is not None:
            return there
        with self._loading:
            if (there := self._find(entry)) is not None:
                return there
            loaded = BACKENDS[entry.backend].load(entry, settings)
            with self._looking:
                self._loaded[entry] = loaded
                if len(self._loaded) > KEPT:
                    self._loaded.popitem(last=False)
            return loaded

    def _find(self, entry: ModelEntry) -> Runtime | None:
        with self._looking:
            if entry in self._loaded:
                self._loaded.move_to_end(entry)
            return self._loaded.get(entry)


_runtimes = _Runtimes()


def load_runtime(entry: ModelEntry, settings: PoseSettings) -> Runtime:
    """The network's runtime, loaded once per process. Raises ModelMissing, Unavailable."""
    return _runtimes.of(replace(entry, calibration=AS_SAID), settings)


def load_network(entry: ModelEntry, settings: PoseSettings) -> Network:
    """The network on its runtime, ready to look. Raises ModelMissing, Unavailable."""
    network = entry.kind.connect(entry.shape, load_runtime(entry, settings))
    return network if isinstance(network, DetectorNetwork) else replace(network, calibration=entry.calibration)


def start_finder(model: ModelInUse, settings: PoseSettings, every: int = 10) -> tuple[Finder, str]:
    """A new finder with the model, and what exactly runs. Call it from a thread, never on the event loop.

    A detector looks about every `every` frames. Raises ModelMissing, Unavailable.
    """
    network = load_network(model.entry, settings)
    if isinstance(network, OneStageNetwork) and not model.entry.kind.assists:
        return BodyFinder(network), network.runtime.version
    if isinstance(network, DetectorNetwork) or model.people is None:
        raise ModelMissing(f"Pose model {model.entry.name} finds no joints by itself. Choose another one.")
    if model.people.kind.needs(model.people.keypoints):
        raise ModelMissing(
            f"Pose model {model.people.name} finds nobody by itself. Name another one for {model.entry.name}."
        )
    people = load_network(model.people, settings)
    version = f"{people.runtime.version} + {network.runtime.version}"
    if isinstance(network, OneStageNetwork):
        if not isinstance(people, OneStageNetwork):
            raise ModelMissing(f"{model.people.name} finds no joints. Name another one for {model.entry.name}.")
        return BodyFinder(people, network), version
    chunk = network.runtime.chunk
    if isinstance(people, OneStageNetwork):
        return WholeBodyFinder(BodyFinder(people), network, chunk=chunk), version
    assert isinstance(people, DetectorNetwork)
    return TopDownFinder(people, network, chunk=chunk, every=max(1, every // chunk)), version


def find_in_picture(picture: Picture, model: ModelInUse, settings: PoseSettings) -> tuple[FrameBodies, str]:
    """Everybody in a picture that follows no other, and what exactly has looked. Raises ModelMissing, Unavailable."""
    finder, version = start_finder(model, settings)
    ((_, bodies),) = finder.find([(0, picture)])
    return bodies, version
