"""The networks that tests may use: of the package index, and those beside the project."""

from pathlib import Path


def gather_networks(shared: Path, models_folder: Path, folder: Path) -> Path:
    """A models folder with the networks of the package index and those that are at hand."""
    gathered = folder / "networks"
    gathered.mkdir()
    for path in (*models_folder.glob("*.tflite"), *(shared / "weights").glob("*.onnx")):
        (gathered / path.name).symlink_to(path)
    return gathered
