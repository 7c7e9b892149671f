"""ONNX Runtime in process, on the CPU or a GPU of this machine."""

from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

from danceai.common.errors import JobFailed
from danceai.pose.networks.runtimes.base import BATCHED, InProcess, Tensor, Tensors

GPU, CPU = "CUDAExecutionProvider", "CPUExecutionProvider"
NUMBERS = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int32)": np.int32,
    "tensor(uint8)": np.uint8,
}


class NotANetwork(JobFailed):
    """The file is no ONNX network that can be run."""

    code = "model_unreadable"


class OnnxRuntime(InProcess):
    """One session; safe for calls from several threads."""

    def __init__(self, path: Path, threads: int = 1, *, gpu: bool = False) -> None:
        super().__init__()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Spinning wins a little inside one run and takes the core away from decoding between runs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        there = onnxruntime.get_available_providers()
        providers = [GPU, CPU] if gpu and GPU in there else [CPU]
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=providers)
        except (Fail, InvalidGraph, InvalidProtobuf) as error:
            raise NotANetwork(f"{path.name} is not an ONNX network that can be run: {error}") from error
        (entry,) = self._session.get_inputs()
        if entry.type not in NUMBERS:
            raise NotANetwork(f"{path.name} wants {entry.type} as its input: that is no picture.")
        self._input, self._one_by_one, self._numbers = entry.name, entry.shape[0] == 1, NUMBERS[entry.type]
        self.version = path.name
        self.chunk = BATCHED if self._session.get_providers()[0] == GPU else 1

    def run(self, batch: Tensor) -> Tensors:
        """One input to all outputs. Files exported for one crop only are run once per crop."""
        batch = batch.astype(self._numbers, copy=False)
        if self._one_by_one and len(batch) > 1:
            answers = [self._session.run(None, {self._input: batch[i : i + 1]}) for i in range(len(batch))]
            return [np.concatenate(parts) for parts in zip(*answers, strict=True)]
        return list(self._session.run(None, {self._input: batch}))
