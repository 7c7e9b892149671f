"""Networks with planted answers: small ONNX graphs that find coloured markers and report them as real networks would.

A marker is a disc of one of many well separated colours. The graphs measure how much of each colour every pixel has,
and put the centre of mass (or a distribution around it) into the form of SimCC, RTMO, YOLO, MoveNet or BlazePose
outputs. So every adapter can be proven to the pixel, in process and on a server.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

STEPS = (15, 60, 105, 150, 195, 240)
COLOURS = np.array([(r, g, b) for r in STEPS for g in STEPS for b in STEPS if len({r, g, b}) > 1], np.float32)
"""RGB; greys are left to the background."""
TOLERANCE = 40.0
"""Summed difference of the three channels at which a pixel no longer counts as a marker's."""
SPREAD = 3.0
"""Standard deviation of planted SimCC peaks, input pixels"""
RADIUS = 4


def paint(size: tuple[int, int], places: np.ndarray, colours: np.ndarray, radius: float = RADIUS) -> np.ndarray:
    """A grey BGR picture (width, height) with markers at sub-pixel places (n, 2) in RGB colours (n, 3)."""
    picture = np.full((size[1], size[0], 3), 128, np.uint8)
    for (x, y), (r, g, b) in zip(places, colours, strict=True):
        centre = round(float(x) * 16), round(float(y) * 16)
        cv2.circle(picture, centre, round(radius * 16), (float(b), float(g), float(r)), -1, cv2.LINE_AA, 4)
    return picture


def scattered(count: int, width: int, height: int, seed: int, margin: float = 8) -> np.ndarray:
    """Places (n, 2) that do not touch: a shaken grid."""
    rng = np.random.default_rng(seed)
    columns = int(np.ceil(np.sqrt(count * width / height)))
    rows = int(np.ceil(count / columns))
    pitch = (width - 2 * margin) / columns, (height - 2 * margin) / rows
    cells = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(-1, 2)[:count]
    free = np.maximum(np.array(pitch) / 2 - RADIUS - 1.5, 0)
    return np.asarray(margin + (cells + 0.5) * pitch + rng.uniform(-1, 1, (count, 2)) * free)


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


def likeness(graph: Graph, image: str, colours: np.ndarray) -> str:
    """(n, 3, H, W) RGB 0..255 to (n, k, H, W): 1 where a pixel has the colour, 0 from TOLERANCE on."""
    count = len(colours)
    pick = np.tile(np.eye(3, dtype=np.float32), (count, 1))[:, :, None, None]
    difference = graph.add("Abs", graph.add("Conv", image, graph.constant(pick), graph.constant(-colours.reshape(-1))))
    weights = np.full((count, 3, 1, 1), -1 / TOLERANCE, np.float32)
    summed = graph.add("Conv", difference, graph.constant(weights), graph.constant(np.ones(count)), group=count)
    return graph.add("Relu", summed)


def centres(graph: Graph, alike: str, width: int, height: int) -> str:
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


def simcc(
    path: Path, colours: np.ndarray, width: int, height: int, mean: Any, deviation: Any, *, weight: int = 0
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
    alike = likeness(graph, raw, colours)
    if weight:
        alike = graph.add("Add", alike, _dead_weight(graph, weight))
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


def _dead_weight(graph: Graph, layers: int) -> str:
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
    weight = graph.add("Reshape", _dead_weight(graph, layers), graph.constant([1, 1, 1], np.int64))
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


def _keypoints(graph: Graph, alike: str, size: int, people: int, joints: int) -> str:
    """(1, people, joints, 3) with confidence 0.9."""
    places = graph.add("Reshape", centres(graph, alike, size, size), graph.constant([1, people, joints, 2], np.int64))
    return graph.add("Concat", places, graph.constant(np.full((1, people, joints, 1), 0.9)), axis=3)


def _boxes(graph: Graph, keypoints: str) -> tuple[str, str]:
    """Corners (1, people, 2) each of keypoints (1, people, joints, 3)."""
    places = graph.add(
        "Slice", keypoints, graph.constant([0], np.int64), graph.constant([2], np.int64), graph.constant([3], np.int64)
    )
    return graph.add("ReduceMin", places, axes=[2], keepdims=0), graph.add("ReduceMax", places, axes=[2], keepdims=0)


def rtmo(path: Path, colours: np.ndarray, size: int, people: int) -> Path:
    """RTMO's form: BGR 0..255 -> dets, keypoints."""
    graph = Graph()
    keypoints = _keypoints(graph, likeness(graph, "input", colours[:, ::-1]), size, people, 17)
    low, high = _boxes(graph, keypoints)
    dets = graph.add("Concat", low, high, graph.constant(np.full((1, people, 1), 0.9)), axis=2)
    return graph.save(
        path, [1, 3, size, size], {"dets": (dets, [1, people, 5]), "keypoints": (keypoints, [1, people, 17, 3])}
    )


def yolo_pose(path: Path, colours: np.ndarray, size: int, people: int, *, raw: bool) -> Path:
    """YOLO's forms: RGB 0..1 -> [1, 56, n], or [1, n, 57] with suppression inside."""
    graph = Graph()
    image = graph.add("Mul", "input", graph.constant(255.0))
    keypoints = _keypoints(graph, likeness(graph, image, colours), size, people, 17)
    low, high = _boxes(graph, keypoints)
    flat = graph.add("Reshape", keypoints, graph.constant([1, people, 51], np.int64))
    score = graph.constant(np.full((1, people, 1), 0.9))
    if raw:
        middle = graph.add("Mul", graph.add("Add", low, high), graph.constant(0.5))
        rows = graph.add("Concat", middle, graph.add("Sub", high, low), score, flat, axis=2)
        return graph.save(
            path, [1, 3, size, size], {"output0": (graph.add("Transpose", rows, perm=[0, 2, 1]), [1, 56, people])}
        )
    rows = graph.add("Concat", low, high, score, graph.constant(np.zeros((1, people, 1))), flat, axis=2)
    return graph.save(path, [1, 3, size, size], {"output0": (rows, [1, people, 57])})


def _rgb(graph: Graph, dtype: int) -> str:
    image = graph.add("Cast", "input", to=TensorProto.FLOAT) if dtype != TensorProto.FLOAT else "input"
    return graph.add("Transpose", image, perm=[0, 3, 1, 2])


def movenet_single(path: Path, colours: np.ndarray, size: int) -> Path:
    """MoveNet's form for one person: int32 NHWC -> [n, 1, 17, 3]."""
    graph = Graph()
    places = centres(graph, likeness(graph, _rgb(graph, TensorProto.INT32), colours), size, size)
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


def movenet_multipose(path: Path, colours: np.ndarray, size: int) -> Path:
    """MoveNet MultiPose's form: int32 NHWC -> [1, 6, 56]; the first person is planted."""
    graph = Graph()
    places = centres(graph, likeness(graph, _rgb(graph, TensorProto.INT32), colours), size, size)
    swapped = graph.add(
        "Gather", graph.add("Div", places, graph.constant(float(size))), graph.constant([1, 0], np.int64), axis=2
    )
    joints = graph.add("Concat", swapped, graph.constant(np.full((1, 17, 1), 0.9)), axis=2)
    flat = graph.add("Reshape", joints, graph.constant([1, 1, 51], np.int64))
    person = graph.add("Concat", flat, graph.constant([[[0, 0, 1, 1, 0.9]]]), axis=2)
    answer = graph.add("Concat", person, graph.constant(np.zeros((1, 5, 56))), axis=1)
    return graph.save(path, [1, size, size, 3], {"output_0": (answer, [1, 6, 56])}, TensorProto.INT32)


def blazepose(path: Path, colours: np.ndarray) -> Path:
    """BlazePose landmarks' form: RGB 0..1 NHWC -> [n, 195]; the two auxiliary points are among the 39."""
    graph = Graph()
    image = graph.add("Mul", _rgb(graph, TensorProto.FLOAT), graph.constant(255.0))
    places = centres(graph, likeness(graph, image, colours), 256, 256)
    first = graph.add(
        "Slice", places, graph.constant([0], np.int64), graph.constant([1], np.int64), graph.constant([2], np.int64)
    )
    nothing = graph.add("Mul", first, graph.constant(0.0))
    logit = graph.add("Add", nothing, graph.constant(4.0))
    rows = graph.add("Concat", places, nothing, logit, logit, axis=2)
    padded = graph.add("Pad", rows, graph.constant([0, 0, 0, 0, 39 - len(colours), 0], np.int64))
    return graph.save(path, ["n", 256, 256, 3], {"ld_3d": (graph.add("Flatten", padded), ["n", 195])})


def detector(
    path: Path,
    colours: np.ndarray,
    size: int,
    normalised: tuple[Any, Any] | None,
    form: Callable[[Graph, str, str], dict[str, Any]],
) -> Path:
    """A detector of one box whose corners are two markers; `form` shapes the outputs from corners (1, 1, 2)."""
    graph = Graph()
    image = "input"
    if normalised:
        mean, deviation = (np.reshape(part, (1, 3, 1, 1)) for part in normalised)
        image = graph.add("Add", graph.add("Mul", image, graph.constant(deviation)), graph.constant(mean))
    places = centres(graph, likeness(graph, image, colours[:, ::-1]), size, size)
    low, high = (graph.add("Gather", places, graph.constant([i], np.int64), axis=1) for i in (0, 1))
    return graph.save(path, [1, 3, size, size], form(graph, low, high))


def rtmdet_form(graph: Graph, low: str, high: str) -> dict[str, Any]:
    """dets and labels."""
    dets = graph.add("Concat", low, high, graph.constant([[[0.9]]]), axis=2)
    return {"dets": (dets, [1, 1, 5]), "labels": (graph.constant([[0.0]]), [1, 1])}


def yolox_form(size: int) -> Callable[[Graph, str, str], dict[str, Any]]:
    """The raw grid, in whose first cell the box stands."""
    cells = sum((size // stride) ** 2 for stride in (8, 16, 32))

    def form(graph: Graph, low: str, high: str) -> dict[str, Any]:
        middle = graph.add("Mul", graph.add("Add", low, high), graph.constant(0.5 / 8))
        extent = graph.add("Log", graph.add("Div", graph.add("Sub", high, low), graph.constant(8.0)))
        row = graph.add("Concat", middle, extent, graph.constant([[[0.95, 0.95]]]), axis=2)
        padded = graph.add("Pad", row, graph.constant([0, 0, 0, 0, cells - 1, 79], np.int64))
        return {"output": (padded, [1, cells, 85])}

    return form


def blazepose_detector(path: Path, colours: np.ndarray) -> Path:
    """BlazePose detector's form: the first marker is the hip centre, the second a point on the circle."""
    graph = Graph()
    image = graph.add(
        "Mul", graph.add("Add", _rgb(graph, TensorProto.FLOAT), graph.constant(1.0)), graph.constant(127.5)
    )
    places = centres(graph, likeness(graph, image, colours), 224, 224)
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
