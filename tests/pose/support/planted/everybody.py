"""Planted networks that see everybody in one pass: RTMO, YOLO and MoveNet MultiPose."""

from pathlib import Path

import numpy as np
from onnx import TensorProto

from danceai.common.poses import Floats
from tests.pose.support.planted.graphs import Graph, find_centres, find_likeness, see_rgb


def _keypoints(graph: Graph, alike: str, size: int, people: int, joints: int) -> str:
    """(1, people, joints, 3) with confidence 0.9."""
    places = graph.add(
        "Reshape", find_centres(graph, alike, size, size), graph.constant([1, people, joints, 2], np.int64)
    )
    return graph.add("Concat", places, graph.constant(np.full((1, people, joints, 1), 0.9)), axis=3)


def _boxes(graph: Graph, keypoints: str) -> tuple[str, str]:
    """Corners (1, people, 2) each of keypoints (1, people, joints, 3)."""
    places = graph.add(
        "Slice", keypoints, graph.constant([0], np.int64), graph.constant([2], np.int64), graph.constant([3], np.int64)
    )
    return graph.add("ReduceMin", places, axes=[2], keepdims=0), graph.add("ReduceMax", places, axes=[2], keepdims=0)


def rtmo(path: Path, colours: Floats, size: int, people: int) -> Path:
    """RTMO's form: BGR 0..255 -> dets, keypoints."""
    graph = Graph()
    keypoints = _keypoints(graph, find_likeness(graph, "input", colours[:, ::-1]), size, people, 17)
    low, high = _boxes(graph, keypoints)
    dets = graph.add("Concat", low, high, graph.constant(np.full((1, people, 1), 0.9)), axis=2)
    return graph.save(
        path, [1, 3, size, size], {"dets": (dets, [1, people, 5]), "keypoints": (keypoints, [1, people, 17, 3])}
    )


def yolo_pose(path: Path, colours: Floats, size: int, people: int, *, raw: bool) -> Path:
    """YOLO's forms: RGB 0..1 -> [1, 56, n], or [1, n, 57] with suppression inside."""
    graph = Graph()
    image = graph.add("Mul", "input", graph.constant(255.0))
    keypoints = _keypoints(graph, find_likeness(graph, image, colours), size, people, 17)
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


def movenet_multipose(path: Path, colours: Floats, size: int) -> Path:
    """MoveNet MultiPose's form: int32 NHWC -> [1, 6, 56]; the first person is planted."""
    graph = Graph()
    places = find_centres(graph, find_likeness(graph, see_rgb(graph, TensorProto.INT32), colours), size, size)
    swapped = graph.add(
        "Gather", graph.add("Div", places, graph.constant(float(size))), graph.constant([1, 0], np.int64), axis=2
    )
    joints = graph.add("Concat", swapped, graph.constant(np.full((1, 17, 1), 0.9)), axis=2)
    flat = graph.add("Reshape", joints, graph.constant([1, 1, 51], np.int64))
    person = graph.add("Concat", flat, graph.constant([[[0, 0, 1, 1, 0.9]]]), axis=2)
    answer = graph.add("Concat", person, graph.constant(np.zeros((1, 5, 56))), axis=1)
    return graph.save(path, [1, size, size, 3], {"output_0": (answer, [1, 6, 56])}, TensorProto.INT32)
