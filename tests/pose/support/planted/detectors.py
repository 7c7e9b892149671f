"""Planted detectors: one box whose corners are two markers, in the forms of RTMDet, YOLOX and BlazePose."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from onnx import TensorProto

from danceai.common.poses import Floats
from tests.pose.support.planted.graphs import Graph, find_centres, find_likeness, see_rgb

Outputs = dict[str, tuple[str, list[int]]]
Form = Callable[[Graph, str, str], Outputs]
"""Shapes the outputs from the nodes of the corners (1, 1, 2)"""


def detector(path: Path, colours: Floats, size: int, normalised: tuple[Floats, Floats] | None, form: Form) -> Path:
    """A detector of one box whose corners are two markers; `form` shapes the outputs from corners (1, 1, 2)."""
    graph = Graph()
    image = "input"
    if normalised:
        mean, deviation = (np.reshape(part, (1, 3, 1, 1)) for part in normalised)
        image = graph.add("Add", graph.add("Mul", image, graph.constant(deviation)), graph.constant(mean))
    places = find_centres(graph, find_likeness(graph, image, colours[:, ::-1]), size, size)
    low, high = (graph.add("Gather", places, graph.constant([i], np.int64), axis=1) for i in (0, 1))
    return graph.save(path, [1, 3, size, size], form(graph, low, high))


def rtmdet_form(graph: Graph, low: str, high: str) -> Outputs:
    """dets and labels."""
    dets = graph.add("Concat", low, high, graph.constant([[[0.9]]]), axis=2)
    return {"dets": (dets, [1, 1, 5]), "labels": (graph.constant([[0.0]]), [1, 1])}


def yolox_form(size: int) -> Form:
    """The raw grid, in whose first cell the box stands."""
    cells = sum((size // stride) ** 2 for stride in (8, 16, 32))

    def form(graph: Graph, low: str, high: str) -> Outputs:
        middle = graph.add("Mul", graph.add("Add", low, high), graph.constant(0.5 / 8))
        extent = graph.add("Log", graph.add("Div", graph.add("Sub", high, low), graph.constant(8.0)))
        row = graph.add("Concat", middle, extent, graph.constant([[[0.95, 0.95]]]), axis=2)
        padded = graph.add("Pad", row, graph.constant([0, 0, 0, 0, cells - 1, 79], np.int64))
        return {"output": (padded, [1, cells, 85])}

    return form


def blazepose_detector(path: Path, colours: Floats) -> Path:
    """BlazePose detector's form: the first marker is the hip centre, the second a point on the circle."""
    graph = Graph()
    image = graph.add(
        "Mul", graph.add("Add", see_rgb(graph, TensorProto.FLOAT), graph.constant(1.0)), graph.constant(127.5)
    )
    places = find_centres(graph, find_likeness(graph, image, colours), 224, 224)
    relative = graph.add("Reshape", graph.add("Sub", places, graph.constant(4.0)), graph.constant([1, 1, 4], np.int64))
    row = graph.add(
        "Concat", graph.constant(np.zeros((1, 1, 4))), relative, graph.constant(np.zeros((1, 1, 4))), axis=2
    )
    padded = graph.add("Pad", row, graph.constant([0, 0, 0, 0, 2253, 0], np.int64))
    logits = np.full((1, 2254, 1), -20.0)
    logits[0, 0] = 5.0
    return graph.save(
        path,
        [1, 224, 224, 3],
        {"Identity": (padded, [1, 2254, 12]), "Identity_1": (graph.constant(logits), [1, 2254, 1])},
    )
