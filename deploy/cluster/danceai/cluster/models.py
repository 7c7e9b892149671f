"""Files of networks, brought from the object store into a pod's folder and believed by their SHA-256 alone."""

import hashlib
import json
import shutil
from pathlib import Path

from minio import Minio
from pydantic import BaseModel, ConfigDict, Field

from danceai.cluster.settings import PullSettings


class ModelFile(BaseModel):
    """One file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(pattern=r"^[\w.-]+(/[\w.-]+)*$")
    """Below the folder: rtmo_m/1/model.onnx"""
    key: str
    """In the bucket of networks"""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


def read_list(path: Path) -> list[ModelFile]:
    """What to bring. Raises ValueError."""
    return [ModelFile.model_validate(entry) for entry in json.loads(path.read_text())]


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty for one that is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def lay_out(configs: Path, files: list[ModelFile], folder: Path) -> None:
    """Beside each network how the server shall run it: `configs` has a file for each, called like its folder."""
    for model in {file.path.split("/")[0] for file in files}:
        (folder / model).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(configs / model, folder / model / "config.pbtxt")


def pull(files: list[ModelFile], folder: Path, settings: PullSettings) -> list[str]:
    """Bring what lacks or differs; answers the paths. Raises SystemExit for a file that is not what the list says."""
    client = Minio(
        settings.s3_endpoint,
        access_key=settings.s3_access_key.get_secret_value(),
        secret_key=settings.s3_secret_key.get_secret_value(),
        secure=settings.s3_secure,
    )
    brought = []
    for file in files:
        target = folder / file.path
        if digest_of(target) == file.sha256:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(f".{target.name}.part")
        client.fget_object(settings.models_bucket, file.key, str(waiting))
        found = digest_of(waiting)
        if found != file.sha256:
            waiting.unlink()
            raise SystemExit(f"{file.key} is not what the list says: SHA-256 {found}, not {file.sha256}")
        waiting.replace(target)  # nobody sees half a network
        brought.append(file.path)
    return brought
