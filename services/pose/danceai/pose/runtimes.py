"""Where a network runs. A runtime takes arrays and gives arrays; what they mean is the adapter's business."""

from pathlib import Path
from typing import Protocol

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray


class Runtime(Protocol):
    """Runs one network."""

    def run(self, batch: NDArray[np.generic]) -> list[NDArray[np.float32]]:
        """One input (n, height, width, channels) to all outputs."""


class LiteRtRuntime:
    """LiteRT in process. One interpreter per input shape, because resizing a graph costs more than running it.

    Not safe for use from two threads at once.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._path = str(path)
        self._threads = threads
        self._interpreters: dict[tuple[int, ...], Interpreter] = {}

    def _interpreter(self, shape: tuple[int, ...]) -> Interpreter:
        if shape not in self._interpreters:
            interpreter = Interpreter(self._path, num_threads=self._threads)
            interpreter.resize_tensor_input(interpreter.get_input_details()[0]["index"], shape)
            interpreter.allocate_tensors()
            self._interpreters[shape] = interpreter
        return self._interpreters[shape]

    def run(self, batch: NDArray[np.generic]) -> list[NDArray[np.float32]]:
        """One input to all outputs."""
        interpreter = self._interpreter(batch.shape)
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], batch)
        interpreter.invoke()
        return [interpreter.get_tensor(detail["index"]).copy() for detail in interpreter.get_output_details()]
