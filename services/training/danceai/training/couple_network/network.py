"""The layers of a published network as a PyTorch module that can be trained.

Batch normalisation is folded into published weights, so the root mean squares of tensors run from .0005 to 2, and equal
steps would destroy the small ones. Each tensor is held divided by its own root mean square: one step size fits all.
"""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from danceai.training.couple_network.graph import Floats, Graph, Layer

MAPS = ("Sigmoid", "kpt_regress_0/conv2d_8/BiasAdd", "kpt_offset_0/conv2d_9/BiasAdd", "Sigmoid_1")
"""Names of the four maps in the published file of MoveNet MultiPose"""
SMALLEST = 1e-5
"""Least root mean square of a tensor: biases may be nought throughout."""


class Maps(NamedTuple):
    """What the network says at every cell (4 x 4 pixels), before sigmoids; h, w = a quarter of the picture's sides."""

    centre: Tensor
    """(n, 1, h, w) logits: somebody's centre is here"""
    regression: Tensor
    """(n, 34, h, w) cells (dy, dx per joint) from here to that body's joints"""
    offset: Tensor
    """(n, 34, h, w) cells (dy, dx per joint) from the cell's corner to the joint in it"""
    heat: Tensor
    """(n, 17, h, w) logits: such a joint is here"""


def _order_for_torch(numbers: Floats, kind: str) -> Floats:
    if numbers.ndim != 4:
        return numbers
    return numbers.transpose(3, 0, 1, 2) if kind == "depthwise" else numbers.transpose(0, 3, 1, 2)


def _order_for_file(numbers: Floats, kind: str) -> Floats:
    if numbers.ndim != 4:
        return numbers
    return numbers.transpose(1, 2, 3, 0) if kind == "depthwise" else numbers.transpose(0, 2, 3, 1)


def _pad(picture: Tensor, size: int, stride: int) -> Tensor:
    """TensorFlow's "same": where an odd pixel is left over it goes behind."""
    missing = []
    for side in (picture.shape[-1], picture.shape[-2]):
        lacks = max((-(-side // stride) - 1) * stride + size - side, 0)
        missing += [lacks // 2, lacks - lacks // 2]
    return functional.pad(picture, missing) if any(missing) else picture


class CoupleNetwork(nn.Module):  # type: ignore[misc] # PyTorch is not where types are checked
    """RGB pictures (n, 3, H, W), 0..255, sides multiples of 32, to maps."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph
        self._kinds = {buffer: layer.kind for layer in graph.layers for buffer in layer.learned}
        self.learned, self._sizes = nn.ParameterDict(), {}
        for buffer, numbers in graph.learned.items():
            size = max(float(np.sqrt(np.mean(np.square(numbers)))), SMALLEST)
            self._sizes[buffer] = size
            ordered = np.ascontiguousarray(_order_for_torch(numbers, self._kinds[buffer]))
            self.learned[str(buffer)] = nn.Parameter(torch.from_numpy(ordered) / size)
        for layer in graph.layers:
            if layer.constant is not None:
                flat = torch.from_numpy(layer.constant.reshape(-1).copy()).reshape(-1, 1, 1)
                self.register_buffer(f"constant_{layer.output}", flat, persistent=False)
        last = {tensor: i for i, layer in enumerate(graph.layers) for tensor in layer.inputs}
        self._ends = {tensor: i for tensor, i in last.items() if tensor not in graph.maps}

    def read_out(self) -> dict[int, Floats]:
        """What it has learned, by buffer, as the file orders it."""
        return {
            buffer: _order_for_file(
                (self.learned[str(buffer)].detach() * size).float().cpu().numpy(), self._kinds[buffer]
            )
            for buffer, size in self._sizes.items()
        }

    def put_in(self, learned: dict[int, Floats]) -> None:
        """The opposite of `read_out`."""
        with torch.no_grad():
            for buffer, numbers in learned.items():
                ordered = np.ascontiguousarray(_order_for_torch(numbers, self._kinds[buffer]))
                self.learned[str(buffer)].copy_(torch.from_numpy(ordered) / self._sizes[buffer])

    def _run(self, layer: Layer, values: dict[int, Tensor]) -> Tensor:
        given = values[layer.inputs[0]]
        if layer.kind in {"convolution", "depthwise"}:
            weight, bias = (self.learned[str(buffer)] * self._sizes[buffer] for buffer in layer.learned)
            groups = given.shape[1] if layer.kind == "depthwise" else 1
            size = weight.shape[-1]
            even = layer.stride == 1
            padded = given if even else _pad(given, size, layer.stride)
            # Places of up to 40 cells need more than the 8 bits of a bfloat16: the last layer is exact.
            exact = layer.output in self._graph.maps
            around = size // 2 if even else 0
            if exact:
                with torch.autocast(given.device.type, enabled=False):
                    made = functional.conv2d(padded.float(), weight, bias, layer.stride, around, 1, groups)
            else:
                made = functional.conv2d(padded, weight, bias, layer.stride, around, 1, groups)
        elif layer.kind == "double":
            made = functional.interpolate(given, scale_factor=2, mode="bilinear", align_corners=False)
        elif layer.kind == "clip":
            made = given
        else:
            other = values[layer.inputs[1]] if layer.constant is None else getattr(self, f"constant_{layer.output}")
            made = (
                given + other if layer.kind == "add" else given - other if layer.kind == "subtract" else given * other
            )
        if layer.ceiling is None:
            return made
        return functional.relu6(made) if layer.ceiling == 6 else functional.relu(made)

    def forward(self, pictures: Tensor) -> Maps:
        """What it says of pictures (n, 3, H, W)."""
        values = {self._graph.picture: pictures}
        for i, layer in enumerate(self._graph.layers):
            values[layer.output] = self._run(layer, values)
            for tensor in layer.inputs:
                if self._ends.get(tensor) == i:
                    values.pop(tensor, None)
        return Maps(*(values[tensor].float() for tensor in self._graph.maps))
