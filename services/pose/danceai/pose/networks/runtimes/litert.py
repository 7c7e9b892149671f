"""LiteRT (TensorFlow Lite) in process, on the CPU."""

import threading
from collections import OrderedDict
from pathlib import Path

from ai_edge_litert.interpreter import Interpreter

from danceai.pose.networks.runtimes.base import InProcess, Tensor, Tensors
from danceai.pose.networks.runtimes.litert_graph import cut_behind

KEPT = 8
"""Interpreters of one network. One of MoveNet takes 28 MB and 17 ms to make; a couple's video needs five to eight."""


class LiteRtRuntime(InProcess):
    """One interpreter per input shape, because resizing a graph costs more than running it.

    An interpreter runs one input at a time, so threads wait for each other's single runs.
    """

    def __init__(self, path: Path, threads: int = 1, outputs: tuple[str, ...] = ()) -> None:
        """`outputs` names inner tensors to be given instead of the graph's own outputs; later operators are cut off."""
        super().__init__()
        self._model = cut_behind(path.read_bytes(), outputs) if outputs else path.read_bytes()
        self._threads = threads
        self.interpreters: OrderedDict[tuple[int, ...], Interpreter] = OrderedDict()
        """By input shape, the longest unused first; KEPT of them at most"""
        self._in_use = threading.Lock()
        self.version = path.name

    def _take_interpreter(self, shape: tuple[int, ...]) -> Interpreter:
        if shape not in self.interpreters:
            interpreter = Interpreter(model_content=self._model, num_threads=self._threads)
            interpreter.resize_tensor_input(interpreter.get_input_details()[0]["index"], shape)
            interpreter.allocate_tensors()
            self.interpreters[shape] = interpreter
            if len(self.interpreters) > KEPT:
                self.interpreters.popitem(last=False)
        self.interpreters.move_to_end(shape)
        return self.interpreters[shape]

    def run(self, batch: Tensor) -> Tensors:
        """One input to all outputs, in the order they were named."""
        with self._in_use:
            interpreter = self._take_interpreter(batch.shape)
            (entry,) = interpreter.get_input_details()
            interpreter.set_tensor(entry["index"], batch.astype(entry["dtype"], copy=False))
            interpreter.invoke()
            return [interpreter.get_tensor(detail["index"]).copy() for detail in interpreter.get_output_details()]
