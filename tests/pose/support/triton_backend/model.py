"""A Triton backend called `onnxruntime` for servers that were built without it: ONNX Runtime behind the python backend.

It serves the very repository that production serves: `<model>/1/model.onnx` beside a config.pbtxt.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

# The backend's stub process does not read PYTHONPATH itself.
sys.path[:0] = [path for path in os.environ.get("PYTHONPATH", "").split(":") if path and path not in sys.path]

import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402
import triton_python_backend_utils as backend  # noqa: E402


class TritonPythonModel:
    """One model; requests that come together run as one batch."""

    @staticmethod
    def auto_complete_config(config: Any) -> Any:
        """Nothing to complete: the repository's configurations are full."""
        return config

    def initialize(self, arguments: dict[str, str]) -> None:
        """Load the file. A parameter `latency_ms` makes every batch take that long, for tests of throughput."""
        config = json.loads(arguments["model_config"])
        path = Path(arguments["model_repository"]) / arguments["model_version"] / "model.onnx"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.inputs = [tensor.name for tensor in self.session.get_inputs()]
        self.outputs = [tensor.name for tensor in self.session.get_outputs()]
        wait = config.get("parameters", {}).get("latency_ms", {}).get("string_value", "0")
        self.latency = float(wait) / 1000

    def execute(self, requests: list[Any]) -> list[Any]:
        """Run all requests as one batch and share out the answers."""
        began = time.perf_counter()
        tensors = [[backend.get_input_tensor_by_name(r, name).as_numpy() for name in self.inputs] for r in requests]
        sizes = [parts[0].shape[0] for parts in tensors]
        feed = {name: np.concatenate([parts[i] for parts in tensors]) for i, name in enumerate(self.inputs)}
        answers = self.session.run(self.outputs, feed)
        time.sleep(max(0.0, self.latency - (time.perf_counter() - began)))
        ends = np.cumsum(sizes)
        return [
            backend.InferenceResponse(
                [
                    backend.Tensor(name, value[end - size : end])
                    for name, value in zip(self.outputs, answers, strict=True)
                ]
            )
            for size, end in zip(sizes, ends, strict=True)
        ]
