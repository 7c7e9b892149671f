"""ONNX Runtime in process, on the CPU or a GPU of this machine."""

from pathlib import Path

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

from danceai.common.errors import JobFailed
from danceai.pose.runtimes.base import InProcess, Tensor, Tensors

GPU_FIRST = ("TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider")


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
        providers = [name for name in GPU_FIRST[1 if gpu else 2 :] if name in there]
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=providers)
        except (Fail, InvalidGraph, InvalidProtobuf) as error:
            raise NotANetwork(f"{path.name} is not an ONNX network that can be run: {error}") from error
        (self._input,) = [tensor.name for tensor in self._session.get_inputs()]
        self.version = path.name

    def run(self, batch: Tensor) -> Tensors:
        """One input to all outputs."""
        return list(self._session.run(None, {self._input: batch}))
