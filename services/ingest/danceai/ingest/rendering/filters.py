"""Chains of FFmpeg's filters, written as on its command line."""

import itertools
from collections.abc import Iterator
from typing import Any

import av.error
from av.filter import Graph


def make_chain(*steps: str) -> Graph:
    """One filter after the other: `name=options`, from a source to a sink. Raises FFmpegError."""
    graph = Graph()
    nodes = [graph.add(*step.split("=", 1)) for step in steps]
    for one, following in itertools.pairwise(nodes):
        one.link_to(following)
    graph.configure()
    return graph


def pull_ready(graph: Graph) -> Iterator[Any]:
    """Frames that the chain has made so far."""
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
