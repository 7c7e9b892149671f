"""A published LiteRT network as a list of layers, and trained numbers put back into its file. Pure.

Only what a feature pyramid of MobileNets is made of is read; the decoder behind the maps is left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

FILE_IDENTIFIER = b"TFL3"
Kind = Literal["convolution", "depthwise", "add", "subtract", "multiply", "double", "clip"]
Floats = NDArray[np.float32]

_OPERATORS = schema.BuiltinOperator
_KINDS: dict[int, Kind] = {
    _OPERATORS.CONV_2D: "convolution",
    _OPERATORS.DEPTHWISE_CONV_2D: "depthwise",
    _OPERATORS.ADD: "add",
    _OPERATORS.SUB: "subtract",
    _OPERATORS.MUL: "multiply",
    _OPERATORS.RESIZE_BILINEAR: "double",
    _OPERATORS.RELU: "clip",
    _OPERATORS.RELU6: "clip",
}
_CEILINGS = {
    schema.ActivationFunctionType.NONE: None,
    schema.ActivationFunctionType.RELU: np.inf,
    schema.ActivationFunctionType.RELU6: 6.0,
}


class UnknownLayer(ValueError):
    """The graph holds an operator that this recipe does not know: it is not the network it was taken for."""


@dataclass(frozen=True)
class Layer:
    """One step: numbers of its tensors, and of the buffers that hold what it has learned."""

    kind: Kind
    inputs: tuple[int, ...]
    output: int
    learned: tuple[int, ...] = ()
    """Weights and bias of a convolution"""
    constant: Floats | None = None
    """Second operand of an `add`, `subtract` or `multiply` that has one"""
    stride: int = 1
    ceiling: float | None = None
    """What the result is clipped to, from 0 on; None = not at all"""


@dataclass(frozen=True)
class Graph:
    """From a picture's tensor to the maps wanted, each before its sigmoid where it has one."""

    layers: list[Layer]
    picture: int
    maps: list[int]
    learned: dict[int, Floats]
    """By buffer: biases, and weights as LiteRT orders them (output, row, column, input; depthwise: 1, row, column,
    channel)"""


def _parse(model: bytes) -> Any:
    return schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(model, 0))


class _Reader:
    """Follows tensors back to what makes them."""

    def __init__(self, tree: Any) -> None:
        self.tree, self.graph = tree, tree.subgraphs[0]
        self.maker = {int(out): operator for operator in self.graph.operators for out in operator.outputs}

    def code(self, operator: Any) -> int:
        code = self.tree.operatorCodes[operator.opcodeIndex]
        return max(int(code.builtinCode), int(code.deprecatedBuiltinCode))

    def buffer(self, tensor: int) -> int | None:
        """The buffer of 16 bit numbers behind a tensor, None where it is computed."""
        made = self.maker.get(tensor)
        if made is not None and self.code(made) == _OPERATORS.DEQUANTIZE:
            tensor = int(made.inputs[0])
        elif made is not None:
            return None
        number = int(self.graph.tensors[tensor].buffer)
        return number if self.tree.buffers[number].data is not None else None

    def numbers(self, buffer: int, like: int) -> Floats:
        data = np.asarray(self.tree.buffers[buffer].data, np.uint8).tobytes()
        shape = self.graph.tensors[like].shape
        flat = np.frombuffer(data, np.float16).astype(np.float32)
        return flat.reshape(() if shape is None else tuple(int(side) for side in shape))

    def layer(self, operator: Any, learned: dict[int, Floats]) -> Layer:
        code, inputs = self.code(operator), [int(tensor) for tensor in operator.inputs]
        if code not in _KINDS:
            raise UnknownLayer(f"Operator {code} is in the way of the maps.")
        kind, options = _KINDS[code], operator.builtinOptions
        fused = getattr(options, "fusedActivationFunction", schema.ActivationFunctionType.NONE)
        ceiling = _CEILINGS[fused]
        if kind == "clip":
            ceiling = 6.0 if code == _OPERATORS.RELU6 else np.inf
        output = int(operator.outputs[0])
        if kind in {"convolution", "depthwise"}:
            buffers = tuple(number for tensor in inputs[1:] if (number := self.buffer(tensor)) is not None)
            for buffer, tensor in zip(buffers, inputs[1:], strict=True):
                learned[buffer] = self.numbers(buffer, tensor)
            return Layer(kind, (inputs[0],), output, buffers, None, int(options.strideH), ceiling)
        if kind in {"double", "clip"}:
            return Layer(kind, (inputs[0],), output, ceiling=ceiling)
        held = self.buffer(inputs[1])
        if held is None:
            return Layer(kind, tuple(inputs), output, ceiling=ceiling)
        return Layer(kind, (inputs[0],), output, constant=self.numbers(held, inputs[1]), ceiling=ceiling)


def read_graph(model: bytes, names: Iterable[str]) -> Graph:
    """The layers before the tensors whose names start so. Raises UnknownLayer."""
    reader = _Reader(_parse(model))
    found = {}
    for tensor in reader.maker:
        label = reader.graph.tensors[tensor].name.decode()
        computed = reader.code(reader.maker[tensor]) != _OPERATORS.DEQUANTIZE
        found.update({name: tensor for name in names if computed and (label == name or label.startswith(f"{name};"))})
    maps = []
    for name in names:
        made = reader.maker[found[name]]
        maps.append(int(made.inputs[0]) if reader.code(made) == _OPERATORS.LOGISTIC else found[name])
    learned: dict[int, Floats] = {}
    layers: list[Layer] = []
    picture, needed = -1, set(maps)
    for operator in reversed(reader.graph.operators):
        if not needed.intersection(int(out) for out in operator.outputs):
            continue
        if reader.code(operator) == _OPERATORS.CAST:
            picture = int(operator.outputs[0])
            continue
        layers.append(reader.layer(operator, learned))
        needed.update(layers[-1].inputs)
    return Graph(layers[::-1], picture, maps, learned)


def write_back(model: bytes, learned: dict[int, Floats]) -> bytes:
    """The file with other numbers in its buffers, 16 bits each, all else as published."""
    tree = _parse(model)
    for buffer, numbers in learned.items():
        before = tree.buffers[buffer].data
        after = np.frombuffer(numbers.astype(np.float16).tobytes(), np.uint8)
        if before is None or len(before) != len(after):
            raise UnknownLayer(f"Buffer {buffer} has another size in this file.")
        tree.buffers[buffer].data = after
    builder = flatbuffers.Builder(len(model) + 2**20)
    builder.Finish(tree.Pack(builder), FILE_IDENTIFIER)
    return bytes(builder.Output())
