"""Reading a network's inner tensors: a LiteRT graph is cut behind the tensors wanted and given them as its outputs.

Published pose networks often end in a fixed decoder that keeps a handful of people and throws the rest of the
evidence away. The maps before that decoder tell more; cut there, the network is also faster.
"""

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

FILE_IDENTIFIER = b"TFL3"


class NoSuchTensor(ValueError):
    """The graph has no tensor of that name: it is not the network it was taken for."""


def cut_behind(model: bytes, names: tuple[str, ...]) -> bytes:
    """The same network with the tensors whose names start so as outputs, and nothing behind them."""
    tree = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(model, 0))
    graph = tree.subgraphs[0]
    found = {}
    for operator in graph.operators:
        for index in operator.outputs:
            # A layer's weights are unpacked under the layer's own name just before it: the last bearer is the layer.
            label = graph.tensors[index].name.decode()
            found.update({name: index for name in names if label == name or label.startswith(f"{name};")})
    missing = set(names) - set(found)
    if missing:
        raise NoSuchTensor(f"The network has no tensor {', '.join(sorted(missing))}.")
    outputs = [found[name] for name in names]
    needed, kept = set(outputs), []
    for operator in reversed(graph.operators):
        if needed.intersection(operator.outputs):
            kept.append(operator)
            needed.update(index for index in operator.inputs if index >= 0)
    graph.operators = kept[::-1]
    graph.outputs = np.array(outputs, np.int32)
    tree.signatureDefs = []
    builder = flatbuffers.Builder(len(model))
    builder.Finish(tree.Pack(builder), FILE_IDENTIFIER)
    return bytes(builder.Output())
