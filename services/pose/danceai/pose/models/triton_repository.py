"""The Triton model repository of the production networks, generated from the registry.

`python -m danceai.pose.models.triton_repository FOLDER` writes one `config.pbtxt` per served model; the operator puts
each network's file beside it as `1/model.onnx` (MMDeploy exports with a free batch axis).
"""

import argparse
from pathlib import Path

from danceai.pose.models.built_in import BUILT_IN
from danceai.pose.models.entry import ModelEntry
from danceai.pose.networks.adapter import Port

QUEUE_MICROSECONDS = 2000
"""How long a request may wait for others to share its batch"""


def _describe_port(port: Port) -> str:
    """In protobuf text form."""
    return f'{{ name: "{port.name}" data_type: {port.kind} dims: [ {", ".join(map(str, port.dims))} ] }}'


def describe(entry: ModelEntry, *, device: str = "KIND_GPU", instances: int = 1) -> str:
    """The model's config.pbtxt. Raises ValueError for a kind of network of which no server is known."""
    served = entry.kind.served
    if served is None:
        raise ValueError(f"nothing is known of how a server gives {entry.adapter}")
    listed = ",\n  ".join(_describe_port(port) for port in served.outputs(entry.shape))
    preferred = ", ".join(str(size) for size in (4, 8, 16, 32, 64) if size <= served.largest_batch)
    return (
        f'name: "{entry.source}"\n'
        'backend: "onnxruntime"\n'
        f"max_batch_size: {served.largest_batch}\n"
        f"input [ {_describe_port(Port(served.input, (3, entry.height, entry.width)))} ]\n"
        f"output [\n  {listed}\n]\n"
        f"dynamic_batching {{ preferred_batch_size: [ {preferred} ] "
        f"max_queue_delay_microseconds: {QUEUE_MICROSECONDS} }}\n"
        f"instance_group [ {{ kind: {device} count: {instances} }} ]\n"
        "version_policy { latest { num_versions: 2 } }\n"
    )


def write(folder: Path) -> list[Path]:
    """One folder per served model of the registry."""
    written = []
    for entry in BUILT_IN:
        if entry.backend == "triton":
            target = folder / entry.source / "config.pbtxt"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(describe(entry))
            written.append(target)
    return written


def main() -> None:
    """Write the repository into a folder."""
    parser = argparse.ArgumentParser(prog="python -m danceai.pose.models.triton_repository", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()
