"""LiteRT (TensorFlow Lite) in process, on the CPU."""

import threading
from pathlib import Path

from ai_edge_litert.interpreter import Interpreter

from danceai.pose.networks.runtimes.base import InProcess, Tensor, Tensors
from danceai.pose.networks.runtimes.litert_graph import with_outputs


class LiteRtRuntime(InProcess):
    """One interpreter per input shape, because resizing a graph costs more than running it."""

    def __init__(self, path: Path, threads: int = 1, outputs: tuple[str, ...] = ()) -> None:
        """`outputs` names inner tensors to be given instead of the graph's own outputs; later operators are cut off."""
        super().__init__()
        self._model = with_outputs(path.read_bytes(), outputs) if outputs else path.read_bytes()
        self._threads = threads
        self._interpreters: dict[tuple[int, ...], Interpreter] = {}
        self._in_use = threading.Lock()
        self.version = path.name

    def _interpreter(self, shape: tuple[int, ...]) -> Interpreter:
        if shape not in self._interpreters:
            interpreter = Interpreter(model_content=self._model, num_threads=self._threads)
            interpreter.resize_tensor_input(interpreter.get_input_details()[0]["index"], shape)
            interpreter.allocate_tensors()
            self._interpreters[shape] = interpreter
        return self._interpreters[shape]

    def run(self, batch: Tensor) -> Tensors:
        """One input to all outputs, in the order they were named."""
        with self._in_use:
            interpreter = self._interpreter(batch.shape)
            interpreter.set_tensor(interpreter.get_input_details()[0]["index"], batch)
            interpreter.invoke()
            return [interpreter.get_tensor(detail["index"]).copy() for detail in interpreter.get_output_details()]
