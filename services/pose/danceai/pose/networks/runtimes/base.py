"""What every runtime offers: arrays in, arrays out, now or as a future."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.generic]
Tensors = list[NDArray[np.float32]]


class Runtime(Protocol):
    """Runs one network with one input tensor."""

    @property
    def version(self) -> str:
        """What exactly runs, to be recorded with results: a file's name or a server's model version."""

    def run(self, batch: Tensor) -> Tensors:
        """All outputs for one batch. Raises Unavailable when a server does not answer in time."""

    def submit(self, batch: Tensor) -> "Future[Tensors]":
        """The same without waiting; several may be under way. The batch must not be changed meanwhile."""

    def close(self) -> None:
        """Give back threads, connections and memory."""


class InProcess:
    """What both in-process runtimes share: one thread of their own, so that `submit` overlaps with decoding."""

    def __init__(self) -> None:
        self._worker: ThreadPoolExecutor | None = None

    def run(self, batch: Tensor) -> Tensors:
        """All outputs for one batch."""
        raise NotImplementedError

    def submit(self, batch: Tensor) -> "Future[Tensors]":
        """Run in this runtime's own thread, in the order of the calls."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix="network")
        return self._worker.submit(self.run, batch)

    def close(self) -> None:
        """Wait for what is under way."""
        if self._worker is not None:
            self._worker.shutdown()
            self._worker = None
