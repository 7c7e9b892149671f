"""A network on a Triton server, over gRPC; several requests may be under way.

Source: the v2 inference protocol (KServe) and Triton's extensions for system shared memory.
"""

import itertools
import os
import queue
from concurrent.futures import Future
from typing import Any

import numpy as np
from tritonclient import grpc
from tritonclient.utils import InferenceServerException, np_to_triton_dtype, shared_memory, triton_to_np_dtype

from danceai.common.errors import Unavailable
from danceai.pose.networks.runtimes.base import BATCHED, Tensor, Tensors

TIMEOUT = 30.0
"""Seconds a request may take, queueing on the server included."""
AWAY = ("StatusCode.UNAVAILABLE", "StatusCode.DEADLINE_EXCEEDED")
_numbers = itertools.count()


class NotServed(Unavailable):
    """The server is there and does not do this: a job that asks for it is blamed for it."""

    outage = False


def _refuse(address: str, model: str, error: InferenceServerException) -> Unavailable:
    kind = Unavailable if error.status() in AWAY else NotServed
    return kind(f"The pose server at {address} did not answer for model {model}: {error}")


class TritonRuntime:
    """One model of one server. The version is pinned when the runtime is made, so a run never mixes two versions."""

    chunk = BATCHED

    def __init__(
        self,
        address: str,
        model: str,
        version: str = "",
        *,
        timeout: float = TIMEOUT,
        shared_bytes: int = 0,
        secure: bool = False,
        authorities: str = "",
    ) -> None:
        """`shared_bytes` > 0: inputs up to this size go through system shared memory (server on the same node).

        secure: by TLS; authorities: a file (PEM) of those to believe instead of those gRPC knows.
        """
        self._address, self._model, self._timeout = address, model, timeout
        self._client = grpc.InferenceServerClient(address, ssl=secure, root_certificates=authorities or None)
        try:
            metadata = self._client.get_model_metadata(model, version, client_timeout=timeout)
        except InferenceServerException as error:
            self._client.close()
            raise _refuse(address, model, error) from error
        self._version = version or max(metadata.versions, key=int)
        self._input, self._numbers = metadata.inputs[0].name, triton_to_np_dtype(metadata.inputs[0].datatype)
        self._outputs = [output.name for output in metadata.outputs]
        self._regions = _SharedRegions(self._client, shared_bytes) if shared_bytes else None

    @property
    def version(self) -> str:
        """`model:version` as served."""
        return f"{self._model}:{self._version}"

    def run(self, batch: Tensor) -> Tensors:
        """Wait for the answer. Raises Unavailable."""
        return self.submit(batch).result()

    def submit(self, batch: Tensor) -> "Future[Tensors]":
        """Send without waiting; the future raises Unavailable."""
        answer: Future[Tensors] = Future()
        batch = batch.astype(self._numbers, copy=False)
        tensor = grpc.InferInput(self._input, list(batch.shape), np_to_triton_dtype(batch.dtype))
        region = self._regions.fill(tensor, batch) if self._regions else None
        if region is None:
            tensor.set_data_from_numpy(np.ascontiguousarray(batch))

        def arrived(result: Any, error: InferenceServerException | None) -> None:
            if self._regions and region is not None:
                self._regions.free.put(region)
            if error is not None:
                answer.set_exception(_refuse(self._address, self._model, error))
            else:
                answer.set_result([result.as_numpy(name) for name in self._outputs])

        self._client.async_infer(
            self._model,
            [tensor],
            arrived,
            model_version=self._version,
            outputs=[grpc.InferRequestedOutput(name) for name in self._outputs],
            client_timeout=self._timeout,
        )
        return answer

    def close(self) -> None:
        """Unregister shared memory and hang up."""
        if self._regions:
            self._regions.close()
        self._client.close()


class _SharedRegions:
    """A few regions of system shared memory that take turns in carrying inputs."""

    COUNT = 8

    def __init__(self, client: grpc.InferenceServerClient, size: int) -> None:
        self._client, self._size = client, size
        self._handles: dict[str, Any] = {}
        self.free: queue.SimpleQueue[str] = queue.SimpleQueue()
        for _ in range(self.COUNT):
            name = f"danceai-{os.getpid()}-{next(_numbers)}"
            self._handles[name] = shared_memory.create_shared_memory_region(name, f"/{name}", size)
            client.register_system_shared_memory(name, f"/{name}", size)
            self.free.put(name)

    def fill(self, tensor: grpc.InferInput, batch: Tensor) -> str | None:
        """Put the batch into a free region; None when it is too large for one."""
        if batch.nbytes > self._size:
            return None
        name = self.free.get()
        shared_memory.set_shared_memory_region(self._handles[name], [np.ascontiguousarray(batch)])
        tensor.set_shared_memory(name, batch.nbytes)
        return name

    def close(self) -> None:
        for name, handle in self._handles.items():
            self._client.unregister_system_shared_memory(name)
            shared_memory.destroy_shared_memory_region(handle)
