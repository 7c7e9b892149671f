"""What every runtime offers: arrays in, arrays out, now or as a future, for any number of threads at once."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.generic]
Tensors = list[NDArray[np.floating]]


class Runtime(Protocol):
    """Runs one network with one input tensor. Any thread may use it at any time; each waits for single runs only."""

    @property
    def version(self) -> str:
        """What exactly runs, to be recorded with results: a file's name or a server's model version."""

    @property
    def chunk(self) -> int:
        """Pictures that share a batch at best: 1 where a batch takes as long as its crops one after the other."""

    def run(self, batch: Tensor) -> Tensors:
        """All outputs for one batch, which becomes what the file wants: numbers of another type.

        Raises Unavailable when a server does not answer in time.
        """

    def submit(self, batch: Tensor) -> "Future[Tensors]":
        """The same without waiting; several may be under way. The batch must not be changed meanwhile."""

    def close(self) -> None:
        """Give back threads, connections and memory."""


BATCHED = 8
"""Pictures in a batch where a batch costs little more than one crop: on a GPU or a server that has one"""


class InProcess:
    """What both in-process runtimes share: one thread of their own, so that `submit` overlaps with decoding."""

    chunk = 1

    def __init__(self) -> None:
        self._worker: ThreadPoolExecutor | None = None
        self._starting = Lock()

    def run(self, batch: Tensor) -> Tensors:
        """All outputs for one batch."""
        raise NotImplementedError

    def submit(self, batch: Tensor) -> "Future[Tensors]":
        """Run in this runtime's own thread, in the order of the calls."""
        with self._starting:
            if self._worker is None:
                self._worker = ThreadPoolExecutor(1, thread_name_prefix="network")
            return self._worker.submit(self.run, batch)

    def close(self) -> None:
        """Wait for what is under way."""
        with self._starting:
            if self._worker is not None:
                self._worker.shutdown()
                self._worker = None
