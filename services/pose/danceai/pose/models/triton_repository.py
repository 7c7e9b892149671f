"""The Triton model repository of the production networks, generated from the registry.

`python -m danceai.pose.models.triton_repository FOLDER` writes one `config.pbtxt` per served model; the operator puts
each network's file beside it as `1/model.onnx` (MMDeploy exports with a free batch axis).
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from danceai.pose.models.built_in import BUILT_IN, ModelEntry
from danceai.pose.networks.adapters.layouts import SOURCES

LARGEST_BATCH = {"rtmpose": 64, "heatmap": 64, "rtmo": 8, "rtmdet": 8, "yolox": 8}
QUEUE_MICROSECONDS = 2000
"""How long a request may wait for others to share its batch"""


@dataclass(frozen=True, slots=True)
class Port:
    """One input or output: name and dimensions without the batch; -1 = any."""

    name: str
    dims: tuple[int, ...]
    kind: str = "TYPE_FP32"

    def text(self) -> str:
        """In protobuf text form."""
        return f'{{ name: "{self.name}" data_type: {self.kind} dims: [ {", ".join(map(str, self.dims))} ] }}'


def ports(entry: ModelEntry) -> tuple[Port, list[Port]]:
    """Input and outputs of a served model. Raises KeyError for adapters that are not served."""
    width, height = entry.width, entry.height
    joints = len(SOURCES.get(entry.keypoints, []))
    outputs = {
        "rtmpose": [Port("simcc_x", (joints, 2 * width)), Port("simcc_y", (joints, 2 * height))],
        "heatmap": [Port("output", (joints, height // 4, width // 4))],
        "rtmo": [Port("dets", (-1, 5)), Port("keypoints", (-1, 17, 3))],
        "rtmdet": [Port("dets", (-1, 5)), Port("labels", (-1,), "TYPE_INT64")],
        "yolox": [Port("output", (-1, 85))],
    }[entry.adapter]
    return Port("images" if entry.adapter == "yolox" else "input", (3, height, width)), outputs


def config(entry: ModelEntry, *, device: str = "KIND_GPU", instances: int = 1) -> str:
    """The model's config.pbtxt."""
    entry_port, outputs = ports(entry)
    largest = LARGEST_BATCH[entry.adapter]
    listed = ",\n  ".join(port.text() for port in outputs)
    preferred = ", ".join(str(size) for size in (4, 8, 16, 32, 64) if size <= largest)
    return (
        f'name: "{entry.source}"\n'
        'backend: "onnxruntime"\n'
        f"max_batch_size: {largest}\n"
        f"input [ {entry_port.text()} ]\n"
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
            target.write_text(config(entry))
            written.append(target)
    return written


def main() -> None:
    """Write the repository into a folder."""
    parser = argparse.ArgumentParser(prog="python -m danceai.pose.models.triton_repository", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()
