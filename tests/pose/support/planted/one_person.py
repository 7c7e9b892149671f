"""Planted networks that see one person in a crop: SimCC, MoveNet and BlazePose."""

from pathlib import Path

import numpy as np
from onnx import TensorProto

from danceai.common.poses import Floats
from tests.pose.support.planted.graphs import Graph, find_centres, find_likeness, see_rgb
from tests.pose.support.planted.markers import RADIUS
from tests.pose.support.planted.weight import add_dead_weight

SPREAD = 3.0
"""Standard deviation of planted SimCC peaks, input pixels"""


def simcc(
    path: Path, colours: Floats, width: int, height: int, mean: Floats, deviation: Floats, *, weight: int = 0
) -> Path:
    """RTMPose's form: normalised RGB -> simcc_x, simcc_y with Gaussian peaks at the markers.

    `weight` layers of convolutions make it as slow as a real network; what they compute counts next to nothing.
    """
    graph = Graph()
    raw = graph.add(
        "Add",
        graph.add("Mul", "input", graph.constant(np.reshape(deviation, (1, 3, 1, 1)))),
        graph.constant(np.reshape(mean, (1, 3, 1, 1))),
    )
    alike = find_likeness(graph, raw, colours)
    if weight:
        alike = graph.add("Add", alike, add_dead_weight(graph, weight))
    outputs = {}
    for name, axis, length in (("simcc_x", 2, width), ("simcc_y", 3, height)):
        line = graph.add("ReduceSum", alike, graph.constant([axis], np.int64), keepdims=0)
        bins = np.arange(2 * length)[None] / 2
        spread = np.exp(-((bins - np.arange(length)[:, None]) ** 2) / (2 * SPREAD**2)) / (np.pi * RADIUS**2)
        outputs[name] = (graph.add("MatMul", line, graph.constant(spread)), ["n", len(colours), 2 * length])
    return graph.save(path, ["n", 3, height, width], outputs)


def constant_simcc(path: Path, width: int, height: int) -> Path:
    """RTMPose's form with 17 joints that are always in the same places: costs next to nothing."""
    graph = Graph()
    nothing = graph.add("Slice", "input", *(graph.constant([edge], np.int64) for edge in (0, 1, 1)))
    nothing = graph.add("Mul", graph.add("ReduceMax", nothing, axes=[2, 3], keepdims=0), graph.constant(0.0))
    outputs = {}
    for name, length in (("simcc_x", width), ("simcc_y", height)):
        peaks = np.exp(-((np.arange(2 * length)[None] - np.linspace(8, 2 * length - 8, 17)[:, None]) ** 2) / 18)
        shaped = graph.add("Unsqueeze", nothing, graph.constant([2], np.int64))
        outputs[name] = (graph.add("Add", shaped, graph.constant(peaks[None])), ["n", 17, 2 * length])
    return graph.save(path, ["n", 3, height, width], outputs)


def movenet_single(path: Path, colours: Floats, size: int) -> Path:
    """MoveNet's form for one person: int32 NHWC -> [n, 1, 17, 3]."""
    graph = Graph()
    places = find_centres(graph, find_likeness(graph, see_rgb(graph, TensorProto.INT32), colours), size, size)
    swapped = graph.add(
        "Gather", graph.add("Div", places, graph.constant(float(size))), graph.constant([1, 0], np.int64), axis=2
    )
    sure = graph.add(
        "Add",
        graph.add(
            "Mul",
            graph.add(
                "Slice",
                swapped,
                graph.constant([0], np.int64),
                graph.constant([1], np.int64),
                graph.constant([2], np.int64),
            ),
            graph.constant(0.0),
        ),
        graph.constant(0.9),
    )
    answer = graph.add("Unsqueeze", graph.add("Concat", swapped, sure, axis=2), graph.constant([1], np.int64))
    return graph.save(path, ["n", size, size, 3], {"output_0": (answer, ["n", 1, 17, 3])}, TensorProto.INT32)


def blazepose(path: Path, colours: Floats) -> Path:
    """BlazePose landmarks' form: RGB 0..1 NHWC -> [n, 195]; the two auxiliary points are among the 39."""
    graph = Graph()
    image = graph.add("Mul", see_rgb(graph, TensorProto.FLOAT), graph.constant(255.0))
    places = find_centres(graph, find_likeness(graph, image, colours), 256, 256)
    first = graph.add(
        "Slice", places, graph.constant([0], np.int64), graph.constant([1], np.int64), graph.constant([2], np.int64)
    )
    nothing = graph.add("Mul", first, graph.constant(0.0))
    logit = graph.add("Add", nothing, graph.constant(4.0))
    rows = graph.add("Concat", places, nothing, logit, logit, axis=2)
    padded = graph.add("Pad", rows, graph.constant([0, 0, 0, 0, 39 - len(colours), 0], np.int64))
    return graph.save(path, ["n", 256, 256, 3], {"ld_3d": (graph.add("Flatten", padded), ["n", 195])})
