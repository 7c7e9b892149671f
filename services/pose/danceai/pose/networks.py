"""Loaded networks of this process: one per model, used by one thread at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from danceai.common.settings import Settings
from danceai.pose.adapters.movenet_multipose import MoveNetMultiPose
from danceai.pose.registry import find, path_of
from danceai.pose.runtimes import LiteRtRuntime

_loaded: dict[str, MoveNetMultiPose] = {}
_in_use = threading.Lock()


@contextmanager
def network(name: str, settings: Settings) -> Iterator[MoveNetMultiPose]:
    """The model's network, exclusively. Raises ModelMissing. Call it from a thread, never on the event loop."""
    with _in_use:
        if name not in _loaded:
            entry = find(name)
            runtime = LiteRtRuntime(path_of(entry, settings.models_dir), settings.network_threads)
            _loaded[name] = MoveNetMultiPose(runtime, entry.size)
        yield _loaded[name]
