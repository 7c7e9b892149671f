"""ONNX graphs made node by node, and the two operations that all planted networks share."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from danceai.common.poses import Floats

TOLERANCE = 40.0
"""Summed difference of the three channels at which a pixel no longer counts as a marker's."""


class Graph:
    """Collects nodes and constants of one ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any, dtype: Any = np.float32) -> str:
        """A constant; returns its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """A node with one output; returns its name."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def save(
        self, path: Path, shape: list[Any], outputs: dict[str, tuple[str, list[Any]]], dtype: int = TensorProto.FLOAT
    ) -> Path:
        """Write the file: one input, outputs name -> (node, shape)."""
        for name, (node, _) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [node], [name]))
        graph = helper.make_graph(
            self.nodes,
            "planted",
            [helper.make_tensor_value_info("input", dtype, shape)],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, dims) for name, (_, dims) in outputs.items()],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, str(path))
        return path


def find_likeness(graph: Graph, image: str, colours: Floats) -> str:
    """(n, 3, H, W) RGB 0..255 to (n, k, H, W): 1 where a pixel has the colour, 0 from TOLERANCE on."""
    count = len(colours)
    pick = np.tile(np.eye(3, dtype=np.float32), (count, 1))[:, :, None, None]
    difference = graph.add("Abs", graph.add("Conv", image, graph.constant(pick), graph.constant(-colours.reshape(-1))))
    weights = np.full((count, 3, 1, 1), -1 / TOLERANCE, np.float32)
    summed = graph.add("Conv", difference, graph.constant(weights), graph.constant(np.ones(count)), group=count)
    return graph.add("Relu", summed)


def find_centres(graph: Graph, alike: str, width: int, height: int) -> str:
    """Centres of mass (n, k, 2) x, y in pixels."""
    mass = graph.add(
        "Add", graph.add("ReduceSum", alike, graph.constant([2, 3], np.int64), keepdims=0), graph.constant(1e-6)
    )
    parts = []
    for axis, length in ((2, width), (3, height)):
        line = graph.add("ReduceSum", alike, graph.constant([axis], np.int64), keepdims=0)
        moment = graph.add("MatMul", line, graph.constant(np.arange(length)[:, None]))
        parts.append(graph.add("Div", moment, graph.add("Unsqueeze", mass, graph.constant([2], np.int64))))
    return graph.add("Concat", *parts, axis=2)


def see_rgb(graph: Graph, dtype: int) -> str:
    """An input (n, H, W, 3) of any numbers as (n, 3, H, W) floats."""
    image = graph.add("Cast", "input", to=TensorProto.FLOAT) if dtype != TensorProto.FLOAT else "input"
    return graph.add("Transpose", image, perm=[0, 3, 1, 2])
