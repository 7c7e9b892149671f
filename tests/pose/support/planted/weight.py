"""Dead weight: convolutions that make a planted network as slow as a real one and count next to nothing."""

from pathlib import Path

import numpy as np
import onnx
from onnx import helper

from tests.pose.support.planted.graphs import Graph


def add_dead_weight(graph: Graph, layers: int) -> str:
    """Convolutions on the input whose mean, almost nothing, can be added to anything: (n, 1, 1, 1)."""
    rng = np.random.default_rng(0)
    value = graph.add(
        "Conv", "input", graph.constant(rng.normal(0, 0.1, (64, 3, 3, 3))), strides=[4, 4], pads=[1, 1, 1, 1]
    )
    for _ in range(layers):
        value = graph.add(
            "Relu", graph.add("Conv", value, graph.constant(rng.normal(0, 0.04, (64, 64, 3, 3))), pads=[1, 1, 1, 1])
        )
    return graph.add("Mul", graph.add("ReduceMean", value, axes=[1, 2, 3], keepdims=1), graph.constant(1e-9))


def heavier(source: Path, path: Path, layers: int) -> Path:
    """A copy of a network of one input and one output that answers the same, `layers` convolutions later."""
    model, graph = onnx.load(str(source)), Graph()
    weight = graph.add("Reshape", add_dead_weight(graph, layers), graph.constant([1, 1, 1], np.int64))
    image, answer = model.graph.input[0].name, model.graph.output[0].name
    for node in model.graph.node:
        node.output[:] = ["unburdened" if name == answer else name for name in node.output]
    for node in graph.nodes:  # names of their own, and the network's input
        node.input[:] = [image if name == "input" else f"dead_{name}" for name in node.input]
        node.output[:] = [f"dead_{name}" for name in node.output]
    for constant in graph.constants:
        constant.name = f"dead_{constant.name}"
    model.graph.node.extend([*graph.nodes, helper.make_node("Add", ["unburdened", f"dead_{weight}"], [answer])])
    model.graph.initializer.extend(graph.constants)
    onnx.save(model, str(path))
    return path
