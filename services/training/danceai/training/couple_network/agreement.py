"""Whether the network as it is trained says what the published file says where it is served, before a step is taken."""

import numpy as np
import torch
from ai_edge_litert.interpreter import Interpreter

from danceai.training.couple_network.graph import Graph
from danceai.training.couple_network.network import CoupleNetwork

SIDES = 96, 128
"""Rows and columns of the picture that is shown to both"""
ALLOWED = 1e-3
"""Largest difference, shares of a map's largest number"""


class Disagreement(ValueError):
    """The layers were read wrongly: what is trained would be another network than what is served."""


def check_agreement(model: bytes, graph: Graph) -> float:
    """The largest difference between the maps of both. Raises Disagreement."""
    picture = np.random.default_rng(1).integers(0, 255, (1, *SIDES, 3))
    interpreter = Interpreter(model_content=model, experimental_preserve_all_tensors=True)
    (entry,) = interpreter.get_input_details()
    interpreter.resize_tensor_input(entry["index"], picture.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(entry["index"], picture.astype(entry["dtype"]))
    interpreter.invoke()
    with torch.no_grad():
        said = CoupleNetwork(graph)(torch.from_numpy(picture.transpose(0, 3, 1, 2).copy()).float())
    apart = 0.0
    for tensor, ours in zip(graph.maps, said, strict=True):
        theirs = interpreter.get_tensor(tensor)
        differences = np.abs(ours.permute(0, 2, 3, 1).numpy() - theirs)
        apart = max(apart, float(differences.max() / np.abs(theirs).max()))
    if not apart < ALLOWED:
        raise Disagreement(f"The maps differ by {apart:.4f} of their size.")
    return apart
